# library: RPyC
# requires: rpyc==6.0.2
# knob: rpyc.utils.authenticators.SSLAuthenticator(ssl_version)
# expect: TLSv1.1
# observed: context
# role: server

import os
import ssl

from rpyc import SlaveService
from rpyc.utils.authenticators import SSLAuthenticator
from rpyc.utils.server import ThreadedServer

authenticator = SSLAuthenticator(os.environ["TLS_KEY"], os.environ["TLS_CERT"], ssl_version=ssl.PROTOCOL_TLSv1_1)
server = ThreadedServer(SlaveService, "127.0.0.1", port=int(os.environ["TLS_PORT"]), authenticator=authenticator)
server.start()
