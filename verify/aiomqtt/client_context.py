# library: aiomqtt
# requires: aiomqtt==2.5.1
# knob: aiomqtt.Client(tls_context)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os
import ssl

import aiomqtt


async def main():
    context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    async with aiomqtt.Client("127.0.0.1", int(os.environ["TLS_PORT"]), tls_context=context, timeout=5):
        pass


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
