# library: valkey
# requires: valkey==6.2.0
# knob: valkey.Valkey.from_url(ssl_min_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

import valkey

client = valkey.from_url(
    f"valkeys://127.0.0.1:{os.environ['TLS_PORT']}/0",
    ssl_cert_reqs=None,
    ssl_min_version=ssl.TLSVersion.TLSv1,
    socket_timeout=3,
)
try:
    client.ping()
except valkey.ValkeyError:
    pass
