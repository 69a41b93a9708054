# library: aio-pika
# requires: aio-pika==10.2.1
# knob: aio_pika.connect(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os
import ssl

import aio_pika


async def main():
    context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
    context.minimum_version = ssl.TLSVersion.TLSv1
    await aio_pika.connect("amqps://127.0.0.1:%s/" % os.environ["TLS_PORT"], ssl_context=context, timeout=5)


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
