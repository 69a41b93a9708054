# library: aiokafka
# requires: aiokafka==0.14.0
# knob: aiokafka.AIOKafkaConsumer(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os
import ssl

from aiokafka import AIOKafkaConsumer
from aiokafka.helpers import create_ssl_context


async def main():
    context = create_ssl_context(cafile=os.environ["TLS_CA"])
    context.minimum_version = ssl.TLSVersion.TLSv1
    consumer = AIOKafkaConsumer(
        "news",
        bootstrap_servers="127.0.0.1:" + os.environ["TLS_PORT"],
        security_protocol="SSL",
        ssl_context=context,
        request_timeout_ms=4000,
    )
    try:
        await consumer.start()
    except Exception as error:
        print(repr(error))
    await consumer.stop()


asyncio.run(main())
