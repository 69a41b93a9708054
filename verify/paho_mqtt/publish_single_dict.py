# library: paho-mqtt
# requires: paho-mqtt==2.2.0
# knob: paho.mqtt.publish.single(tls["tls_version"])
# expect: TLSv1
# observed: context

import os
import ssl

from paho.mqtt import publish

try:
    publish.single(
        "greeting",
        "hello",
        hostname="127.0.0.1",
        port=int(os.environ["TLS_PORT"]),
        tls={"cert_reqs": ssl.CERT_NONE, "tls_version": ssl.PROTOCOL_TLSv1},
    )
except OSError as error:
    print(error)
