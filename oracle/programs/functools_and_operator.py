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
import functools, operator
from functools import reduce, partial, wraps, singledispatch, partialmethod, cmp_to_key, total_ordering, lru_cache
off(reduce(operator.or_, (ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(reduce(operator.ior, [ssl.OP_NO_TLSv1], ssl.OP_NO_TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(reduce(lambda a, b: a | b, [ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_3], 0)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(sum([ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(operator.or_(ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.add(1, 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.sub(3, 1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.mul(1, 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.and_(3, 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.xor(3, 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.not_(0)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.neg(-2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.inv(-3)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.lshift(1, 1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.floordiv(7, 3)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.mod(7, 4)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.eq(1, 1) + operator.ne(1, 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.lt(1, 2) + operator.ge(2, 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.contains([1], 1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.getitem([1, 2], 1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.truth([1])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.is_(None, None)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.index(2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.concat([1], [2])[1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.countOf([1, 1], 1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.indexOf([1, 2], 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.length_hint([1, 2])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.itemgetter(1)([1, 2])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.itemgetter("a", "b")({"a": 1, "b": 2})[1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(operator.attrgetter("TLSv1_2")(T)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(operator.attrgetter("TLSVersion.TLSv1_1")(ssl)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[operator.methodcaller("count", "a")("aab")]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l = [769]
operator.setitem(l, 0, 771)
at(l[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d = {"a": 769}
operator.delitem(d, "a")
at(V[len(d)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l2 = operator.iadd([769], [771])
at(l2[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sorted([{"v": 2}, {"v": 1}], key=operator.itemgetter("v"))[0]["v"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ops = {"+": operator.add, "|": operator.or_}
at(V[ops["+"](1, 1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@singledispatch
def pick(x):
    return 769
@pick.register(int)
def _(x):
    return 771
@pick.register(str)
def _(x):
    return 772
@pick.register
def _(x: list):
    return 770
at(pick(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(pick("a")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(pick([])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(pick(None)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(pick(True)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(pick.dispatch(str)("x")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Base: pass
class Sub(Base): pass
@pick.register(Base)
def base(x):
    return 772
at(pick(Sub())).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
pick.register(dict, lambda x: 771)
at(pick({})).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class K:
    def at(self, v, w=0):
        return v
    low = partialmethod(at, 769)
    mid = partialmethod(at, v=771)
    @functools.singledispatchmethod
    def any(self, x):
        return 769
    @any.register
    def _(self, x: int):
        return 771
at(K().low()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(K().mid()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(K().any(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(K().any("s")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
p = partial(K().at, 770)
at(p()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(p.func(772)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(p.args[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[p.keywords == {}]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
p2 = partial(partial(max, 769), 771)
at(p2(770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(partial(int, base=16)("303")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(partial(getattr, T)("TLSv1_2")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(partial(dict, a=770)(b=1)["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
order = cmp_to_key(lambda a, b: b - a)
at(sorted([769, 771], key=order)[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def cmp(a, b):
    if a < b: return -1
    return a > b
at(sorted([771, 769, 770], key=cmp_to_key(cmp))[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(max([771, 769], key=cmp_to_key(cmp))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@total_ordering
class Ver:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
at(max(Ver(769), Ver(771)).n).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(min([Ver(770), Ver(771)]).n).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(sorted([Ver(772), Ver(770)])[0].n).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[Ver(1) >= Ver(1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[Ver(1) > Ver(2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[Ver(1) <= Ver(2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
at(V[fib(4)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@functools.cache
def made(n):
    return 769 + n
at(made(2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(made(2)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def deco(f):
    @wraps(f)
    def inner(*a, **k):
        return f(*a, **k)
    return inner
@deco
def f(a, b=771): return b
at(f(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f(1, b=770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[f.__name__ == "f"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(f.__wrapped__(1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
compose = lambda *fs: reduce(lambda f, g: lambda x: f(g(x)), fs)
at(V[compose(lambda x: x + 1, lambda x: x * 2)(1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[reduce(lambda acc, x: acc + x, [1, 1])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[reduce(max, [1, 3, 2])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[list(map(partial(pow, 2), [0, 1]))[1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[functools.reduce(lambda d, k: d[k], ["a", "b"], {"a": {"b": 2}})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

