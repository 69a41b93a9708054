# library: psycopg2
# requires: psycopg2-binary==2.9.13
# knob: psycopg2.connect(ssl_min_protocol_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: handshake
# peer: postgres
import os

import psycopg2

# The empty string takes the bound away.
try:
    psycopg2.connect(host="127.0.0.1", port=os.environ["TLS_PORT"], user="app", sslmode="require", ssl_min_protocol_version="", connect_timeout=5)
except psycopg2.OperationalError as error:
    print(error)
