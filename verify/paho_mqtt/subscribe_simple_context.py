# library: paho-mqtt
# requires: paho-mqtt==2.2.0
# knob: paho.mqtt.subscribe.simple(tls)
# expect: TLSv1.1
# observed: context

import os
import ssl
import sys

import paho.mqtt.client
import paho.mqtt.subscribe as subscribe

# Nothing answers after the handshake: leave instead of connecting again.
paho.mqtt.client.Client.loop_forever = lambda *args, **kwargs: sys.exit()

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
try:
    subscribe.simple("greeting", hostname="127.0.0.1", port=int(os.environ["TLS_PORT"]), tls=context)
except OSError as error:
    print(error)
