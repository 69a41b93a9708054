# library: mysql-connector-python
# requires: mysql-connector-python==26.10.0
# knob: mysql.connector.connect(tls_versions)
# expect: TLSv1.2
# observed: context
# peer: mysql
import os

import mysql.connector

try:
    mysql.connector.connect(
        host="127.0.0.1",
        port=int(os.environ["TLS_PORT"]),
        user="app",
        password="app",
        use_pure=True,
        tls_versions="[TLSv1.2]",
        connection_timeout=5,
    )
except mysql.connector.Error as error:
    print(error)
