# library: valkey
# requires: valkey==6.2.0
# knob: valkey.asyncio.ValkeyCluster(ssl_min_version)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os
import ssl

from valkey.asyncio import ValkeyCluster
from valkey.asyncio.retry import Retry
from valkey.backoff import NoBackoff


async def main():
    client = ValkeyCluster(
        host="127.0.0.1",
        port=int(os.environ["TLS_PORT"]),
        ssl=True,
        ssl_cert_reqs="none",
        ssl_check_hostname=False,
        ssl_min_version=ssl.TLSVersion.TLSv1_1,
        socket_timeout=2,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        await client.initialize()
    except Exception:
        pass


asyncio.run(main())
