# library: websocket-client
# requires: websocket-client==1.9.2
# knob: websocket.WebSocketApp.run_forever(sslopt["ssl_version"])
# expect: TLSv1
# observed: context

import os
import ssl
import threading

import websocket

app = websocket.WebSocketApp("wss://127.0.0.1:%s/" % os.environ["TLS_PORT"])
options = {"cert_reqs": ssl.CERT_NONE, "ssl_version": ssl.PROTOCOL_TLSv1}
thread = threading.Thread(target=app.run_forever, kwargs={"sslopt": options})
thread.start()
thread.join()
