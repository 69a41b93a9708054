# library: asyncmy
# requires: asyncmy==0.2.18
# knob: asyncmy.connect(ssl)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# peer: mysql
import asyncio
import os
import ssl

import asyncmy


async def main():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1
    try:
        await asyncmy.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app", ssl=context, connect_timeout=5)
    except Exception as error:
        print(error)


asyncio.run(asyncio.wait_for(main(), 8))
