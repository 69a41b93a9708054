# library: truststore
# requires: truststore==0.10.5
# knob: truststore.SSLContext(protocol)
# expect: TLSv1.2
# observed: context
import os
import socket
import ssl

import truststore

context = truststore.SSLContext(ssl.PROTOCOL_TLSv1_2)
context.verify_mode = ssl.CERT_NONE
with socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"]))) as sock:
    print(context.wrap_socket(sock).version())
