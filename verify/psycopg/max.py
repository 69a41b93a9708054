# library: psycopg
# requires: psycopg==3.3.9 psycopg-binary==3.3.9
# knob: psycopg.connect(ssl_max_protocol_version)
# expect: TLSv1.2
# observed: handshake
# peer: postgres
import os

import psycopg

try:
    psycopg.Connection.connect(host="127.0.0.1", port=os.environ["TLS_PORT"], user="app", sslmode="require", ssl_max_protocol_version="TLSv1.2", connect_timeout=5)
except psycopg.OperationalError as error:
    print(error)
