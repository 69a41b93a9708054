# library: stomp.py
# requires: stomp.py==9.0.0
# knob: stomp.WSStompConnection.set_ssl(ssl_version)
# expect: TLSv1.1
# observed: context

import os
import ssl

import stomp

host = ("127.0.0.1", int(os.environ["TLS_PORT"]))
connection = stomp.WSStompConnection([host], reconnect_attempts_max=1)
connection.set_ssl([host], ssl_version=ssl.PROTOCOL_TLSv1_1)
try:
    connection.connect()
except Exception as error:
    print(repr(error))
