# library: redis
# requires: redis==8.1.0
# knob: redis.Redis(ssl_min_version)
# expect: TLSv1.3
# observed: context
import os
from ssl import TLSVersion

from redis import StrictRedis

client = StrictRedis(
    host="127.0.0.1",
    port=int(os.environ["TLS_PORT"]),
    ssl=True,
    ssl_cert_reqs="none",
    ssl_min_version=TLSVersion.TLSv1_3,
    socket_timeout=3,
)
try:
    client.ping()
except OSError:
    pass
except Exception as error:
    print(error)
