# library: asyncpg
# requires: asyncpg==0.32.0
# knob: asyncpg.connect(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context
# peer: postgres
import asyncio
import os

import asyncpg


async def main():
    try:
        await asyncpg.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", ssl="require", timeout=5)
    except Exception as error:
        print(error)


asyncio.run(main())
