# library: psycopg2
# requires: psycopg2-binary==2.9.13
# knob: psycopg2.connect(ssl_min_protocol_version)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: handshake
# peer: postgres
import os

import psycopg2

# The keyword wins over the string.
try:
    psycopg2.connect(
        f"postgresql://app@127.0.0.1:{os.environ['TLS_PORT']}/db?ssl_min_protocol_version=TLSv1.3",
        ssl_min_protocol_version="TLSv1.1",
        connect_timeout=5,
    )
except psycopg2.OperationalError as error:
    print(error)
