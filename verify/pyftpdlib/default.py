# library: pyftpdlib
# requires: pyftpdlib==2.2.0 pyOpenSSL==25.3.0
# knob: pyftpdlib.handlers.TLS_FTPHandler.ssl_protocol
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# role: server
# peer: ftp

import os

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import TLS_FTPHandler
from pyftpdlib.servers import FTPServer


class Handler(TLS_FTPHandler):
    certfile = os.environ["TLS_CERT"]
    keyfile = os.environ["TLS_KEY"]
    authorizer = DummyAuthorizer()


server = FTPServer(("127.0.0.1", int(os.environ["TLS_PORT"])), Handler)
server.serve_forever()
