# library: valkey
# requires: valkey==6.2.0
# knob: valkey.asyncio.Valkey.from_url(ssl_min_version)
# expect: TLSv1.3
# observed: context
import asyncio
import os
import ssl

from valkey.asyncio import Valkey


async def main():
    client = Valkey.from_url(
        f"valkeys://127.0.0.1:{os.environ['TLS_PORT']}",
        ssl_cert_reqs="none",
        ssl_check_hostname=False,
        ssl_min_version=ssl.TLSVersion.TLSv1_3,
        socket_timeout=3,
    )
    try:
        await client.ping()
    except Exception:
        pass


asyncio.run(main())
