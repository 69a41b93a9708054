# library: httplib2
# requires: httplib2==0.32.1
# knob: httplib2.Http(tls_maximum_version, tls_minimum_version)
# expect: TLSv1.3
# observed: context
import os
import ssl

import httplib2

http = httplib2.Http(ca_certs=os.environ["TLS_CA"], tls_minimum_version=ssl.TLSVersion.TLSv1_3)
print(http.request(f"https://127.0.0.1:{os.environ['TLS_PORT']}/"))
