# library: valkey
# requires: valkey==6.2.0
# knob: valkey.Valkey(ssl_min_version)
# expect: none
# observed: context
import os
import ssl

import valkey

# Without ssl=True the version means nothing.
client = valkey.Valkey(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_min_version=ssl.TLSVersion.TLSv1, socket_timeout=2)
try:
    client.ping()
except Exception:
    pass
