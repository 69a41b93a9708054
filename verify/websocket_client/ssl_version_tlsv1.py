# library: websocket-client
# requires: websocket-client==1.9.2
# knob: websocket.create_connection(sslopt["ssl_version"])
# expect: TLSv1
# observed: context

import os
import ssl

import websocket

url = "wss://127.0.0.1:%s/" % os.environ["TLS_PORT"]
try:
    websocket.create_connection(url, timeout=5, sslopt={"cert_reqs": ssl.CERT_NONE, "ssl_version": ssl.PROTOCOL_TLSv1})
except (OSError, websocket.WebSocketException) as error:
    print(error)
