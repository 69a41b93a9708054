# library: tornado
# requires: tornado==6.6.1
# knob: tornado.netutil.ssl_wrap_socket(ssl_options)
# expect: TLSv1.2
# observed: context
import os
import socket
import ssl

from tornado.netutil import ssl_wrap_socket

sock = socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"])))
print(ssl_wrap_socket(sock, {"ssl_version": ssl.PROTOCOL_TLSv1_2}, server_side=False).version())
