# library: websockets
# requires: websockets==17.4
# knob: websockets.sync.client.connect(ssl)
# expect: TLSv1.1
# observed: context

import os
import ssl

from websockets.sync.client import connect

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
try:
    connect("wss://127.0.0.1:%s/" % os.environ["TLS_PORT"], ssl=context, open_timeout=5)
except Exception as error:
    print(repr(error))
