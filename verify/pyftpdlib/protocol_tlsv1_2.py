# library: pyftpdlib
# requires: pyftpdlib==2.2.0 pyOpenSSL==25.3.0
# knob: pyftpdlib.handlers.TLS_FTPHandler.ssl_protocol
# expect: TLSv1.2
# observed: context
# role: server
# peer: ftp

import os

from OpenSSL import SSL
from pyftpdlib.handlers import TLS_FTPHandler
from pyftpdlib.servers import FTPServer


class Handler(TLS_FTPHandler):
    certfile = os.environ["TLS_CERT"]
    keyfile = os.environ["TLS_KEY"]
    ssl_protocol = SSL.TLSv1_2_METHOD


server = FTPServer(("127.0.0.1", int(os.environ["TLS_PORT"])), Handler)
server.serve_forever()
