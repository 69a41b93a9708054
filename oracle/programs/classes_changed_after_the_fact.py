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
import os, functools, contextlib
a = os.environ.get("A")
class Meta(type):
    def __call__(cls, *args, **kw):
        o = super().__call__(*args, **kw)
        o.tag = T.TLSv1_2
        return o
class Thing(metaclass=Meta):
    def __init__(self, v=T.TLSv1): self.v = v
at(Thing().tag).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(Thing(T.TLSv1_3).v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def validate(**rules):
    def deco(f):
        @functools.wraps(f)
        def inner(*args, **kw):
            for k, ok in rules.items():
                if k in kw and not ok(kw[k]):
                    kw[k] = T.TLSv1_2
            return f(*args, **kw)
        return inner
    return deco
@validate(v=lambda v: v >= T.TLSv1_2)
def use(*, v): return v
at(use(v=T.TLSv1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(use(v=T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def trace(f):
    calls = []
    @functools.wraps(f)
    def inner(*a, **k):
        calls.append((a, k))
        return f(*a, **k)
    inner.calls = calls
    return inner
@trace
@validate(v=lambda v: False)
def both(x, v=None): return v or x
at(both(T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(both(T.TLSv1_1, v=T.TLSv1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(both.calls)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(both.calls[0][0][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def default_from_env(f):
    def inner(v=None):
        return f(v if v is not None else (T.TLSv1_1 if a == "x" else T.TLSv1_2))
    return inner
@default_from_env
def ident(v): return v
at(ident()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(ident(T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class cached:
    def __init__(self, f): self.f, self.n = f, f.__name__
    def __get__(self, o, t=None):
        if o is None: return self
        v = o.__dict__[self.n] = self.f(o)
        return v
class Svc:
    made = 0
    @cached
    def ctx(self):
        Svc.made += 1
        c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        c.minimum_version = T.TLSv1_1
        return c
s = Svc()
s.ctx.options |= ssl.OP_NO_TLSv1_2
(s.ctx).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[Svc.made]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def singleton(cls):
    inst = {}
    def get(*a, **k):
        if cls not in inst: inst[cls] = cls(*a, **k)
        return inst[cls]
    return get
@singleton
class Conf:
    def __init__(self, v=T.TLSv1_1): self.v = v
Conf(T.TLSv1_2)
at(Conf().v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
Conf().v = T.TLSv1_3
at(Conf().v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def add_method(cls):
    def floor(self): return self.base + 1
    cls.floor = floor
    cls.make = classmethod(lambda c, v: c(v))
    cls.stat = staticmethod(lambda v: v)
    cls.prop = property(lambda self: self.base)
    return cls
@add_method
class Ext:
    def __init__(self, base): self.base = base
at(Ext(770).floor()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(Ext.make(771).prop).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(Ext.stat(772)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
setattr(Ext, "late", lambda self, n: self.base + n)
at(Ext(769).late(2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
e = Ext(769)
e.own = lambda n: n + 1
at(e.own(770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
import types
e.bound = types.MethodType(lambda self, n: self.base + n, e)
at(e.bound(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def chain(f, n): return f if n == 0 else chain(lambda v: f(v) + 0, n - 1)
at(chain(lambda v: v, 4)(771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def outer():
    x = [T.TLSv1]
    def set_(v): x[0] = v
    def get(): return x[0]
    return set_, get
st, ge = outer()
st(T.TLSv1_2)
at(ge()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
st2, ge2 = outer()
at(ge2()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def acc(v, seen=None):
    if seen is None: seen = []
    seen.append(v)
    return seen
at(acc(T.TLSv1_2)[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(acc(T.TLSv1_1, acc(T.TLSv1_3))[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def multi(x, *, mode="a", **kw):
    return {"a": lambda: T.TLSv1_1, "b": lambda: kw.get("v", T.TLSv1_3)}[mode]()
at(multi(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(multi(1, mode="b")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(multi(1, mode="b", v=T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
f = multi
del multi
at(f(0)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
g = lambda: h()
h = lambda: T.TLSv1_2
at(g()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
h = lambda: T.TLSv1_1
at(g()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def vis(n, out):
    if n > 0:
        out.append(n)
        vis(n - 1, out)
    return out
at(V[vis(3, [])[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(vis(3, []))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def tryit(f, *exc, default=None):
    try: return f()
    except exc: return default
at(tryit(lambda: {}["x"], KeyError, default=T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: T["zz"], KeyError, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: int("x"), ValueError, TypeError, default=T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: T.TLSv1_1, KeyError)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: getattr(ssl, "PROTOCOL_NOPE"), AttributeError, default=T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: [][0], LookupError, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: 1 / 0, ZeroDivisionError, default=T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: T(99), ValueError, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: None.x, AttributeError, default=T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: "a" + 1, TypeError, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: (1, 2).index(5), ValueError, default=T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: next(iter([])), StopIteration, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: [1].remove(2), ValueError, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: {}.pop("a"), KeyError, default=T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: len(5), TypeError, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: (lambda x: x)(), TypeError, default=T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: max([]), ValueError, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: float("x"), ValueError, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: "abc".index("z"), ValueError, default=T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(tryit(lambda: set([1]).pop() + 770, KeyError)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

