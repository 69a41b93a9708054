# library: psycopg2
# requires: psycopg2-binary==2.9.13
# knob: psycopg2.connect(ssl_min_protocol_version)
# expect: refused
# observed: handshake
# peer: postgres
import os

import psycopg2

psycopg2.connect(host="127.0.0.1", port=os.environ["TLS_PORT"], user="app", sslmode="require", ssl_min_protocol_version="TLSv1_2", connect_timeout=5)
