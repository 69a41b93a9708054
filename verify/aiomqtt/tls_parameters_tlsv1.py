# library: aiomqtt
# requires: aiomqtt==2.5.1
# knob: aiomqtt.TLSParameters(tls_version)
# expect: TLSv1
# observed: context

import asyncio
import os
import ssl

import aiomqtt


async def main():
    parameters = aiomqtt.TLSParameters(cert_reqs=ssl.CERT_NONE, tls_version=ssl.PROTOCOL_TLSv1)
    async with aiomqtt.Client("127.0.0.1", int(os.environ["TLS_PORT"]), tls_params=parameters, timeout=5):
        pass


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
