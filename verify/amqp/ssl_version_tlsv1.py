# library: amqp
# requires: amqp==5.4.2
# knob: amqp.Connection(ssl["ssl_version"])
# expect: TLSv1
# observed: context

import os
import ssl

import amqp

connection = amqp.Connection(
    "127.0.0.1:" + os.environ["TLS_PORT"],
    ssl={"cert_reqs": ssl.CERT_NONE, "ssl_version": ssl.PROTOCOL_TLSv1},
    connect_timeout=5,
    read_timeout=5,
)
try:
    connection.connect()
except OSError as error:
    print(error)
