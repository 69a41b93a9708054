# library: httplib2
# requires: httplib2==0.32.1
# knob: httplib2.HTTPSConnectionWithTimeout(tls_maximum_version, tls_minimum_version)
# expect: TLSv1.1 TLSv1.2
# observed: context
import os

import httplib2

connection = httplib2.HTTPSConnectionWithTimeout(
    "127.0.0.1",
    int(os.environ["TLS_PORT"]),
    disable_ssl_certificate_validation=True,
    tls_maximum_version="TLSv1_2",
    tls_minimum_version="TLSv1_1",
)
connection.connect()
