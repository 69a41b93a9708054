# library: redis
# requires: redis==8.1.0
# knob: redis.RedisCluster(ssl_min_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from redis import RedisCluster
from redis.backoff import NoBackoff
from redis.retry import Retry

# The version is dropped without a word.
try:
    RedisCluster(
        host="127.0.0.1",
        port=int(os.environ["TLS_PORT"]),
        ssl=True,
        ssl_cert_reqs="none",
        ssl_min_version=ssl.TLSVersion.TLSv1,
        socket_timeout=2,
        retry=Retry(NoBackoff(), 0),
    )
except Exception:
    pass
