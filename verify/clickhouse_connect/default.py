# library: clickhouse-connect
# requires: clickhouse-connect==1.12.0
# knob: clickhouse_connect.get_client(pool_mgr)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

import clickhouse_connect

try:
    clickhouse_connect.get_client(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), secure=True, verify=False, connect_timeout=5, query_retries=0)
except Exception as error:
    print(error)
