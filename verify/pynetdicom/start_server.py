# library: pynetdicom
# requires: pynetdicom==3.0.4
# knob: pynetdicom.AE.start_server(ssl_context)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# role: server

import os
import ssl

from pynetdicom import AE

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
context.minimum_version = ssl.TLSVersion.TLSv1_1
application = AE(ae_title="ARCHIVE")
application.add_supported_context("1.2.840.10008.1.1")
application.start_server(("127.0.0.1", int(os.environ["TLS_PORT"])), ssl_context=context)
