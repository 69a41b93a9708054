# library: IMAPClient
# requires: imapclient==4.1.0
# knob: imapclient.IMAPClient.starttls(ssl_context)
# expect: TLSv1.1
# observed: context
# peer: imap

import os
import ssl

from imapclient import IMAPClient

client = IMAPClient("127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl=False, timeout=5)
try:
    client.starttls(ssl.SSLContext(ssl.PROTOCOL_TLSv1_1))
except Exception as error:
    print(repr(error))
