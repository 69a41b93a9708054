# library: amqp
# requires: amqp==5.4.2
# knob: amqp.Connection(ssl["tls_maximum_version"])
# expect: TLSv1.1 TLSv1.2
# observed: context

import os
import ssl

import amqp

connection = amqp.Connection(
    "127.0.0.1:" + os.environ["TLS_PORT"],
    ssl={"cert_reqs": ssl.CERT_NONE, "tls_minimum_version": 770, "tls_maximum_version": ssl.TLSVersion.TLSv1_2},
    connect_timeout=5,
    read_timeout=5,
)
try:
    connection.connect()
except OSError as error:
    print(error)
