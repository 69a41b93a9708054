# library: PyMySQL
# requires: PyMySQL==1.2.4
# knob: pymysql.connect(ssl)
# expect: none
# observed: context
# peer: mysql
import os

import pymysql

try:
    pymysql.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app", ssl_disabled=True, connect_timeout=3, read_timeout=3)
except pymysql.MySQLError as error:
    print(error)
