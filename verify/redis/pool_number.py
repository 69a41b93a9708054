# library: redis
# requires: redis==8.1.0
# knob: redis.ConnectionPool(ssl_min_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os

import redis

pool = redis.ConnectionPool(
    connection_class=redis.SSLConnection,
    host="127.0.0.1",
    port=int(os.environ["TLS_PORT"]),
    ssl_cert_reqs="none",
    ssl_min_version=769,
    socket_timeout=3,
)
try:
    redis.Redis(connection_pool=pool).ping()
except redis.RedisError:
    pass
