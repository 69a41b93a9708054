# library: RPyC
# requires: rpyc==6.0.2
# knob: rpyc.classic.ssl_connect(ssl_version)
# expect: TLSv1.1
# observed: context

import os
import ssl

import rpyc.utils.classic

try:
    rpyc.utils.classic.ssl_connect("127.0.0.1", int(os.environ["TLS_PORT"]), ssl_version=ssl.PROTOCOL_TLSv1_1)
except (OSError, EOFError) as error:
    print(repr(error))
