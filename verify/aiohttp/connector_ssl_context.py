# library: aiohttp
# requires: aiohttp==3.14.5
# knob: aiohttp.TCPConnector(ssl, ssl_context, verify_ssl)
# expect: TLSv1.3
# observed: context
import asyncio
import os
import ssl

import aiohttp

context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
context.minimum_version = ssl.TLSVersion.TLSv1_3


async def main():
    connector = aiohttp.TCPConnector(ssl_context=context)
    async with aiohttp.ClientSession(connector=connector) as session:
        async with session.get(f"https://127.0.0.1:{os.environ['TLS_PORT']}/") as response:
            print(response.status)


asyncio.run(main())
