# library: redis
# requires: redis==8.1.0
# knob: redis.SSLConnection(ssl_min_version)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from redis.connection import SSLConnection

connection = SSLConnection(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_cert_reqs="none", ssl_min_version=ssl.TLSVersion.TLSv1_1, socket_timeout=3)
try:
    connection.connect()
except Exception:
    pass
