# library: aiormq
# requires: aiormq==7.2.4
# knob: aiormq.Connection(context)
# expect: TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os

import aiormq


async def main():
    connection = aiormq.Connection("amqps://127.0.0.1:%s/" % os.environ["TLS_PORT"])
    await connection.connect()


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
