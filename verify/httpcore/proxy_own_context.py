# library: httpcore
# requires: httpcore==1.0.9
# knob: httpcore.HTTPProxy(ssl_context, proxy_ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# subject: 15
import os
import ssl

import httpcore

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1

proxy = httpcore.HTTPProxy(f"https://127.0.0.1:{os.environ['TLS_PORT']}", None, None, context, context)
print(proxy.request("GET", "http://127.0.0.1/"))
