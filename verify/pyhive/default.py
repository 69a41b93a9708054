# library: PyHive
# requires: PyHive==0.7.0
# knob: pyhive.hive.Connection(scheme)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

from pyhive import hive

try:
    hive.Connection(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), scheme="https", username="app")
except Exception as error:
    print(error)
