# library: httplib2
# requires: httplib2==0.32.1
# knob: httplib2.Http(tls_maximum_version, tls_minimum_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

import httplib2

http = httplib2.Http(disable_ssl_certificate_validation=True)
print(http.request(f"https://127.0.0.1:{os.environ['TLS_PORT']}/"))
