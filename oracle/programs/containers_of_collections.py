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
from collections import defaultdict, OrderedDict, ChainMap, Counter, deque, namedtuple, UserDict
import collections, types
d = defaultdict(lambda: T.TLSv1_2)
at(d["x"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d["y"] = T.TLSv1_1
at(d["y"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(d)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V["x" in d]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V["z" in d]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(d.get("q", T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(d.get("q") or T.TLSv1_3).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
g = defaultdict(list)
for v in (769, 770, 771, 772):
    g["old" if v < 771 else "new"].append(v)
at(min(g["new"])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(max(g["old"])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(g["none"])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
n = defaultdict(int)
for c in "aab":
    n[c] += 1
at(V[n["a"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[n["b"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[n["zz"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
i = defaultdict(int, a=2)
at(V[i["a"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
i2 = defaultdict(int, {"k": 3})
at(V[i2["k"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
s = defaultdict(set)
s["a"].add(1); s["a"].add(1); s["a"].add(2)
at(V[len(s["a"])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
dd = defaultdict(dict)
dd["x"]["y"] = T.TLSv1_2
at(dd["x"]["y"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 2
at(V[nested["a"]["b"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d3 = defaultdict(None, a=T.TLSv1_1)
at(d3["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    v = d3["b"]
except KeyError:
    v = T.TLSv1_3
at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d.default_factory = lambda: T.TLSv1_3
at(d["fresh"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(sorted(defaultdict(int, b=1, a=2))[0] == "a" and T.TLSv1_2).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
o = OrderedDict([("a", 769), ("b", 771), ("c", 772)])
o.move_to_end("a")
at(list(o.values())[-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(next(iter(o.values()))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
o.move_to_end("a", last=False)
at(list(o.values())[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k, v = o.popitem()
at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k, v = o.popitem(last=False)
at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(o)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(o["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
o2 = OrderedDict(a=771); o2["z"] = 770
at([v for v in o2.values()][1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(list(reversed(o2.values()))[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(o2.pop("a")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(o2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c = ChainMap({"a": 771}, {"a": 769, "b": 772})
at(c["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(c["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(c.get("zz", 770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c["b"] = 770
at(c["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(c.parents["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(c.maps[1]["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V["b" in c]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(c)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
n = c.new_child({"a": 772})
at(n["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(n["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict(n)["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({**n}["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
base = {"v": 769}
c2 = ChainMap({}, base)
base["v"] = 771
at(c2["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c2["v"] = 772
at(base["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(c2["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sorted(ChainMap({"b": 1}, {"a": 1})) == ["a", "b"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k = Counter("aab")
at(V[k["a"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[k["zz"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[k.most_common(1)[0][1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[k.most_common()[0][0] == "a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k.update("b")
at(V[k["b"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k2 = Counter(a=1) + Counter(a=1, b=3)
at(V[k2["a"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sum(k2.values()) - 2]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(list(Counter(a=2).elements()))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k.subtract("a")
at(V[k["a"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
q = deque([769, 770])
q.append(771)
at(q[-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
q.appendleft(772)
at(q[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(q.popleft()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(q.pop()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(q[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
q.extend([771, 772])
q.rotate(1)
at(q[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
q.rotate(-1)
at(q[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
q.extendleft([770, 771])
at(q[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(deque([1, 2, 3, 4], maxlen=2))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
r = deque(maxlen=2)
for v in (769, 770, 771):
    r.append(v)
at(r[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(list(r)[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
r.appendleft(772)
at(r[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(r[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[r.maxlen]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
r.clear()
at(V[len(r)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
m = deque([769, 771]); m.remove(769)
at(m[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
m.insert(0, 772)
at(m[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
m.reverse()
at(m[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
w = deque([771])
while w:
    at(w.popleft()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(max(deque([771, 769]))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
p = types.MappingProxyType({"a": 771})
at(p["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(p.get("b", 772)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict(p)["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V["a" in p]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at([v for v in p.values()][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    p["a"] = 769
except TypeError:
    pass
at(p["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
src = {"a": 769}; view = types.MappingProxyType(src); src["a"] = 772
at(view["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ns = types.SimpleNamespace(v=771, w=769)
at(ns.v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ns.v = 770
at(ns.v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(vars(ns)["w"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(ns.__dict__["v"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ns.__dict__.update(v=772)
at(ns.v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[hasattr(ns, "nope")]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(getattr(ns, "nope", 771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
del ns.w
at(getattr(ns, "w", 771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(types.SimpleNamespace(**{"x": 771}).x).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ud = UserDict(a=771) if False else {"a": 771}
at(ud["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
P = namedtuple("P", "lo hi")
at(P(771, 772).lo).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(P(lo=770, hi=772)[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(P._make([771, 772]).lo).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(P(771, 772)._replace(lo=770).lo).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(P(771, 772)._asdict()["lo"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
lo, hi = P(771, 772)
at(lo).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(getattr(P(770, 1), P._fields[0])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
Q = namedtuple("Q", ["lo", "hi"], defaults=[771])
at(Q(769).hi).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(Q(hi=772, lo=1).hi).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(max([P(1, 772), P(2, 771)]).hi).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(sorted([P(2, 771), P(1, 772)])[0].hi).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

