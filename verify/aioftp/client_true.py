# library: aioftp
# requires: aioftp==0.28.3
# knob: aioftp.Client(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os

import aioftp


async def main():
    client = aioftp.Client(ssl=True, socket_timeout=5)
    await client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
