# library: opensearch-py
# requires: opensearch-py==3.2.0
# knob: opensearchpy.AsyncOpenSearch(ssl_version)
# expect: TLSv1.1
# observed: context
import asyncio
import os
import ssl

from opensearchpy import AsyncOpenSearch


async def main():
    client = AsyncOpenSearch(
        hosts=[{"host": "127.0.0.1", "port": int(os.environ["TLS_PORT"])}],
        use_ssl=True,
        verify_certs=False,
        ssl_show_warn=False,
        ssl_version=ssl.PROTOCOL_TLSv1_1,
        max_retries=0,
    )
    try:
        await client.info()
    except Exception as error:
        print(error)
    await client.close()


asyncio.run(main())
