# library: python-binary-memcached
# requires: python-binary-memcached==0.33.0
# knob: bmemcached.Client(tls_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

import bmemcached

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
client = bmemcached.Client((f"127.0.0.1:{os.environ['TLS_PORT']}",), tls_context=context, socket_timeout=5)
try:
    client.get("key")
except Exception as error:
    print(error)
