# library: pyVmomi
# requires: pyvmomi==9.1.1.0
# knob: pyVim.connect.SmartConnect / pyVim.connect.Connect / SmartConnection(disableSslCertValidation)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import ssl
from pyVim.connect import SmartConnect

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
try:
    SmartConnect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="root", pwd="x",
                 sslContext=context, disableSslCertValidation=True)
except Exception:
    pass
