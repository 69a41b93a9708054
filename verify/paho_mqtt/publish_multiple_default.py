# library: paho-mqtt
# requires: paho-mqtt==1.6.1
# knob: paho.mqtt.publish.multiple(tls["tls_version"])
# expect: TLSv1.2 TLSv1.3
# observed: context

import os
import sys

import paho.mqtt.client
import paho.mqtt.publish as publish

# Nothing answers after the handshake: leave instead of connecting again.
paho.mqtt.client.Client.loop_forever = lambda *args, **kwargs: sys.exit()

try:
    publish.multiple(
        [{"topic": "greeting", "payload": "hello"}],
        hostname="127.0.0.1",
        port=int(os.environ["TLS_PORT"]),
        tls={"ca_certs": os.environ["TLS_CA"]},
    )
except OSError as error:
    print(error)
