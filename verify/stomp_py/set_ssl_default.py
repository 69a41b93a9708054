# library: stomp.py
# requires: stomp.py==9.0.0
# knob: stomp.Connection.set_ssl(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

import stomp

host = ("127.0.0.1", int(os.environ["TLS_PORT"]))
connection = stomp.Connection12([host], reconnect_attempts_max=1)
connection.set_ssl([host], ca_certs=os.environ["TLS_CA"])
try:
    connection.connect()
except Exception as error:
    print(repr(error))
