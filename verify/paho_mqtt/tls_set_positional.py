# library: paho-mqtt
# requires: paho-mqtt==2.2.0
# knob: paho.mqtt.client.Client.tls_set(tls_version)
# expect: TLSv1.1
# observed: context

import os
import ssl

from paho.mqtt.client import CallbackAPIVersion, Client

client = Client(CallbackAPIVersion.VERSION2)
client.tls_set(os.environ["TLS_CA"], None, None, ssl.CERT_REQUIRED, 4)
try:
    client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))
except OSError as error:
    print(error)
