# library: dnspython
# requires: dnspython==2.9.2
# knob: dns.query.tls / dns.query.https / dns.query.make_ssl_context(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import dns.message
import dns.query

query = dns.message.make_query("example.org", "A")
try:
    dns.query.tls(query, "127.0.0.1", port=int(os.environ["TLS_PORT"]), timeout=5, verify=False)
except Exception:
    pass
