# library: botocore
# requires: botocore==1.43.11 urllib3==2.7.0
# knob: botocore.httpsession.create_urllib3_context(ssl_version @0)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import socket
import ssl
from botocore.httpsession import create_urllib3_context

context = create_urllib3_context(cert_reqs=ssl.CERT_NONE)
try:
    context.wrap_socket(socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"]))), server_hostname="localhost")
except OSError:
    pass
