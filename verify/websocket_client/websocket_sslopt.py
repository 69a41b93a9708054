# library: websocket-client
# requires: websocket-client==1.9.2
# knob: websocket.WebSocket(sslopt["ssl_version"])
# expect: TLSv1.2
# observed: context

import os
import ssl

import websocket

options = {"cert_reqs": ssl.CERT_NONE}
options["ssl_version"] = ssl.PROTOCOL_TLSv1_2
connection = websocket.WebSocket(sslopt=options)
try:
    connection.connect("wss://127.0.0.1:%s/" % os.environ["TLS_PORT"], timeout=5)
except (OSError, websocket.WebSocketException) as error:
    print(error)
