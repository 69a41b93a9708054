# library: stomp.py
# requires: stomp.py==9.0.0
# knob: stomp.Connection.set_ssl(ssl_version)
# expect: TLSv1.2
# observed: context

import os
import ssl

from stomp import Connection11

host = ("127.0.0.1", int(os.environ["TLS_PORT"]))
connection = Connection11([host], reconnect_attempts_max=1)
connection.set_ssl([host], None, None, os.environ["TLS_CA"], None, ssl.PROTOCOL_TLSv1_2)
try:
    connection.connect()
except Exception as error:
    print(repr(error))
