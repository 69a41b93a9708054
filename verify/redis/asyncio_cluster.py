# library: redis
# requires: redis==8.1.0
# knob: redis.asyncio.RedisCluster(ssl_min_version)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os
import ssl

from redis.asyncio import RedisCluster
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff


async def main():
    client = RedisCluster(
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
