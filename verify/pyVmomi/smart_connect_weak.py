# library: pyVmomi
# requires: pyvmomi==9.1.1.0
# knob: pyVim.connect.SmartConnect / pyVim.connect.Connect / SmartConnection(sslContext)
# expect: TLSv1
# observed: context
import os
import ssl
from pyVim.connect import SmartConnect

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
context.verify_mode = ssl.CERT_NONE
try:
    SmartConnect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="root", pwd="x", sslContext=context)
except Exception:
    pass
