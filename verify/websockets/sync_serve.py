# library: websockets
# requires: websockets==17.4
# knob: websockets.sync.server.serve(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context
# role: server

import os
import ssl

from websockets.sync.server import serve

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
with serve(print, "127.0.0.1", int(os.environ["TLS_PORT"]), ssl=context) as server:
    server.serve_forever()
