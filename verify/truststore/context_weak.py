# library: truststore
# requires: truststore==0.10.5
# knob: truststore.SSLContext(protocol)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import socket
import ssl

import truststore

context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
with socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"]))) as sock:
    print(context.wrap_socket(sock).version())
