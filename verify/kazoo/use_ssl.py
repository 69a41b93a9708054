# library: kazoo
# requires: kazoo==2.11.0
# knob: kazoo.client.KazooClient(use_ssl)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

from kazoo.client import KazooClient

client = KazooClient(hosts="127.0.0.1:" + os.environ["TLS_PORT"], use_ssl=True, verify_certs=False)
try:
    client.start(timeout=4)
except Exception as error:
    print(repr(error))
