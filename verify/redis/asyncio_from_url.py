# library: redis
# requires: redis==8.1.0
# knob: redis.asyncio.Redis.from_url(ssl_min_version)
# expect: TLSv1.3
# observed: context
import asyncio
import os
import ssl

from redis.asyncio import Redis


async def main():
    client = Redis.from_url(
        f"rediss://127.0.0.1:{os.environ['TLS_PORT']}",
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
