# library: ndg-httpsclient
# requires: ndg-httpsclient==0.5.1 pyopenssl==26.4.0
# knob: ndg.httpsclient.https.HTTPSConnection.default_ssl_method / HTTPSContextHandler.SSL_METHOD(-)
# expect: TLSv1.2
# observed: context
import os
from ndg.httpsclient.https import HTTPSConnection

connection = HTTPSConnection("127.0.0.1", int(os.environ["TLS_PORT"]))
try:
    connection.request("GET", "/")
except Exception:
    pass
