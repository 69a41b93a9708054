# library: amqp
# requires: amqp==5.4.2
# knob: amqp.Connection(ssl["tls_minimum_version"])
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import os
import ssl

import amqp

settings = {"cert_reqs": ssl.CERT_NONE}
settings["tls_minimum_version"] = ssl.TLSVersion.TLSv1
connection = amqp.Connection("127.0.0.1:" + os.environ["TLS_PORT"], ssl=settings, connect_timeout=5, read_timeout=5)
try:
    connection.connect()
except OSError as error:
    print(error)
