# library: httpcore
# requires: httpcore==1.0.9 anyio==4.16.0
# knob: httpcore.AsyncConnectionPool(ssl_context)
# expect: TLSv1.3
# observed: context
import asyncio
import os
import ssl

import httpcore

context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
context.minimum_version = ssl.TLSVersion.TLSv1_3


async def main():
    async with httpcore.AsyncConnectionPool(context) as pool:
        print(await pool.request("GET", f"https://127.0.0.1:{os.environ['TLS_PORT']}/"))


asyncio.run(main())
