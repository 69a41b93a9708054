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
d = dict.fromkeys(["a", "b"], 771)
at(d["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict.fromkeys("ab", 770)["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[dict.fromkeys(["a"])["a"] is None]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d.setdefault("a", 769)
at(d["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(d.setdefault("c", 772)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(d["c"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d.setdefault("l", []).append(771)
at(d["l"][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d.update(a=770)
at(d["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d.update({"a": 771}, b=772)
at(d["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d.update([("a", 772)])
at(d["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d.update(zip(["a"], [770]))
at(d["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(d.pop("a")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(d.pop("a", 772)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    v = d.pop("a")
except KeyError:
    v = 771
at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d = {"a": 769}
d |= {"a": 771}
at(d["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d |= [("b", 772)]
at(d["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(({"a": 1} | {"a": 770})["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
e = {"x": 771, **d}
at(e["x"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(e["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k, v = {"a": 770}.popitem()
at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d = {"a": 1, "b": 2}
k, v = d.popitem()
at(V[v]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(d)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
del d["a"]
at(V[len(d)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d = {"a": 771}
del d["a"]
at(d.get("a", 772)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d["a"] = 770
d.clear()
at(d.get("a", 771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({v: k for k, v in {771: "x"}.items()}["x"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({k.upper(): v for k, v in {"a": 771}.items()}["A"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict([["a", 771]])["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict(a=771, **{"b": 1})["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict({"a": 1}, a=770)["a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict(zip("ab", (771, 772)))["b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict(enumerate([769, 771]))[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(list({"a": 769, "b": 771})[1] == "b" and 771).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(list({"a": 769, "b": 771}.items())[1][1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(next(iter({"a": 771}.values()))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(next(reversed({"a": 769, "b": 771}.values()))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(sorted({"b": 1, "a": 2}.items())[0][1] + 769).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(min({"b": 771, "a": 772}.values())).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({(1, 2): 771}[1, 2]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({(1, "x"): 770}[(1, "x")]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({True: 771}[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({1: 771}[1.0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({None: 771}[None]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({T.TLSv1: 771}[769]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({frozenset([1]): 771}[frozenset([1])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len({1, 2, 2})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len({"a": 1}.keys() & {"a", "b"})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[("a" in {"a": 1}) + ("b" not in {"a": 1})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len({**{"a": 1}, "b": 2})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[{"a": 1} == {"a": 1}]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[{"a": 1} != {"a": 2}]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1, 2] == [1, 2]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1, [2]] == [1, [2]]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[{1, 2} == {2, 1}]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1] == (1,)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[(1, [2]) == (1, [2])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1, 2] < [1, 3]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[(1, 2) < (1, 3)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[(1, "a") <= (1, "b")]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[{1} <= {1, 2}]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[{1, 2}.issubset({1, 2, 3})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[{1, 2}.isdisjoint({3})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len({1, 2} | {3})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len({1, 2, 3} - {1})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len({1, 2} ^ {2, 3})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sum({1, 2} & {2, 3})]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(frozenset([1, 1, 2]))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
s = {1}
s |= {2}
s.update([3], (1,))
at(V[len(s)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
s.remove(3)
s.discard(9)
at(V[len(s)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[{2}.pop()]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l = [769]
l += (771,)
at(l[-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l *= 2
at(V[len(l) - 1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l.extend(x for x in [770])
at(l[-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l[1:2] = [772, 771]
at(l[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(l[2]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
del l[0]
at(l[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
del l[:2]
at(l[-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l[:] = [771]
at(l[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l.insert(0, 770)
at(l[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(l.pop(0)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l.append(769); l.remove(771)
at(l[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l = [3, 1, 2]
l.sort()
at(V[l[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l.sort(reverse=True)
at(V[l[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l.sort(key=lambda x: abs(x - 2))
at(V[l[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sorted([3, 1, 2], key=lambda x: -x)[2]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sorted(["bb", "a"], key=len)[0] == "a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sorted([(2, "a"), (1, "b")])[0][0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sorted([2.5, 1.0])[0] == 1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sorted({3, 1})[1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sorted("cab")[0] == "a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[sorted([3, 1], reverse=True)[1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1, 2, 3].index(2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1, 1, 2].count(1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1, 2, 3][::-1][0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1, 2, 3][-1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[(1, 2, 3)[1:][0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[list(reversed([1, 2, 3]))[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
a, *b = [1, 2, 3]
at(V[b[1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
*a, b = (1, 2, 3)
at(V[a[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(a, b), c = (1, 2), 3
at(V[b]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for i, (x, y) in enumerate([(1, 2)]):
    at(V[y]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[x for x in range(4) if x % 2][1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[x * 2 for x in (0, 1)][1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[[1, 2], [3]][1][0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[y for x in [[1], [2]] for y in x][1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[list(range(3, 0, -1))[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[range(10)[3]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(range(0, 6, 2))]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[2 in range(3)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[list(zip([1, 2], [3, 3]))[1][1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[dict(zip(*[("a",), (2,)]))["a"]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[list(map(lambda a, b: a + b, [1], [2]))[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[list(filter(lambda x: x > 1, [1, 2]))[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[any(x == 2 for x in [1, 2]) + all([1, 1])]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1, 2, 3].pop(-2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
x = [0, 1, 2]
x[0], x[2] = x[2], x[0]
at(V[x[0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
x[-1] = 3
at(V[x[2]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[tuple([1, 2])[1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[(1,) + (2,) == (1, 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[(1, 2) * 2 == (1, 2, 1, 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[slice(1, 2).start]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[[1, 2, 3][slice(1, 2)][0]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
import heapq, bisect
h = []
for v in (772, 770, 771):
    heapq.heappush(h, v)
at(heapq.heappop(h)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(h[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
hh = [772, 770]; heapq.heapify(hh)
at(hh[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(heapq.nlargest(1, [769, 771])[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(heapq.nsmallest(2, [772, 770, 771])[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
hp = [(2, "TLSv1_2"), (1, "TLSv1_1")]
heapq.heapify(hp)
at(T[heapq.heappop(hp)[1]]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(heapq.heappushpop([771], 770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(heapq.heapreplace([771], 770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[bisect.bisect([1, 2, 4], 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[bisect.bisect_left([1, 2, 4], 2)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[bisect.bisect_right([769, 771], 770)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
lst = [769, 772]; bisect.insort(lst, 771)
at(lst[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(list(heapq.merge([769, 772], [771]))[1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

