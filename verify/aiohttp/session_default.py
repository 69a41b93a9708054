# library: aiohttp
# requires: aiohttp==3.14.5
# knob: aiohttp.TCPConnector(ssl, ssl_context, verify_ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        try:
            await session.get(f"https://127.0.0.1:{os.environ['TLS_PORT']}/")
        except aiohttp.ClientError as error:
            print(error)


asyncio.run(main())
