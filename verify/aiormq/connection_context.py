# library: aiormq
# requires: aiormq==7.2.4
# knob: aiormq.Connection(context)
# expect: TLSv1.1
# observed: context

import asyncio
import os
import ssl

import aiormq


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
    await aiormq.connect("amqps://127.0.0.1:%s/" % os.environ["TLS_PORT"], context=context)


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
