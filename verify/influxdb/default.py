# library: influxdb
# requires: influxdb==5.3.2
# knob: influxdb.InfluxDBClient(session)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

from influxdb import InfluxDBClient

client = InfluxDBClient("127.0.0.1", int(os.environ["TLS_PORT"]), ssl=True, verify_ssl=False, retries=1, timeout=5)
try:
    client.ping()
except Exception as error:
    print(error)
