# library: paho-mqtt
# requires: paho-mqtt==2.2.0
# knob: paho.mqtt.client.Client.tls_set(tls_version)
# expect: TLSv1
# observed: context

import os
import ssl

import paho.mqtt.client as mqtt

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.tls_set(cert_reqs=ssl.CERT_NONE, tls_version=ssl.PROTOCOL_TLSv1)
try:
    client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))
except OSError as error:
    print(error)
