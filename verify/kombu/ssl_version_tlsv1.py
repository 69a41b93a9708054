# library: kombu
# requires: kombu==5.7.0
# knob: kombu.Connection(ssl)
# expect: TLSv1
# observed: context

import os
import ssl

import kombu

connection = kombu.Connection(
    "amqp://guest:guest@127.0.0.1:%s//" % os.environ["TLS_PORT"],
    ssl={"cert_reqs": ssl.CERT_NONE, "ssl_version": ssl.PROTOCOL_TLSv1},
    connect_timeout=5,
)
try:
    connection.connect()
except OSError as error:
    print(error)
