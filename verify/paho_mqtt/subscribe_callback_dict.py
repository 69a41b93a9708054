# library: paho-mqtt
# requires: paho-mqtt==2.2.0
# knob: paho.mqtt.subscribe.callback(tls["tls_version"])
# expect: TLSv1.2
# observed: context

import os
import ssl
import sys

import paho.mqtt.client
from paho.mqtt import subscribe

# Nothing answers after the handshake: leave instead of connecting again.
paho.mqtt.client.Client.loop_forever = lambda *args, **kwargs: sys.exit()

settings = {"ca_certs": os.environ["TLS_CA"]}
settings["tls_version"] = ssl.PROTOCOL_TLSv1_2
try:
    subscribe.callback(print, "greeting", hostname="127.0.0.1", port=int(os.environ["TLS_PORT"]), tls=settings)
except OSError as error:
    print(error)
