# library: clickhouse-driver
# requires: clickhouse-driver==0.2.11
# knob: clickhouse_driver.Client(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

from clickhouse_driver import Client

client = Client("127.0.0.1", port=int(os.environ["TLS_PORT"]), secure=True, verify=False, connect_timeout=5)
try:
    client.execute("SELECT 1")
except Exception as error:
    print(error)
