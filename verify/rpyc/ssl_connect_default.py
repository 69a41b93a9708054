# library: RPyC
# requires: rpyc==6.0.2
# knob: rpyc.ssl_connect(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

import rpyc

try:
    rpyc.ssl_connect("127.0.0.1", int(os.environ["TLS_PORT"]), ca_certs=os.environ["TLS_CA"])
except (OSError, EOFError) as error:
    print(repr(error))
