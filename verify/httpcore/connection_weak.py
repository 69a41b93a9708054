# library: httpcore
# requires: httpcore==1.0.9
# knob: httpcore.HTTPConnection(ssl_context)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

import httpcore

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1_1

port = int(os.environ["TLS_PORT"])
origin = httpcore.Origin(b"https", b"127.0.0.1", port)
with httpcore.HTTPConnection(origin, ssl_context=context) as connection:
    print(connection.request("GET", f"https://127.0.0.1:{port}/"))
