# library: websocket-client
# requires: websocket-client==1.9.2
# knob: websocket.WebSocketApp.run_forever(sslopt["ssl_version"])
# expect: TLSv1.2 TLSv1.3
# observed: context

import os
import ssl

import websocket

app = websocket.WebSocketApp("wss://127.0.0.1:%s/" % os.environ["TLS_PORT"])
app.run_forever(sslopt={"cert_reqs": ssl.CERT_NONE})
