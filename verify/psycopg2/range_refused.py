# library: psycopg2
# requires: psycopg2-binary==2.9.13
# knob: psycopg2.connect(ssl_max_protocol_version)
# expect: refused
# observed: handshake
# peer: postgres
import os

import psycopg2

# The default minimum, TLS 1.2, is above it.
psycopg2.connect(host="127.0.0.1", port=os.environ["TLS_PORT"], user="app", sslmode="require", ssl_max_protocol_version="TLSv1.1", connect_timeout=5)
