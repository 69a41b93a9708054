# library: ncclient
# requires: ncclient==0.7.1
# knob: ncclient.manager.connect_tls / ncclient.transport.TLSSession.connect(protocol @5 of TLSSession.connect)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import ssl
from ncclient import manager

try:
    manager.connect_tls(host="127.0.0.1", port=int(os.environ["TLS_PORT"]), certfile=os.environ["TLS_CERT"], keyfile=os.environ["TLS_KEY"], ca_certs=os.environ["TLS_CA"],
                        protocol=ssl.PROTOCOL_TLS_CLIENT, server_hostname="localhost", timeout=5)
except Exception:
    pass
