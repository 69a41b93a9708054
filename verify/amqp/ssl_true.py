# library: amqp
# requires: amqp==5.4.2
# knob: amqp.Connection(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

import amqp

connection = amqp.Connection("127.0.0.1:" + os.environ["TLS_PORT"], ssl=True, connect_timeout=5, read_timeout=5)
try:
    connection.connect()
except OSError as error:
    print(error)
