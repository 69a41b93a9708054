# library: stomp.py
# requires: stomp.py==9.0.0
# knob: stomp.Connection.set_ssl(ssl_version)
# expect: TLSv1
# observed: context

import os
import ssl

import stomp

host = ("127.0.0.1", int(os.environ["TLS_PORT"]))
connection = stomp.Connection([host], reconnect_attempts_max=1)
connection.set_ssl(for_hosts=[host], ssl_version=ssl.PROTOCOL_TLSv1, verify=False)
try:
    connection.connect()
except Exception as error:
    print(repr(error))
