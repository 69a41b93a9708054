# library: ndg-httpsclient
# requires: ndg-httpsclient==0.5.1 pyopenssl==26.4.0
# knob: ndg.httpsclient.ssl_context_util.make_ssl_context(method)
# expect: TLSv1
# observed: context
import os
from ndg.httpsclient.https import HTTPSConnection
from ndg.httpsclient.ssl_context_util import make_ssl_context
from OpenSSL import SSL

context = make_ssl_context(method=SSL.TLSv1_METHOD)
connection = HTTPSConnection("127.0.0.1", int(os.environ["TLS_PORT"]), ssl_context=context)
try:
    connection.request("GET", "/")
except Exception:
    pass
