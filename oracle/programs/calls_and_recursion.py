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
def f(a, b=T.TLSv1_1, *args, c=T.TLSv1_2, **kw):
    return a, b, args, c, kw
at(f(771)[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1)[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1)[3]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1, 770)[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1, 2, 771)[2][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1, 2, 3, 772)[2][1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1, c=771)[3]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1, z=771)[4]["z"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(*[771])[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(*(1, 771))[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(*[1, 2], *[770, 771])[2][1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(*[1, 2], 770)[2][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(**{"a": 771})[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1, **{"c": 770})[3]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1, **{"q": 770}, **{"r": 771})[4]["r"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(**dict(a=1, b=771))[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(b=770, a=1)[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(f(1, 2, 3, 4)[2])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(f(1, x=1, y=2)[4])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def pos(a, /, b, *, c): return a, b, c
at(pos(771, 1, c=2)[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(pos(1, b=771, c=2)[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(pos(1, 2, c=771)[2]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def pk(a, /, **kw): return a, kw.get("a")
at(pk(1, a=771)[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(pk(771, a=1)[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def mut(v, acc=[]):
    acc.append(v)
    return acc
mut(771)
at(mut(770)[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(mut(772)[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(mut(1)) - 1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def mutd(k, v, d={}):
    d.setdefault(k, v)
    return d[k]
at(mutd("a", 771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(mutd("a", 769)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
X = T.TLSv1_2
def early(v=X): return v
X = T.TLSv1
at(early()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def lateb(): return X
at(lateb()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def counter_default(n=[0]):
    n[0] += 1
    return n[0]
at(V[counter_default()]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[counter_default()]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def modern(v=None):
    v = v or T.TLSv1_2
    return v
at(modern()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(modern(T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
D = {"old": lambda: T.TLSv1, "new": lambda v=T.TLSv1_2: v}
at(D["new"]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(D.get("old")()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(D.get("zz", lambda: T.TLSv1_3)()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(D["new"](T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class H:
    def on_old(self): return T.TLSv1
    def on_new(self): return T.TLSv1_2
    def dispatch(self, n): return getattr(self, "on_" + n)()
    table = {"o": on_old, "n": on_new}
    def via(self, k): return self.table[k](self)
at(H().dispatch("new")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(H().via("n")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(H.table["o"](H())).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(H.on_new(None)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
m = H().on_new
at(m()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at([h.on_new for h in (H(),)][0]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def outer(*args, **kw): return inner(*args, **kw)
def inner(a, b=0, c=0): return a if b == 0 else c
at(outer(771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(outer(1, 1, c=771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(outer(1, **{"b": 1, "c": 770})).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def merge(**kw):
    opts = {"v": T.TLSv1, "w": 1}
    opts.update(kw)
    return opts["v"]
at(merge()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(merge(v=T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def merge2(**kw): return {**{"v": T.TLSv1}, **kw}["v"]
at(merge2(v=T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def popkw(**kw):
    v = kw.pop("v", T.TLSv1_2)
    return v, kw
at(popkw()[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(popkw(v=T.TLSv1_1, x=1)[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(popkw(v=1, x=1)[1])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def setd(**kw):
    kw.setdefault("v", T.TLSv1_2)
    return use(**kw)
def use(v, **_): return v
at(setd()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(setd(v=T.TLSv1, q=1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def countdown(n):
    if n == 0: return T.TLSv1_2
    return countdown(n - 1)
at(countdown(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(countdown(5)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(countdown(12)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def fact(n): return 1 if n <= 1 else n * fact(n - 1)
at(771 - fact(5) + 120).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def depth(t): return 1 + depth(t[0]) if t else 0
at(V[depth([[[]]]) + 0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def walk(t, acc=None):
    acc = [] if acc is None else acc
    if isinstance(t, list):
        for x in t: walk(x, acc)
    else:
        acc.append(t)
    return acc
at(max(walk([769, [770, [771]]]))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
at(V[even(6)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[odd(7)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def find(d, path):
    head, *tail = path
    return find(d[head], tail) if tail else d[head]
at(find({"a": {"b": {"c": {"d": {"e": 771}}}}}, "abcde")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def gen_ctx(n, c=None):
    c = c or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if n:
        c.minimum_version = 768 + n
        return gen_ctx(n - 1, c) if n > 3 else c
    return c
(gen_ctx(3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def acc(items, total=0):
    return acc(items[1:], total | items[0]) if items else total
off(acc([ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1, ssl.OP_NO_TLSv1_2, 0, 0])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
fs = []
for v in (769, 770, 771):
    fs.append(lambda: v)
at(fs[0]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
fs = []
for v in (769, 770, 771):
    fs.append(lambda v=v: v)
at(fs[1]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def mk():
    fs = []
    for v in (769, 770, 771):
        def g(): return v
        fs.append(g)
    return fs
at(mk()[0]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def mk2():
    fs = []
    for v in (769, 770, 771):
        def g(v=v): return v
        fs.append(g)
    return fs
at(mk2()[1]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def bind(v): return lambda: v
fs = [bind(v) for v in (769, 770, 771)]
at(fs[1]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
fs = [lambda: v for v in (769, 770, 771)]
at(fs[0]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def cnt():
    n = 768
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = cnt()
c(); c()
at(c()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(cnt()()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def later():
    def g(): return v
    v = 769
    v = 771
    return g
at(later()()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def apply(f, *a, **k): return f(*a, **k)
at(apply(lambda x: x, 771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(apply(T, 770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(apply(getattr, T, "TLSv1_2")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(apply(dict, a=771)["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at((lambda *a, **k: a[0] + k["x"])(770, x=1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at((lambda x, y=771: y)(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at([f(771) for f in (lambda x: x,)][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def ret2(): return 771, 770
a, b = ret2()
at(a).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(b).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(ret2()[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def none(): pass
at(none() or 771).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def early_ret(x):
    if x: return 771
    for i in range(3):
        if i == 1: return 770
    return 769
at(early_ret(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(early_ret(0)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def tryret():
    try: return 769
    finally: pass
at(tryret()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def finret():
    try: return 769
    finally: return 771
at(finret()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def star_mid(a, *, v=771, **k): return v
at(star_mid(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def ann(v: int = 771) -> int: return v
at(ann()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(ann.__defaults__[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at((lambda: 0).__call__() or 771).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f.__kwdefaults__["c"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ann.__defaults__ = (770,)
at(ann()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def outer2():
    global G
    G = 771
outer2()
at(G).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Callable:
    def __call__(self, v, *, w=0): return v + w
at(Callable()(770, w=1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(list(map(Callable(), [771]))[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def varpos(*vs): return max(vs)
at(varpos(769, 771, 770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(varpos(*range(769, 772))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def swap(a, b): return b, a
at(swap(*swap(769, 771))[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
first, *rest = (lambda *a: a)(769, 770, 771)
at(rest[-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    f()
except TypeError:
    at(771).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    pos(1, 2, 3)
    bad = 769
except TypeError:
    bad = 771
at(bad).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    inner(1, a=2)
    bad = 769
except TypeError as e:
    bad = 771
at(bad).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    inner(1, zz=2)
    bad = 769
except TypeError:
    bad = 770
at(bad).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    inner()
    bad = 769
except TypeError:
    bad = 770
at(bad).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

