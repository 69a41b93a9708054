# library: httpx
# requires: httpx==0.28.1
# knob: httpx.AsyncHTTPTransport(verify)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os
import ssl

import httpx

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1_1


async def main():
    transport = httpx.AsyncHTTPTransport(context)
    async with httpx.AsyncClient(transport=transport) as client:
        print(await client.get(f"https://127.0.0.1:{os.environ['TLS_PORT']}/"))


asyncio.run(main())
