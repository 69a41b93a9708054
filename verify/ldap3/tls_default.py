# library: ldap3
# requires: ldap3==2.9.1
# knob: ldap3.Tls(version)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

import ldap3

tls = ldap3.Tls(ca_certs_file=os.environ["TLS_CA"])
server = ldap3.Server("127.0.0.1", int(os.environ["TLS_PORT"]), use_ssl=True, tls=tls, connect_timeout=5)
try:
    ldap3.Connection(server, receive_timeout=5).open()
except ldap3.core.exceptions.LDAPException as error:
    print(error)
