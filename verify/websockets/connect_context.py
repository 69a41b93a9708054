# library: websockets
# requires: websockets==17.4
# knob: websockets.connect(ssl)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os
import ssl

import websockets


async def main():
    context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
    context.minimum_version = ssl.TLSVersion.TLSv1
    async with websockets.connect("wss://127.0.0.1:%s/" % os.environ["TLS_PORT"], ssl=context, open_timeout=5):
        pass


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
