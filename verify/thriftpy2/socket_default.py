# library: thriftpy2
# requires: thriftpy2==0.7.1
# knob: thriftpy2.transport.TSSLSocket(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

from thriftpy2.transport.sslsocket import TSSLSocket

socket = TSSLSocket("127.0.0.1", int(os.environ["TLS_PORT"]), validate=False)
try:
    socket.open()
except Exception as error:
    print(repr(error))
