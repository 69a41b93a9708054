# library: paho-mqtt
# requires: paho-mqtt==1.6.1
# knob: paho.mqtt.client.Client.tls_set(tls_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# python: 3.9

import os

import paho.mqtt.client as mqtt

client = mqtt.Client()
client.tls_set(os.environ["TLS_CA"])
try:
    client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))
except OSError as error:
    print(error)
