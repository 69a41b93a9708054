# library: python-tds
# requires: python-tds==1.17.1 pyOpenSSL==26.4.0
# knob: pytds.connect(cafile)
# expect: TLSv1.2
# observed: read
import os

import pytds

try:
    pytds.connect(dsn="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app", cafile=os.environ["TLS_CA"], validate_host=False, login_timeout=5, timeout=5)
except Exception as error:
    print(error)
