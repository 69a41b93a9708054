# library: httpx
# requires: httpx==0.28.1
# knob: httpx.AsyncClient(verify)
# expect: TLSv1.3
# observed: context
import asyncio
import os
import ssl

import httpx

context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
context.minimum_version = ssl.TLSVersion.TLSv1_3


async def main():
    async with httpx.AsyncClient(verify=context) as client:
        print(await client.get(f"https://127.0.0.1:{os.environ['TLS_PORT']}/"))


asyncio.run(main())
