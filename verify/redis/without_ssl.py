# library: redis
# requires: redis==8.1.0
# knob: redis.Redis(ssl_min_version)
# expect: none
# observed: context
import os
import ssl

import redis

# Without ssl=True the version means nothing.
client = redis.Redis(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_min_version=ssl.TLSVersion.TLSv1, socket_timeout=2, retry=None)
try:
    client.ping()
except Exception:
    pass
