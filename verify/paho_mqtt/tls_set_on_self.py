# library: paho-mqtt
# requires: paho-mqtt==2.2.0
# knob: paho.mqtt.client.Client.tls_set(tls_version)
# expect: TLSv1
# observed: context

import os
import ssl

import paho.mqtt.client as mqtt


class Sensor:
    def __init__(self):
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)

    def secure(self):
        self.client.tls_set(cert_reqs=ssl.CERT_NONE, tls_version=ssl.PROTOCOL_TLSv1)

    def start(self):
        self.client.connect("127.0.0.1", int(os.environ["TLS_PORT"]))


sensor = Sensor()
sensor.secure()
try:
    sensor.start()
except OSError as error:
    print(error)
