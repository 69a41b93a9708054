# library: ldap3
# requires: ldap3==2.9.1
# knob: ldap3.Tls(version)
# expect: TLSv1.2
# observed: context

import os
import ssl

from ldap3 import Connection, Server, Tls
from ldap3.core.exceptions import LDAPException

tls = Tls(None, None, ssl.CERT_NONE, ssl.PROTOCOL_TLSv1_2)
server = Server("ldaps://127.0.0.1", port=int(os.environ["TLS_PORT"]), use_ssl=True, tls=tls, connect_timeout=5)
try:
    Connection(server, receive_timeout=5).open()
except LDAPException as error:
    print(error)
