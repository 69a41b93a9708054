# library: asyncpg
# requires: asyncpg==0.32.0
# knob: asyncpg.connect(ssl)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# peer: postgres
import asyncio
import os
import ssl

import asyncpg


async def main():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1
    try:
        await asyncpg.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", ssl=context, timeout=5)
    except Exception as error:
        print(error)


asyncio.run(main())
