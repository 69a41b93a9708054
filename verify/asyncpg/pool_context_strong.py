# library: asyncpg
# requires: asyncpg==0.32.0
# knob: asyncpg.create_pool(ssl)
# expect: TLSv1.3
# observed: context
# peer: postgres
import asyncio
import os
import ssl

import asyncpg


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        await asyncpg.create_pool(f"postgresql://app@127.0.0.1:{os.environ['TLS_PORT']}/db", ssl=context, timeout=5)
    except Exception as error:
        print(error)


asyncio.run(main())
