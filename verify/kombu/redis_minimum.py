# library: kombu
# requires: kombu==5.7.0 redis==6.4.0 packaging==25.0
# knob: kombu.Connection(ssl)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import os
import ssl

from kombu import Connection

connection = Connection(
    "redis://127.0.0.1:%s/0" % os.environ["TLS_PORT"],
    ssl={"ssl_cert_reqs": ssl.CERT_NONE, "ssl_min_version": ssl.TLSVersion.TLSv1},
)
try:
    connection.connect()
except Exception as error:
    print(repr(error))
