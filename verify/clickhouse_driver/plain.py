# library: clickhouse-driver
# requires: clickhouse-driver==0.2.11
# knob: clickhouse_driver.Client(ssl_version)
# expect: none
# observed: context
import os
import ssl

from clickhouse_driver import Client

# Without secure=True the version means nothing.
client = Client("127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_version=ssl.PROTOCOL_TLSv1, connect_timeout=2, send_receive_timeout=2)
try:
    client.execute("SELECT 1")
except Exception as error:
    print(error)
