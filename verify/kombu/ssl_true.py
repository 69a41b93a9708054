# library: kombu
# requires: kombu==5.7.0 amqp==5.4.2
# knob: kombu.Connection(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

from kombu import Connection

connection = Connection("amqp://127.0.0.1:%s//" % os.environ["TLS_PORT"], ssl=True, connect_timeout=5)
try:
    connection.connect()
except OSError as error:
    print(error)
