# library: distributed
# requires: distributed==2026.8.0
# knob: distributed.Security(tls_min_version)
# expect: refused
# observed: configuration

import ssl

from distributed import Security

Security(tls_min_version=ssl.TLSVersion.TLSv1_1)
