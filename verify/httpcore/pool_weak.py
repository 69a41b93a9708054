# library: httpcore
# requires: httpcore==1.0.9
# knob: httpcore.ConnectionPool(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

import httpcore

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1

with httpcore.ConnectionPool(ssl_context=context) as pool:
    print(pool.request("GET", f"https://127.0.0.1:{os.environ['TLS_PORT']}/"))
