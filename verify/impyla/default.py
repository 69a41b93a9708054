# library: impyla
# requires: impyla==0.24.0
# knob: impala.dbapi.connect(use_ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

from impala.dbapi import connect

try:
    connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), use_ssl=True, auth_mechanism="NOSASL", timeout=5, retries=1).cursor()
except Exception as error:
    print(error)
