# library: SQLAlchemy
# requires: SQLAlchemy==2.1.9 psycopg2-binary==2.9.13
# knob: sqlalchemy.create_engine(connect_args)
# expect: TLSv1.2
# observed: handshake
# peer: postgres
import os

from sqlalchemy import create_engine

arguments = {"sslmode": "require", "connect_timeout": 5}
arguments["ssl_max_protocol_version"] = "TLSv1.2"
engine = create_engine(f"postgresql+psycopg2://app:app@127.0.0.1:{os.environ['TLS_PORT']}/db", connect_args=arguments)
try:
    engine.connect()
except Exception as error:
    print(error)
