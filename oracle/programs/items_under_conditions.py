# SINCE: 3.10
# ENV: A=x|y|<unset>
# ENV: B=1|2
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
import os
a = os.environ.get("A"); b = os.environ["B"]
F = {"TLSv1": ssl.OP_NO_TLSv1, "TLSv1_1": ssl.OP_NO_TLSv1_1, "TLSv1_2": ssl.OP_NO_TLSv1_2}
off(sum([f for n, f in F.items() if n != "TLSv1_2" and (n == "TLSv1" or a == "x")])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(sum(f for n, f in F.items() if n == "TLSv1_1" or b == "1")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
vs = [v for v in (T.TLSv1_1, T.TLSv1_2, T.TLSv1_3) if v != T.TLSv1_1 or a]
at(vs[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(min(vs)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(vs)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
d = {n: v for n, v in {"p": T.TLSv1_1, "q": T.TLSv1_2}.items() if n == "q" or a == "y"}
at(d["q"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(d.get("p", T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for v in vs:
    at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
for n in [n for n in F if n == "TLSv1" or b == "2"]:
    c.options |= F[n]
(c).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l = []
for v in (T.TLSv1_1, T.TLSv1_2):
    if v == T.TLSv1_2 or a == "x":
        l.append(v)
at(l[0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(max(l)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
l.append(T.TLSv1_3)
at(l[-1]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(l)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
s = {v for v in (T.TLSv1_1, T.TLSv1_2, T.TLSv1_2) if v == T.TLSv1_2 or a}
at(min(s)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T.TLSv1_1 if T.TLSv1_1 in s else T.TLSv1_3).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

