# library: thrift
# requires: thrift==0.25.0
# knob: thrift.transport.TSSLSocket.TSSLServerSocket(ssl_version)
# expect: TLSv1.2
# observed: context
# role: server

import os
import ssl

from thrift.transport.TSSLSocket import TSSLServerSocket

server = TSSLServerSocket(
    "127.0.0.1",
    int(os.environ["TLS_PORT"]),
    certfile=os.environ["TLS_CERT"],
    keyfile=os.environ["TLS_KEY"],
    ssl_version=ssl.PROTOCOL_TLSv1_2,
)
server.listen()
while True:
    server.accept()
