# library: tlslite-ng
# requires: tlslite-ng==0.8.2
# knob: tlslite.api.TLSConnection.handshakeClientCert / handshakeServer(settings)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: handshake
import os
import socket
from tlslite.api import TLSConnection

connection = TLSConnection(socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"]))))
connection.handshakeClientCert(serverName="localhost")
connection.close()
