# library: pymemcache
# requires: pymemcache==4.0.0
# knob: pymemcache.HashClient(tls_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from pymemcache import HashClient

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
client = HashClient([("127.0.0.1", int(os.environ["TLS_PORT"]))], tls_context=context, connect_timeout=5, timeout=5, retry_attempts=0)
try:
    client.get("key")
except Exception as error:
    print(error)
