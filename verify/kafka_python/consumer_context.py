# library: kafka-python
# requires: kafka-python==3.0.12
# knob: kafka.KafkaConsumer(ssl_context)
# expect: TLSv1.1
# observed: context

import os
import ssl

from kafka import KafkaConsumer

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
try:
    KafkaConsumer(
        "news",
        bootstrap_servers="127.0.0.1:" + os.environ["TLS_PORT"],
        security_protocol="SSL",
        ssl_context=context,
        bootstrap_timeout_ms=4000,
    )
except Exception as error:
    print(repr(error))
