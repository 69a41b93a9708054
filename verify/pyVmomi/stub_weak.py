# library: pyVmomi
# requires: pyvmomi==9.1.1.0
# knob: pyVmomi.SoapStubAdapter / vmware vsanapiutils(sslContext)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl
from pyVmomi import SoapStubAdapter, vim

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1_1
stub = SoapStubAdapter(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), sslContext=context)
try:
    vim.ServiceInstance("ServiceInstance", stub).RetrieveContent()
except Exception:
    pass
