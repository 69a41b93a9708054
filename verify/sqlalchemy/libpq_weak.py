# library: SQLAlchemy
# requires: SQLAlchemy==2.1.9 psycopg2-binary==2.9.13
# knob: sqlalchemy.create_engine(connect_args)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: handshake
# peer: postgres
import os

from sqlalchemy import create_engine

engine = create_engine(
    f"postgresql+psycopg2://app:app@127.0.0.1:{os.environ['TLS_PORT']}/db",
    connect_args={"sslmode": "require", "ssl_min_protocol_version": "TLSv1", "connect_timeout": 5},
)
try:
    engine.connect()
except Exception as error:
    print(error)
