# library: aiomysql
# requires: aiomysql==0.3.2
# knob: aiomysql.connect(ssl)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# peer: mysql
import asyncio
import os
import ssl

import aiomysql


async def main():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    connecting = aiomysql.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app", ssl=context)
    try:
        await asyncio.wait_for(connecting, 5)
    except Exception as error:
        print(error)


asyncio.run(main())
