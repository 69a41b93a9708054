# library: python-hpilo
# requires: python-hpilo==4.4.3
# knob: hpilo.Ilo(ssl_version, ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl
import hpilo

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1
ilo = hpilo.Ilo("127.0.0.1", "user", "password", port=int(os.environ["TLS_PORT"]), protocol=hpilo.ILO_RAW, ssl_context=context)
try:
    ilo.get_fw_version()
except Exception:
    pass
