# library: pyignite
# requires: pyignite==0.6.1
# knob: pyignite.Client(ssl_version)
# expect: TLSv1.2
# observed: context
import os

from pyignite import Client

client = Client(use_ssl=True, timeout=5)
try:
    client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))
except Exception as error:
    print(error)
