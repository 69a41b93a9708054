# library: oracledb
# requires: oracledb==26.1.0
# knob: oracledb.connect(ssl_version)
# expect: TLSv1.3
# observed: context
import os

import oracledb

try:
    oracledb.connect(f"tcps://127.0.0.1:{os.environ['TLS_PORT']}/db", user="app", password="app", ssl_version="TLSv1.3", tcp_connect_timeout=5)
except oracledb.Error as error:
    print(error)
