# library: httpx
# requires: httpx==0.28.1
# knob: httpx.get / httpx.request / httpx.stream(verify)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

import httpx

with httpx.stream("GET", f"https://127.0.0.1:{os.environ['TLS_PORT']}/", verify=False) as response:
    print(response.status_code)
