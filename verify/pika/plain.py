# library: pika
# requires: pika==1.4.4
# knob: pika.ConnectionParameters(ssl_options)
# expect: none
# observed: context

import os

import pika

parameters = pika.ConnectionParameters("127.0.0.1", int(os.environ["TLS_PORT"]))
try:
    pika.BlockingConnection(parameters)
except pika.exceptions.AMQPError as error:
    print(repr(error))
