# library: PyMySQL
# requires: PyMySQL==1.2.4
# knob: pymysql.connect(ssl)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# peer: mysql
import os
import ssl

import pymysql

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
try:
    pymysql.connect(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), user="app", password="app", ssl=context, connect_timeout=5, read_timeout=5)
except pymysql.MySQLError as error:
    print(error)
