# library: aiohttp
# requires: aiohttp==3.14.5
# knob: aiohttp.TCPConnector(ssl, ssl_context, verify_ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os

import aiohttp


async def main():
    connector = aiohttp.TCPConnector(ssl=False)
    async with aiohttp.ClientSession(connector=connector) as session:
        async with session.get(f"https://127.0.0.1:{os.environ['TLS_PORT']}/") as response:
            print(response.status)


asyncio.run(main())
