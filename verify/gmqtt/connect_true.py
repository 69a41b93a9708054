# library: gmqtt
# requires: gmqtt==0.8.0
# knob: gmqtt.Client.connect(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context

import asyncio
import os

from gmqtt import Client


async def main():
    client = Client("sensor")
    await asyncio.wait_for(client.connect("127.0.0.1", int(os.environ["TLS_PORT"]), True), 5)


try:
    asyncio.run(main())
except Exception as error:
    print(repr(error))
