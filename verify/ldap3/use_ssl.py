# library: ldap3
# requires: ldap3==2.9.1
# knob: ldap3.Server(tls)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

import ldap3

server = ldap3.Server("127.0.0.1", int(os.environ["TLS_PORT"]), use_ssl=True, connect_timeout=5)
try:
    ldap3.Connection(server, receive_timeout=5).open()
except ldap3.core.exceptions.LDAPException as error:
    print(error)
