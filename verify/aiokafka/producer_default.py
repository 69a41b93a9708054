# library: aiokafka
# requires: aiokafka==0.14.0
# knob: aiokafka.helpers.create_ssl_context
# expect: TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os

import aiokafka
import aiokafka.helpers


async def main():
    producer = aiokafka.AIOKafkaProducer(
        bootstrap_servers="127.0.0.1:" + os.environ["TLS_PORT"],
        security_protocol="SSL",
        ssl_context=aiokafka.helpers.create_ssl_context(cafile=os.environ["TLS_CA"]),
        request_timeout_ms=4000,
    )
    try:
        await producer.start()
    except Exception as error:
        print(repr(error))
    await producer.stop()


asyncio.run(main())
