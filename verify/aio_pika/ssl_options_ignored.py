# library: aio-pika
# requires: aio-pika==10.2.1
# knob: aio_pika.connect(ssl_options["ssl_version"])
# expect: TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os

import aio_pika


async def main():
    # 3 is ssl.PROTOCOL_TLSv1, and has no effect.
    options = {"no_verify_ssl": 1, "ssl_version": 3}
    await aio_pika.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl=True, ssl_options=options, timeout=5)


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
