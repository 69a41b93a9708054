# library: clickhouse-driver
# requires: clickhouse-driver==0.2.11
# knob: clickhouse_driver.connect(ssl_version)
# expect: TLSv1.2
# observed: context
import os
import ssl

import clickhouse_driver

connection = clickhouse_driver.connect(
    host="127.0.0.1", port=int(os.environ["TLS_PORT"]), secure=True, verify=False, ssl_version=ssl.PROTOCOL_TLSv1_2, connect_timeout=5
)
try:
    connection.cursor().execute("SELECT 1")
except Exception as error:
    print(error)
