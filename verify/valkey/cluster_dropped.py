# library: valkey
# requires: valkey==6.2.0
# knob: valkey.ValkeyCluster(ssl_min_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from valkey import ValkeyCluster
from valkey.backoff import NoBackoff
from valkey.retry import Retry

# The version is dropped without a word.
try:
    ValkeyCluster(
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
