# library: httpx
# requires: httpx==0.28.1
# knob: httpx.Client(verify)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

import httpx

client = httpx.Client(verify=False)
print(client.get(f"https://127.0.0.1:{os.environ['TLS_PORT']}/"))
