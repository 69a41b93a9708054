# library: thrift
# requires: thrift==0.25.0
# knob: thrift.transport.TSSLSocket.TSSLSocket(ssl_version)
# expect: TLSv1
# observed: context

import os
import ssl

from thrift.transport import TSSLSocket
from thrift.transport.TTransport import TTransportException

socket = TSSLSocket.TSSLSocket("127.0.0.1", int(os.environ["TLS_PORT"]), cert_reqs=ssl.CERT_NONE, ssl_version=ssl.PROTOCOL_TLSv1)
try:
    socket.open()
except TTransportException as error:
    print(error)
