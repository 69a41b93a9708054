# library: paho-mqtt
# requires: paho-mqtt==2.2.0
# knob: paho.mqtt.client.Client.tls_set(tls_version)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

import paho.mqtt.client as mqtt

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.tls_set(os.environ["TLS_CA"])
try:
    client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))
except OSError as error:
    print(error)
