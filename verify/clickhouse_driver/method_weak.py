# library: clickhouse-driver
# requires: clickhouse-driver==0.2.11
# knob: clickhouse_driver.Client(ssl_version)
# expect: TLSv1
# observed: context
import os
import ssl

from clickhouse_driver import Client

client = Client("127.0.0.1", port=int(os.environ["TLS_PORT"]), secure=True, verify=False, ssl_version=ssl.PROTOCOL_TLSv1, connect_timeout=5)
try:
    client.execute("SELECT 1")
except Exception as error:
    print(error)
