# library: valkey
# requires: valkey==6.2.0
# knob: valkey.ConnectionPool(ssl_min_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os

import valkey

pool = valkey.ConnectionPool(
    connection_class=valkey.SSLConnection,
    host="127.0.0.1",
    port=int(os.environ["TLS_PORT"]),
    ssl_cert_reqs="none",
    ssl_min_version=769,
    socket_timeout=3,
)
try:
    valkey.Valkey(connection_pool=pool).ping()
except valkey.ValkeyError:
    pass
