# library: aiomqtt
# requires: aiomqtt==2.5.1
# knob: aiomqtt.TLSParameters(tls_version)
# expect: TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os

from aiomqtt import Client, TLSParameters


async def main():
    parameters = TLSParameters(ca_certs=os.environ["TLS_CA"])
    async with Client("127.0.0.1", int(os.environ["TLS_PORT"]), tls_params=parameters, timeout=5):
        pass


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
