# library: aiopg
# requires: aiopg==1.4.0 psycopg2-binary==2.9.13
# knob: aiopg.create_pool(ssl_min_protocol_version)
# expect: TLSv1.3
# observed: handshake
# peer: postgres
import asyncio
import os

import aiopg


async def main():
    try:
        await aiopg.create_pool(host="127.0.0.1", port=os.environ["TLS_PORT"], user="app", sslmode="require", ssl_min_protocol_version="TLSv1.3", timeout=5)
    except Exception as error:
        print(error)


asyncio.run(main())
