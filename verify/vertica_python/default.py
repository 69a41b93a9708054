# library: vertica-python
# requires: vertica-python==1.4.0
# knob: vertica_python.connect(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context
# peer: postgres
import os

import vertica_python

try:
    vertica_python.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app", database="db", connection_timeout=5)
except Exception as error:
    print(error)
