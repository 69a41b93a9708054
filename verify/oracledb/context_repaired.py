# library: oracledb
# requires: oracledb==26.1.0
# knob: oracledb.connect(ssl_version)
# expect: TLSv1.2
# observed: context
import os
import ssl

import oracledb

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1
# The version is written into the context too.
try:
    oracledb.connect(
        user="app",
        password="app",
        host="127.0.0.1",
        port=int(os.environ["TLS_PORT"]),
        service_name="db",
        protocol="tcps",
        ssl_context=context,
        ssl_version=ssl.TLSVersion.TLSv1_2,
        tcp_connect_timeout=5,
    )
except oracledb.Error as error:
    print(error)
