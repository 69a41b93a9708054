# library: oracledb
# requires: oracledb==26.1.0
# knob: oracledb.connect(ssl_version)
# expect: refused
# observed: context
import os
import ssl

import oracledb

oracledb.connect(
    user="app",
    password="app",
    host="127.0.0.1",
    port=int(os.environ["TLS_PORT"]),
    service_name="db",
    protocol="tcps",
    ssl_version=ssl.TLSVersion.TLSv1,
    tcp_connect_timeout=5,
)
