# library: httpx
# requires: httpx==0.28.1
# knob: httpx.Client(verify)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

import httpx

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1

with httpx.Client(verify=context) as client:
    print(client.get(f"https://127.0.0.1:{os.environ['TLS_PORT']}/"))
