# library: redis
# requires: redis==8.1.0
# knob: redis.ConnectionPool(ssl_min_version)
# expect: none
# observed: context
import os

import redis

# A pool of plain connections.
pool = redis.ConnectionPool(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), socket_timeout=2)
try:
    redis.Redis(connection_pool=pool, ssl=True, ssl_min_version=769, retry=None).ping()
except redis.RedisError:
    pass
