# library: oracledb
# requires: oracledb==26.1.0
# knob: oracledb.connect(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

import oracledb

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1
try:
    oracledb.connect(
        user="app",
        password="app",
        host="127.0.0.1",
        port=int(os.environ["TLS_PORT"]),
        service_name="db",
        protocol="tcps",
        ssl_context=context,
        tcp_connect_timeout=5,
    )
except oracledb.Error as error:
    print(error)
