# library: vertica-python
# requires: vertica-python==1.4.0
# knob: vertica_python.connect(ssl)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# peer: postgres
import os
import ssl

import vertica_python

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
try:
    vertica_python.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app", database="db", ssl=context, connection_timeout=5)
except Exception as error:
    print(error)
