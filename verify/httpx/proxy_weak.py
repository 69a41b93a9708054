# library: httpx
# requires: httpx==0.28.1
# knob: httpx.Proxy(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# subject: 15
import os
import ssl

import httpx

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1

proxy = httpx.Proxy(f"https://127.0.0.1:{os.environ['TLS_PORT']}", ssl_context=context)
client = httpx.Client(proxy=proxy)
print(client.get("http://127.0.0.1/"))
