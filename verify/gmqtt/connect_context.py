# library: gmqtt
# requires: gmqtt==0.8.0
# knob: gmqtt.Client.connect(ssl)
# expect: TLSv1.1
# observed: context

import asyncio
import os
import ssl

import gmqtt


async def main():
    client = gmqtt.Client("sensor")
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
    await asyncio.wait_for(client.connect("127.0.0.1", int(os.environ["TLS_PORT"]), ssl=context), 5)


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
