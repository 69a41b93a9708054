# library: httpx
# requires: httpx==0.28.1
# knob: httpx.get / httpx.request / httpx.stream(verify)
# expect: TLSv1.3
# observed: context
import os
import ssl

import httpx

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1_3

print(httpx.request("GET", f"https://127.0.0.1:{os.environ['TLS_PORT']}/", verify=context))
