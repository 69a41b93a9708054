# library: paho-mqtt
# requires: paho-mqtt==2.2.0
# knob: paho.mqtt.client.Client.tls_set(tls_version)
# expect: TLSv1.2
# observed: context

import os
import ssl

import paho.mqtt.client as mqtt

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.tls_set(ca_certs=os.environ["TLS_CA"], tls_version=mqtt.ssl.PROTOCOL_TLSv1_2)
try:
    client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))
except OSError as error:
    print(error)
