# library: psycopg
# requires: psycopg==3.3.9 psycopg-binary==3.3.9
# knob: psycopg.AsyncConnection.connect(ssl_min_protocol_version)
# expect: TLSv1.3
# observed: handshake
# peer: postgres
import asyncio
import os

import psycopg


async def main():
    try:
        await psycopg.AsyncConnection.connect(host="127.0.0.1", port=os.environ["TLS_PORT"], user="app", sslmode="require", ssl_min_protocol_version="TLSv1.3", connect_timeout=5)
    except psycopg.OperationalError as error:
        print(error)


asyncio.run(main())
