# library: amqp
# requires: amqp==5.1.1
# knob: amqp.Connection(ssl["ssl_version"])
# expect: TLSv1.1
# observed: context

import os
import ssl

import amqp

connection = amqp.Connection(
    "127.0.0.1:" + os.environ["TLS_PORT"],
    ssl={"ssl_version": ssl.PROTOCOL_TLSv1_1},
    connect_timeout=5,
    read_timeout=5,
)
try:
    connection.connect()
except OSError as error:
    print(error)
