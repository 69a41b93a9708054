# library: kombu
# requires: kombu==5.7.0 amqp==5.4.2
# knob: kombu.Connection(ssl)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import os
import ssl

from kombu import Connection

connection = Connection(
    "amqp://guest:guest@127.0.0.1:%s//" % os.environ["TLS_PORT"],
    ssl={"cert_reqs": ssl.CERT_NONE, "tls_minimum_version": ssl.TLSVersion.TLSv1_1},
    connect_timeout=5,
)
try:
    connection.connect()
except OSError as error:
    print(error)
