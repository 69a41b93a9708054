# library: paho-mqtt
# requires: paho-mqtt==2.2.0
# knob: paho.mqtt.client.Client.tls_set_context(context)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import os
import ssl

import paho.mqtt.client as mqtt

context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
context.minimum_version = ssl.TLSVersion.TLSv1_1
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.tls_set_context(context)
try:
    client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))
except OSError as error:
    print(error)
