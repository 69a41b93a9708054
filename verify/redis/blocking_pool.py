# library: redis
# requires: redis==8.1.0
# knob: redis.BlockingConnectionPool(ssl_min_version)
# expect: TLSv1.3
# observed: context
import os
import ssl

import redis

pool = redis.BlockingConnectionPool(
    max_connections=2,
    connection_class=redis.SSLConnection,
    host="127.0.0.1",
    port=int(os.environ["TLS_PORT"]),
    ssl_cert_reqs="none",
    ssl_min_version=ssl.TLSVersion.TLSv1_3,
    socket_timeout=3,
)
try:
    redis.Redis(connection_pool=pool).ping()
except redis.RedisError:
    pass
