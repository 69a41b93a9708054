# library: valkey
# requires: valkey==6.2.0
# knob: valkey.Valkey(ssl_min_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

import valkey

client = valkey.Valkey(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl=True, ssl_cert_reqs="none", socket_timeout=3)
try:
    client.ping()
except valkey.ValkeyError:
    pass
