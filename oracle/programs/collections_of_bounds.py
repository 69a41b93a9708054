# SINCE: 3.8
import ssl
from types import SimpleNamespace
from collections import namedtuple, OrderedDict, ChainMap, defaultdict
Policy = namedtuple("Policy", ["floor", "ceiling", "off"])
Policy.__new__.__defaults__ = (None, 0)
base = Policy(ssl.TLSVersion.TLSv1)
strict = base._replace(floor=ssl.TLSVersion.TLSv1_2, ceiling=ssl.TLSVersion.TLSv1_2)
holes = Policy(*base[:2], off=ssl.OP_NO_TLSv1_1)
def context(policy):
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    floor, ceiling, off = policy
    ctx.minimum_version = floor
    if ceiling is not None:
        ctx.maximum_version = ceiling
    ctx.options |= off
    return ctx
for p in (base, strict, holes):
    context(p).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
context(strict).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ns = SimpleNamespace(**OrderedDict([("floor", 771), ("other", None)]))
ns.floor = ns.floor - 1
c = ssl.create_default_context()
c.minimum_version = ns.floor
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
chain = ChainMap({"a": 770}, {"a": 769, "b": 772})
c.minimum_version = chain["a"]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
chain["b"] = 769
c.minimum_version = chain["b"]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
groups = defaultdict(list)
for v in (769, 770, 771, 772):
    groups["old" if v < 771 else "new"].append(v)
c.minimum_version = min(groups["new"])
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
