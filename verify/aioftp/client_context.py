# library: aioftp
# requires: aioftp==0.28.3
# knob: aioftp.Client(ssl)
# expect: TLSv1.1
# observed: context

import asyncio
import os
import ssl

import aioftp


async def main():
    client = aioftp.Client(ssl=ssl.SSLContext(ssl.PROTOCOL_TLSv1_1), socket_timeout=5)
    await client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
