# library: RPyC
# requires: rpyc==6.0.2
# knob: rpyc.utils.authenticators.SSLAuthenticator(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
# role: server

import os

from rpyc import SlaveService
from rpyc.utils.authenticators import SSLAuthenticator
from rpyc.utils.server import ThreadedServer

authenticator = SSLAuthenticator(os.environ["TLS_KEY"], os.environ["TLS_CERT"])
server = ThreadedServer(SlaveService, "127.0.0.1", port=int(os.environ["TLS_PORT"]), authenticator=authenticator)
server.start()
