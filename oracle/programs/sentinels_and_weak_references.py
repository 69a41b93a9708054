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
MISSING = object()
OTHER = object()
def f(v=MISSING):
    if v is MISSING:
        return 771
    return v
at(f()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(OTHER) if f(OTHER) is not OTHER else 772).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[MISSING is MISSING]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[MISSING is OTHER]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[MISSING == OTHER]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d = {"a": None}
at(770 if d.get("a", MISSING) is MISSING else 771).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(770 if d.get("b", MISSING) is MISSING else 771).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(770 if getattr(ssl, "nothing_here", MISSING) is MISSING else 771).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class _Missing: pass
M = _Missing()
def g(v=M):
    return 771 if v is M else v
at(g()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(g(772)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(771 if next(iter([]), MISSING) is MISSING else 769).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
if MISSING:
    at(771).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(770 if isinstance(MISSING, object) else 769).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def h(v=...):
    return 771 if v is ... else v
at(h()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(h(770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(771 if Ellipsis is ... else 769).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
cache = {}
def get(k):
    v = cache.get(k, MISSING)
    if v is MISSING:
        v = cache[k] = 769 + k
    return v
at(get(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(get(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(get(2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
import weakref
class Holder:
    v = 771
    def m(self): return 770
h = Holder()
r = weakref.ref(h)
at(r().v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(r() is h and 771).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
w = weakref.WeakValueDictionary()
w["a"] = h
at(w["a"].v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(w.get("a").v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(771 if w.get("b") is None else 769).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k = weakref.WeakKeyDictionary()
k[h] = 770
at(k[h]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
p = weakref.proxy(h)
at(p.v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
wm = weakref.WeakMethod(h.m)
at(wm()()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ws = weakref.WeakSet([h])
at(V[len(ws)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for x in ws:
    at(x.v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
f = weakref.finalize(h, print)
at(771 if callable(Holder) else 769).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(771 if callable(3) else 770).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[callable(len) + callable(lambda: 0)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[id(h) == id(h)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[hash("a") == hash("a")]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[type(h) is Holder]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[type(h).__name__ == "Holder"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[h.__class__ is Holder]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[type(1) is int]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[type("a") == str]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[type([]) is list]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[type(None) is type(None)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[{int: 1, str: 2}[type("x")]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance("a", (int, str))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance(1, (float, str))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance(1.0, float) + isinstance((), tuple)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance({}, dict) + isinstance(set(), set)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance(None, type(None))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance(True, int)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[issubclass(bool, int) + issubclass(Holder, object)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance([], (list, tuple))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
from collections.abc import Mapping, Sequence, Callable, Iterable
at(V[isinstance({}, Mapping) + isinstance([], Sequence)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance(len, Callable) + isinstance("a", Iterable)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance(3, Iterable)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

