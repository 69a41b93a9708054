# library: thrift
# requires: thrift==0.25.0
# knob: thrift.transport.TSSLSocket.TSSLSocket(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

from thrift.transport.TSSLSocket import TSSLSocket
from thrift.transport.TTransport import TTransportException

socket = TSSLSocket("127.0.0.1", int(os.environ["TLS_PORT"]), ca_certs=os.environ["TLS_CA"])
try:
    socket.open()
except TTransportException as error:
    print(error)
