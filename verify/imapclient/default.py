# library: IMAPClient
# requires: imapclient==4.1.0
# knob: imapclient.IMAPClient(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

import imapclient

try:
    imapclient.IMAPClient("127.0.0.1", int(os.environ["TLS_PORT"]), timeout=5)
except Exception as error:
    print(repr(error))
