# SINCE: 3.8
import ssl, itertools, operator, copy
versions = list(itertools.accumulate([769, 1, 1, 1]))
c = ssl.create_default_context()
c.minimum_version = versions[2]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
pairs = list(zip(["a", "b"], versions))
d = dict(pairs)
c.minimum_version = d["b"]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
get = operator.attrgetter("TLSVersion.TLSv1")
c.minimum_version = get(ssl)
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
conf = {"tls": {"floor": ssl.TLSVersion.TLSv1_2}}
shallow, deep = copy.copy(conf), copy.deepcopy(conf)
conf["tls"]["floor"] = ssl.TLSVersion.TLSv1_3
c.minimum_version = shallow["tls"]["floor"]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c.minimum_version = deep["tls"]["floor"]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off = {ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1} - {ssl.OP_NO_TLSv1_1}
s = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
s.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
for f in off:
    s.options |= f
s.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
s.options &= ~sum(off)
s.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
best = max((v for v in ssl.TLSVersion if v.name.startswith("TLS")), key=lambda v: v.value)
s.minimum_version = best
s.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
