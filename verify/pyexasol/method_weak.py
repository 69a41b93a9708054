# library: pyexasol
# requires: pyexasol==3.0.1
# knob: pyexasol.connect(websocket_sslopt)
# expect: TLSv1
# observed: context
import os
import ssl

import pyexasol

try:
    pyexasol.connect(
        dsn=f"127.0.0.1:{os.environ['TLS_PORT']}",
        user="app",
        password="app",
        websocket_sslopt={"cert_reqs": ssl.CERT_NONE, "ssl_version": ssl.PROTOCOL_TLSv1},
        connection_timeout=5,
        socket_timeout=5,
    )
except Exception as error:
    print(error)
