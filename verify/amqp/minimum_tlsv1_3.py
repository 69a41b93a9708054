# library: amqp
# requires: amqp==5.4.2
# knob: amqp.Connection(ssl["tls_minimum_version"])
# expect: TLSv1.3
# observed: context

import os
import ssl

from amqp.connection import Connection

connection = Connection(
    "127.0.0.1:" + os.environ["TLS_PORT"],
    ssl=dict(ca_certs=os.environ["TLS_CA"], tls_minimum_version=ssl.TLSVersion.TLSv1_3),
    connect_timeout=5,
    read_timeout=5,
)
try:
    connection.connect()
except OSError as error:
    print(error)
