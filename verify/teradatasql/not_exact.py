# library: teradatasql
# requires: teradatasql==20.0.0.72
# knob: teradatasql.connect(sslprotocol)
# expect: TLSv1.2 TLSv1.3
# observed: handshake
import os

import teradatasql

# It is a minimum, not the one version.
try:
    teradatasql.connect(
        host="127.0.0.1",
        user="app",
        password="app",
        https_port=os.environ["TLS_PORT"],
        sslmode="REQUIRE",
        sslprotocol="TLSv1.2",
        connect_timeout="5000",
    )
except teradatasql.OperationalError as error:
    print(error)
