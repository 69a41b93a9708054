# library: influxdb-client
# requires: influxdb-client==1.50.0
# knob: influxdb_client.InfluxDBClient(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from influxdb_client import InfluxDBClient

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
client = InfluxDBClient(f"https://127.0.0.1:{os.environ['TLS_PORT']}", token="app", org="app", ssl_context=context, verify_ssl=False)
try:
    client.ping()
except Exception as error:
    print(error)
