# library: PyMySQL
# requires: PyMySQL==1.2.4
# knob: pymysql.connect(ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context
# peer: mysql
import os

import pymysql

try:
    pymysql.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app", ssl={"ca": os.environ["TLS_CA"]}, connect_timeout=5, read_timeout=5)
except pymysql.MySQLError as error:
    print(error)
