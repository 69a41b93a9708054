# library: truststore
# requires: truststore==0.10.5
# knob: truststore.inject_into_ssl(-)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import socket
import ssl

import truststore

truststore.inject_into_ssl()

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1_1
with socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"]))) as sock:
    print(context.wrap_socket(sock).version())
