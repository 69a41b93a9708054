# library: httpx
# requires: httpx==0.28.1
# knob: httpx.get / httpx.request / httpx.stream(verify)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

import httpx

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1

print(httpx.get(f"https://127.0.0.1:{os.environ['TLS_PORT']}/", verify=context))
