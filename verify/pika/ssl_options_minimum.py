# library: pika
# requires: pika==1.4.4
# knob: pika.ConnectionParameters(ssl_options)
# expect: TLSv1.3
# observed: context

import os
import ssl

import pika

context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
context.minimum_version = ssl.TLSVersion.TLSv1_3
options = pika.SSLOptions(context, "localhost")
parameters = pika.ConnectionParameters(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_options=options)
try:
    pika.BlockingConnection(parameters)
except pika.exceptions.AMQPError as error:
    print(repr(error))
