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
import functools
REG = {}
def register(name):
    def deco(f):
        REG[name] = f
        return f
    return deco
@register("old")
def old(): return T.TLSv1
@register("new")
def new(): return T.TLSv1_2
at(REG["new"]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(new()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def floor(v):
    def deco(f):
        @functools.wraps(f)
        def inner(*args, **kw):
            c = f(*args, **kw)
            c.minimum_version = v
            return c
        return inner
    return deco
@floor(T.TLSv1_2)
def make(v=T.TLSv1):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.minimum_version = v
    return c
(make()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(make(T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@floor(T.TLSv1_1)
@floor(T.TLSv1_3)
def twice():
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
(twice()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Deco:
    def __init__(self, f):
        self.f = f
        self.calls = 0
    def __call__(self, *a):
        self.calls += 1
        return self.f(*a)
@Deco
def counted(v): return v
at(counted(T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
counted(1)
at(V[counted.calls]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class WithArgs:
    def __init__(self, add): self.add = add
    def __call__(self, f):
        def inner(v): return f(v) + self.add
        return inner
@WithArgs(2)
def num(v): return v
at(num(769)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def cls_deco(cls):
    cls.floor = T.TLSv1_2
    return cls
@cls_deco
class A:
    floor = T.TLSv1
at(A.floor).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(A().floor).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def replace_cls(cls):
    class New(cls):
        floor = T.TLSv1_3
    return New
@replace_cls
class B:
    floor = T.TLSv1
    def get(self): return self.floor
at(B().get()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def with_attr(**kw):
    def deco(f):
        for k, v in kw.items():
            setattr(f, k, v)
        return f
    return deco
@with_attr(floor=T.TLSv1_2, n=1)
def attr(): pass
at(attr.floor).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(getattr(attr, "floor")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[attr.n]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def f(): return 1
f.version = T.TLSv1_1
at(f.version).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
f.version = T.TLSv1_2
at(f.version).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
f.__dict__["other"] = T.TLSv1_3
at(f.other).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[hasattr(f, "nothing")]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(getattr(f, "nothing", T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def counter():
    counter.n += 1
    return counter.n
counter.n = 0
counter(); counter()
at(V[counter.n]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def optional(func=None, *, v=T.TLSv1):
    if func is None:
        return lambda f: optional(f, v=v)
    def inner(): return v
    return inner
@optional
def o1(): pass
@optional(v=T.TLSv1_2)
def o2(): pass
at(o1()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(o2()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
DECOS = {"a": floor(T.TLSv1_1), "b": floor(T.TLSv1_2)}
@DECOS["b"]
def by_dict(): return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
(by_dict()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
decorate = floor(T.TLSv1_3)
@decorate
def named(): return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
(named()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
late = decorate(lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
(late()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class M:
    def __init__(self, v): self.v = v
    def guard(f):
        def inner(self, *a):
            if self.v < 771:
                self.v = T.TLSv1_2
            return f(self, *a)
        return inner
    @guard
    def get(self): return self.v
    @staticmethod
    @register("static")
    def s(): return T.TLSv1_1
    @classmethod
    @functools.wraps(old)
    def c(cls): return cls(T.TLSv1_1).v
    @property
    @guard
    def prop(self): return self.v
    @floor(T.TLSv1_3)
    def ctx(self): return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
at(M(769).get()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(M(772).get()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(M.s()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(REG["static"]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(M.c()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(M(769).prop).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(M(769).ctx()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def retry(times):
    def deco(f):
        def inner(*a):
            for i in range(times):
                try:
                    return f(i, *a)
                except ValueError:
                    continue
            return T.TLSv1
        return inner
    return deco
@retry(3)
def attempt(i, v):
    if i < 2: raise ValueError
    return v
at(attempt(T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@retry(1)
def never(i, v): raise ValueError("x")
at(never(T.TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def memo(f):
    cache = {}
    def inner(k):
        if k not in cache:
            cache[k] = f(k)
        return cache[k]
    inner.cache = cache
    return inner
@memo
def look(k): return 769 + k
at(look(2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(look(2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(look(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(look.cache)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def once(f):
    def inner():
        if not inner.done:
            inner.value = f()
            inner.done = True
        return inner.value
    inner.done = False
    return inner
@once
def single(): return T.TLSv1_2
at(single()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(single()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@(lambda f: lambda: T.TLSv1_2)
def lam(): return T.TLSv1
at(lam()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def a_or_b(flag):
    return (lambda f: f) if flag else (lambda f: lambda: T.TLSv1_3)
@a_or_b(False)
def ab(): return T.TLSv1
at(ab()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@a_or_b(True)
def ab2(): return T.TLSv1_1
at(ab2()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Descr:
    def __init__(self, f): self.f = f
    def __get__(self, obj, typ=None): return functools.partial(self.f, obj)
class UsesDescr:
    v = T.TLSv1_2
    @Descr
    def m(self): return self.v
at(UsesDescr().m()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def kw_only(*, v): return lambda f: lambda *a, **k: f(*a, **{**k, "v": v})
@kw_only(v=T.TLSv1_2)
def kk(v=None): return v
at(kk()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(kk(v=T.TLSv1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
import atexit
@atexit.register
def bye(): pass
def make_deco():
    seen = []
    def deco(f):
        seen.append(f)
        return f
    deco.seen = seen
    return deco
route = make_deco()
@route
def r1(): return T.TLSv1_1
@route
def r2(): return T.TLSv1_2
at(route.seen[1]()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for r in route.seen:
    at(r()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
