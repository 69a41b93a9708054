# library: aiohttp
# requires: aiohttp==3.14.5
# knob: aiohttp.ClientSession.get / request / ws_connect(ssl, ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os
import ssl

import aiohttp

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1


async def main():
    async with aiohttp.request("GET", f"https://127.0.0.1:{os.environ['TLS_PORT']}/", ssl=context) as response:
        print(response.status)


asyncio.run(main())
