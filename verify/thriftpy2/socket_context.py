# library: thriftpy2
# requires: thriftpy2==0.7.1
# knob: thriftpy2.transport.TSSLSocket(ssl_context)
# expect: TLSv1.1
# observed: context

import os
import ssl

from thriftpy2.transport import TSSLSocket

socket = TSSLSocket("127.0.0.1", int(os.environ["TLS_PORT"]), ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLSv1_1))
try:
    socket.open()
except Exception as error:
    print(repr(error))
