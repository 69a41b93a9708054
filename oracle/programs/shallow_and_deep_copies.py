# SINCE: 3.10
import ssl
from ssl import TLSVersion as T
def at(v):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.minimum_version = T.TLSv1
    c.minimum_version = v
    return c
def off(flags):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.minimum_version = T.TLSv1
    c.options |= flags
    return c
V = {0: T.TLSv1, 1: T.TLSv1_1, 2: T.TLSv1_2, 3: T.TLSv1_3}
import copy
l = [769, [770]]
m = copy.copy(l)
m[0] = 771
at(l[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
m[1].append(771)
at(l[1][-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
n = copy.deepcopy(l)
n[1].append(772)
at(l[1][-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(n[1][-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d = {"a": {"v": 769}}
e = copy.copy(d)
e["a"]["v"] = 771
at(d["a"]["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
f = copy.deepcopy(d)
f["a"]["v"] = 772
at(d["a"]["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f["a"]["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class C:
    shared = [1]
    def __init__(self):
        self.v = 769
        self.inner = {"v": 769}
a = C()
b = copy.copy(a)
b.v = 771
at(a.v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(b.v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
b.inner["v"] = 770
at(a.inner["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
g = copy.deepcopy(a)
g.inner["v"] = 772
at(a.inner["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(g.inner["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance(g, C)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class D(C):
    def __copy__(self):
        n = D()
        n.v = 771
        return n
    def __deepcopy__(self, memo):
        n = D()
        n.v = 772
        return n
at(copy.copy(D()).v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(copy.deepcopy(D()).v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ctx = ssl.create_default_context()
try:
    ctx2 = copy.copy(ctx)
except TypeError:
    ctx2 = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
(ctx2).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    ctx2 = copy.deepcopy(ctx)
except TypeError:
    ctx2 = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
(ctx2).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
h = C()
h.ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
i = copy.copy(h)
i.ctx.options |= 0
(i.ctx).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    j = copy.deepcopy(h).ctx
except TypeError:
    j = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
(j).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(copy.copy(771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(copy.deepcopy((769, 771))[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
t = ([769],)
u = copy.deepcopy(t)
u[0][0] = 771
at(t[0][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(u[0][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
s = {769}
s2 = copy.copy(s); s2.add(771)
at(V[len(s)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(s2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
import dataclasses
@dataclasses.dataclass
class Cfg:
    lo: int = 769
    tags: list = dataclasses.field(default_factory=list)
c1 = Cfg()
c2 = copy.copy(c1); c2.lo = 771; c2.tags.append(1)
at(c1.lo).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(c2.lo).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(c1.tags)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c3 = copy.deepcopy(c1); c3.tags.append(2)
at(V[len(c1.tags)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(c3.tags)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dataclasses.replace(c1, lo=772).lo).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
same = [[769]] * 2
same[0][0] = 771
at(same[1][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
x = y = [769]
x += [771]
at(y[-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
z = x[:]
z.append(772)
at(x[-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
z2 = list(x); z2[0] = 770
at(x[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k = dict(a=769); k2 = k.copy(); k2["a"] = 771
at(k["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k3 = dict(k, a=772)
at(k3["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
shared = [1]
p1 = {"x": shared, "y": shared}
p2 = copy.deepcopy(p1)
p2["x"].append(2)
at(V[len(p2["y"])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
cyc = {"v": 771}
cyc["self"] = cyc
cd = copy.deepcopy(cyc)
cd["v"] = 772
at(cd["self"]["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(cyc["self"]["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

