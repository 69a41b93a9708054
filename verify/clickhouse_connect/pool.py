# library: clickhouse-connect
# requires: clickhouse-connect==1.12.0
# knob: clickhouse_connect.get_client(pool_mgr)
# expect: TLSv1
# observed: context
import os
import ssl

import clickhouse_connect
import urllib3

pool = urllib3.PoolManager(ssl_version=ssl.PROTOCOL_TLSv1, cert_reqs="CERT_NONE", retries=False, timeout=5)
try:
    clickhouse_connect.get_client(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), secure=True, verify=False, pool_mgr=pool, query_retries=0)
except Exception as error:
    print(error)
