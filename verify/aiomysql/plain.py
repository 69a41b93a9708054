# library: aiomysql
# requires: aiomysql==0.3.2
# knob: aiomysql.connect(ssl)
# expect: none
# observed: context
# peer: mysql
import asyncio
import os

import aiomysql


async def main():
    connecting = aiomysql.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app")
    try:
        await asyncio.wait_for(connecting, 3)
    except Exception as error:
        print(error)


asyncio.run(main())
