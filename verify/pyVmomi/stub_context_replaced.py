# library: pyVmomi
# requires: pyvmomi==9.1.1.0
# knob: pyVmomi.SoapStubAdapter / vmware vsanapiutils(sslContext)
# expect: TLSv1.2 TLSv1.3
# observed: context
# subject: 12
import os
import ssl
from pyVmomi import SoapStubAdapter, vim

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
stub = SoapStubAdapter(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), sslContext=context,
                       certFile=os.environ["TLS_CERT"], certKeyFile=os.environ["TLS_KEY"])
try:
    vim.ServiceInstance("ServiceInstance", stub).RetrieveContent()
except Exception:
    pass
