# library: python-hpilo
# requires: python-hpilo==4.4.3
# knob: hpilo.Ilo(ssl_version, ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import hpilo

ilo = hpilo.Ilo("127.0.0.1", "user", "password", port=int(os.environ["TLS_PORT"]), protocol=hpilo.ILO_RAW, ssl_verify=True)
try:
    ilo.get_fw_version()
except Exception:
    pass
