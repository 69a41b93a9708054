# library: valkey
# requires: valkey==6.2.0
# knob: valkey.asyncio.Valkey(ssl_min_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os
import ssl

import valkey.asyncio as valkey


async def main():
    client = valkey.Valkey(
        host="127.0.0.1",
        port=int(os.environ["TLS_PORT"]),
        ssl=True,
        ssl_cert_reqs="none",
        ssl_check_hostname=False,
        ssl_min_version=ssl.TLSVersion.TLSv1,
        socket_timeout=3,
    )
    try:
        await client.ping()
    except Exception:
        pass


asyncio.run(main())
