# library: httpcore
# requires: httpcore==1.0.9
# knob: httpcore.ConnectionPool(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

import httpcore

pool = httpcore.ConnectionPool()
try:
    pool.request("GET", f"https://127.0.0.1:{os.environ['TLS_PORT']}/")
except httpcore.ConnectError as error:
    print(error)
