# SINCE: 3.10
# ENV: A=x|y|<unset>
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
import os, functools, itertools, json, operator, collections
a = os.environ.get("A")
# settings layers
DEFAULTS = {"min": "TLSv1_2", "max": None, "off": ()}
def layered(*layers, **over):
    out = dict(DEFAULTS)
    for l in layers:
        out.update({k: v for k, v in l.items() if v is not None})
    out.update(over)
    return out
def build(cfg):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.minimum_version = T[cfg["min"]]
    if cfg["max"]:
        c.maximum_version = T[cfg["max"]]
    for o in cfg["off"]:
        c.options |= getattr(ssl, "OP_NO_" + o)
    return c
(build(layered())).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(build(layered({"min": "TLSv1_1"}, {"max": None}))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(build(layered({"min": "TLSv1_1"}, max="TLSv1_2"))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(build(layered({"min": "TLSv1_1", "off": ["TLSv1_2"]}))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(build(layered(*[{"min": "TLSv1_1"}, {"min": "TLSv1_3"}]))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(build({**layered(), **{"min": "TLSv1_1"}})).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(build(layered({"min": "TLSv1_3"} if a == "x" else {}))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
# pipeline
def compose(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run
def set_min(v):
    def f(c):
        c.minimum_version = v
        return c
    return f
def disable(*names):
    def f(c):
        for n in names:
            c.options |= getattr(ssl, f"OP_NO_{n}")
        return c
    return f
(compose(set_min(T.TLSv1_1), disable("TLSv1_2"))(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(functools.reduce(lambda c, f: f(c), [set_min(T.TLSv1_1), disable("TLSv1_3")], ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
# event handlers
class Events:
    def __init__(self):
        self.h = collections.defaultdict(list)
    def on(self, name):
        def deco(f):
            self.h[name].append(f)
            return f
        return deco
    def emit(self, name, *args, **kw):
        return [f(*args, **kw) for f in self.h[name]]
ev = Events()
@ev.on("make")
def make1(c, v=T.TLSv1_1):
    c.minimum_version = v
@ev.on("make")
def make2(c, v=None):
    c.options |= ssl.OP_NO_TLSv1_2
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
ev.emit("make", c)
(c).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c2 = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
ev.emit("make", c2, v=T.TLSv1_3)
(c2).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ev.emit("none", c2)
(c2).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
# registry with class decorator and kwargs
REG = {}
def plugin(name, **opts):
    def deco(cls):
        cls.opts = opts
        REG[name] = cls
        return cls
    return deco
@plugin("a", min=T.TLSv1_1)
class A:
    def make(self):
        c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        c.minimum_version = self.opts.get("min", T.TLSv1_3)
        return c
@plugin("b")
class B(A): pass
for n in sorted(REG):
    (REG[n]().make()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(REG["b"]().make()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(REG.get("zz", A)().make()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
# currying with partial
mk = functools.partial(build, cfg={**DEFAULTS, "min": "TLSv1_1"})
(mk()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(mk(cfg=DEFAULTS)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
# json driven
CFG = json.loads('{"profiles": {"old": {"min": "TLSv1_1", "max": null, "off": ["TLSv1_3"]}, "new": {"min": "TLSv1_3", "max": null, "off": []}}, "default": "old"}')
(build(CFG["profiles"][CFG["default"]])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for k, p in CFG["profiles"].items():
    (build(p)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
# grouped
rows = [("h1", "TLSv1_1"), ("h2", "TLSv1_2"), ("h1", "TLSv1_3")]
by = {}
for h, v in rows:
    by.setdefault(h, []).append(v)
at(min(T[v] for v in by["h1"])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(max(map(T.__getitem__, by["h1"]))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
idx = {h: i for i, (h, _) in enumerate(rows)}
at(T[rows[idx["h1"]][1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
text = "min=TLSv1_1; max=TLSv1_2"
kv = dict(p.strip().split("=") for p in text.split(";"))
at(T[kv["min"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T[kv["max"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
lines = """
# comment
host a TLSv1_1
host b TLSv1_3
""".strip().splitlines()
table = {}
for line in lines:
    if line.startswith("#") or not line.strip(): continue
    _, name, ver = line.split()
    table[name] = ver
at(T[table["a"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T[table["b"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T[next(v for k, v in table.items() if k > "a")]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def kwonly(*, minimum=T.TLSv1_2, **rest): return minimum, rest
m, r = kwonly(**{"minimum": T.TLSv1_1, "z": 1})
at(m).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(r)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def gen_name(major, minor=None): return f"TLSv{major}" + (f"_{minor}" if minor else "")
at(T[gen_name(1, 3)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T[gen_name(*"1.1".split("."))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T[gen_name(1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ver = (1, 2)
at(T["TLSv%d_%d" % ver]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T["TLSv{0[0]}_{0[1]}".format(ver)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T["TLSv" + "_".join(map(str, ver))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({(1, 0): T.TLSv1, (1, 2): T.TLSv1_2}[ver]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T[f"TLSv{ver[0]}_{ver[-1]}"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
lst = [T.TLSv1, T.TLSv1_1, T.TLSv1_2, T.TLSv1_3]
at(lst[lst.index(T.TLSv1_1) + 1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(lst[len(lst) // 2]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(lst[-1:][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(sorted(lst, reverse=True)[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at([v for v in lst if v >= T.TLSv1_1][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict(zip(["a", "b"], lst))["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(list(zip(*[(1, T.TLSv1_1), (2, T.TLSv1_2)]))[1][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(lst[bool(a) + 1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

