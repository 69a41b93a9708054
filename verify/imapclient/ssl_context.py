# library: IMAPClient
# requires: imapclient==4.1.0
# knob: imapclient.IMAPClient(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context

import os
import ssl

from imapclient import IMAPClient

context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
context.minimum_version = ssl.TLSVersion.TLSv1
try:
    IMAPClient("127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_context=context, timeout=5)
except Exception as error:
    print(repr(error))
