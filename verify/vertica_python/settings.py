# library: vertica-python
# requires: vertica-python==1.4.0
# knob: vertica_python.connect(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context
# peer: postgres
import os

import vertica_python

settings = {"host": "127.0.0.1", "port": int(os.environ["TLS_PORT"]), "user": "app", "password": "app", "database": "db", "ssl": True, "connection_timeout": 5}
try:
    vertica_python.connect(**settings)
except Exception as error:
    print(error)
