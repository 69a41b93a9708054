# library: websockets
# requires: websockets==17.4
# knob: websockets.connect(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os

from websockets.asyncio.client import connect


async def main():
    async with connect("wss://127.0.0.1:%s/" % os.environ["TLS_PORT"], open_timeout=5):
        pass


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
