# library: valkey
# requires: valkey==6.1.0
# knob: valkey.Valkey(ssl_min_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
# python: 3.9
import os

import valkey

# A floor of its own, where ssl has none.
client = valkey.Valkey(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl=True, ssl_cert_reqs="none", socket_timeout=3)
try:
    client.ping()
except valkey.ValkeyError:
    pass
