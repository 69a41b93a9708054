# library: pika
# requires: pika==1.4.4
# knob: pika.SSLOptions(context)
# expect: TLSv1
# observed: context

import os
import ssl

import pika

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
parameters = pika.ConnectionParameters(
    "127.0.0.1",
    int(os.environ["TLS_PORT"]),
    ssl_options=pika.SSLOptions(context),
    connection_attempts=1,
)
try:
    pika.BlockingConnection(parameters)
except pika.exceptions.AMQPError as error:
    print(repr(error))
