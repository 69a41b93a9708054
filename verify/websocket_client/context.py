# library: websocket-client
# requires: websocket-client==1.9.2
# knob: websocket.create_connection(sslopt["context"])
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import os
import ssl

from websocket import create_connection

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1_1
try:
    create_connection("wss://127.0.0.1:%s/" % os.environ["TLS_PORT"], timeout=5, sslopt={"context": context})
except OSError as error:
    print(error)
