# library: thrift
# requires: thrift==0.25.0
# knob: thrift.transport.TSSLSocket.TSSLSocket(ssl_context)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import os
import ssl

from thrift.transport.TSSLSocket import TSSLSocket
from thrift.transport.TTransport import TTransportException

context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
context.minimum_version = ssl.TLSVersion.TLSv1_1
socket = TSSLSocket("127.0.0.1", int(os.environ["TLS_PORT"]), ssl_context=context)
try:
    socket.open()
except TTransportException as error:
    print(error)
