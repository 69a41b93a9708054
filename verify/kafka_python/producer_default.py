# library: kafka-python
# requires: kafka-python==3.0.12
# knob: kafka.KafkaProducer(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

import kafka

settings = {"security_protocol": "SSL", "ssl_cafile": os.environ["TLS_CA"], "bootstrap_timeout_ms": 4000}
try:
    kafka.KafkaProducer(bootstrap_servers="127.0.0.1:" + os.environ["TLS_PORT"], **settings)
except Exception as error:
    print(repr(error))
