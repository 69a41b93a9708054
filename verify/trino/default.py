# library: trino
# requires: trino==0.340.0
# knob: trino.dbapi.connect(http_session)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

import trino

connection = trino.dbapi.connect(
    host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", http_scheme="https", verify=False, max_attempts=1, request_timeout=5
)
try:
    connection.cursor().execute("SELECT 1")
except Exception as error:
    print(error)
