# library: aio-pika
# requires: aio-pika==10.2.1
# knob: aio_pika.connect(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os

from aio_pika import connect


async def main():
    await connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl=True, timeout=5)


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
