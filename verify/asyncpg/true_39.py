# library: asyncpg
# requires: asyncpg==0.30.0
# knob: asyncpg.connect(ssl)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# peer: postgres
# python: 3.9
import asyncio
import os

import asyncpg


async def main():
    # The certificate is verified, so that the handshake fails here.
    try:
        await asyncpg.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", ssl=True, timeout=5)
    except Exception as error:
        print(error)


asyncio.run(main())
