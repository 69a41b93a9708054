# library: snowflake-connector-python
# requires: snowflake-connector-python==5.2.0
# knob: snowflake.connector.connect(min_tls_version)
# expect: TLSv1.3
# observed: read
import os

import snowflake.connector

try:
    snowflake.connector.connect(
        account="app",
        host="127.0.0.1",
        port=int(os.environ["TLS_PORT"]),
        user="app",
        password="app",
        min_tls_version="tls13",
        login_timeout=5,
    )
except snowflake.connector.Error as error:
    print(error)
