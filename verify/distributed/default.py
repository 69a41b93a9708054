# library: distributed
# requires: distributed==2026.8.0
# knob: distributed.Security(tls_min_version)
# expect: TLSv1.2 TLSv1.3
# observed: configuration

import os
import ssl

from distributed.security import Security

security = Security(tls_ca_file=os.environ["TLS_CA"], tls_client_cert=os.environ["TLS_CERT"], tls_client_key=os.environ["TLS_KEY"])
context = security.get_connection_args("client")["ssl_context"]
names = {"TLSv1": "TLSv1", "TLSv1_1": "TLSv1.1", "TLSv1_2": "TLSv1.2", "TLSv1_3": "TLSv1.3"}
print("TLS:", *(names[v] for v in names if ssl.TLSVersion[v] >= context.minimum_version))
