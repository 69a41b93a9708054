# library: redis
# requires: redis==8.1.0
# knob: redis.Redis(ssl_min_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

import redis

client = redis.Redis(
    host="127.0.0.1",
    port=int(os.environ["TLS_PORT"]),
    ssl=True,
    ssl_cert_reqs="none",
    ssl_min_version=ssl.TLSVersion.TLSv1,
    socket_timeout=3,
)
try:
    client.ping()
except redis.RedisError:
    pass
