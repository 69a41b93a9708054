# library: valkey
# requires: valkey==6.2.0
# knob: valkey.Sentinel(ssl_min_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from valkey.sentinel import Sentinel

sentinel = Sentinel(
    [("127.0.0.1", int(os.environ["TLS_PORT"]))],
    sentinel_kwargs={
        "ssl": True,
        "ssl_cert_reqs": "none",
        "ssl_min_version": ssl.TLSVersion.TLSv1,
        "socket_timeout": 2,
    },
)
try:
    sentinel.discover_master("main")
except Exception:
    pass
