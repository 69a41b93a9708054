# library: SQLAlchemy
# requires: SQLAlchemy==2.1.9 PyMySQL==1.2.4
# knob: sqlalchemy.create_engine(connect_args)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# peer: mysql
import os
import ssl

import sqlalchemy

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
engine = sqlalchemy.create_engine(
    f"mysql+pymysql://app:app@127.0.0.1:{os.environ['TLS_PORT']}/db",
    connect_args={"ssl": context, "connect_timeout": 5, "read_timeout": 5},
)
try:
    engine.connect()
except Exception as error:
    print(error)
