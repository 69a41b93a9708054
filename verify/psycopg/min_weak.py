# library: psycopg
# requires: psycopg==3.3.9 psycopg-binary==3.3.9
# knob: psycopg.connect(ssl_min_protocol_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: handshake
# peer: postgres
import os

import psycopg

try:
    psycopg.connect(host="127.0.0.1", port=os.environ["TLS_PORT"], user="app", sslmode="require", ssl_min_protocol_version="TLSv1", connect_timeout=5)
except psycopg.OperationalError as error:
    print(error)
