# library: websockets
# requires: websockets==17.4
# knob: websockets.connect(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os

import websockets


async def main():
    await websockets.connect("wss://127.0.0.1:%s/" % os.environ["TLS_PORT"], ssl=True, open_timeout=5)


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
