# library: pyignite
# requires: pyignite==0.6.1
# knob: pyignite.Client(ssl_version)
# expect: TLSv1
# observed: context
import os
import ssl

from pyignite import Client

client = Client(use_ssl=True, ssl_version=ssl.PROTOCOL_TLSv1, timeout=5)
try:
    client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))
except Exception as error:
    print(error)
