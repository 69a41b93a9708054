# library: psycopg
# requires: psycopg==3.3.9 psycopg-binary==3.3.9 psycopg-pool==3.3.3
# knob: psycopg_pool.ConnectionPool(kwargs)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: handshake
# peer: postgres
import os

from psycopg_pool import ConnectionPool, PoolTimeout

pool = ConnectionPool(
    kwargs={
        "host": "127.0.0.1",
        "port": os.environ["TLS_PORT"],
        "user": "app",
        "sslmode": "require",
        "ssl_min_protocol_version": "TLSv1.1",
        "connect_timeout": 3,
    },
    min_size=1,
    open=True,
)
try:
    pool.wait(timeout=2)
except PoolTimeout as error:
    print(error)
pool.close(timeout=1)
