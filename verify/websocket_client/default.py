# library: websocket-client
# requires: websocket-client==1.9.2
# knob: websocket.create_connection(sslopt["ssl_version"])
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

import websocket

url = "wss://127.0.0.1:%s/" % os.environ["TLS_PORT"]
try:
    websocket.create_connection(url, timeout=5)
except (OSError, websocket.WebSocketException) as error:
    print(error)
