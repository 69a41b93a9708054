# library: pyVmomi
# requires: pyvmomi==9.1.1.0
# knob: pyVim.connect.SmartConnect / pyVim.connect.Connect / SmartConnection(sslContext)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
from pyVim.connect import SmartConnect

try:
    SmartConnect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="root", pwd="x")
except Exception:
    pass
