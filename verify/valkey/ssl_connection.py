# library: valkey
# requires: valkey==6.2.0
# knob: valkey.SSLConnection(ssl_min_version)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from valkey.connection import SSLConnection

connection = SSLConnection(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_cert_reqs="none", ssl_min_version=ssl.TLSVersion.TLSv1_1, socket_timeout=3)
try:
    connection.connect()
except Exception:
    pass
