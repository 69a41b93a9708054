# library: psycopg2
# requires: psycopg2-binary==2.9.13
# knob: psycopg2.pool.ThreadedConnectionPool(ssl_min_protocol_version)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: handshake
# peer: postgres
import os

import psycopg2
from psycopg2.pool import ThreadedConnectionPool

try:
    ThreadedConnectionPool(1, 4, host="127.0.0.1", port=os.environ["TLS_PORT"], user="app", sslmode="require", ssl_min_protocol_version="TLSv1", connect_timeout=5)
except psycopg2.OperationalError as error:
    print(error)
