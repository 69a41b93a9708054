# library: tornado
# requires: tornado==6.6.1
# knob: tornado.netutil.ssl_options_to_context(ssl_options, server_side)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import socket
import ssl

from tornado.netutil import ssl_options_to_context

context = ssl_options_to_context({"cert_reqs": ssl.CERT_NONE}, server_side=False)
context.minimum_version = ssl.TLSVersion.TLSv1
sock = socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"])))
print(context.wrap_socket(sock).version())
