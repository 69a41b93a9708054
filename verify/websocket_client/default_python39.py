# library: websocket-client
# requires: websocket-client==0.59.0
# knob: websocket.create_connection(sslopt["ssl_version"])
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# python: 3.9

import os
import ssl

import websocket

url = "wss://127.0.0.1:%s/" % os.environ["TLS_PORT"]
try:
    websocket.create_connection(url, timeout=5, sslopt={"cert_reqs": ssl.CERT_NONE})
except (OSError, websocket.WebSocketException) as error:
    print(error)
