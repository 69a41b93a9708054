# library: mysql-connector-python
# requires: mysql-connector-python==26.10.0
# knob: mysql.connector.aio.connect(tls_versions)
# expect: TLSv1.2 TLSv1.3
# observed: context
# peer: mysql
import asyncio
import os

import mysql.connector.aio


async def main():
    try:
        await asyncio.wait_for(mysql.connector.aio.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app", connection_timeout=5), 8)
    except Exception as error:
        print(error)


asyncio.run(main())
