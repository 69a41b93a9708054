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
def m(g):
    match g:
        case ("tls", s):
            return s
        case {"setting": s, **rest}:
            return s
        case [first, *rest] if len(rest) == 2:
            return rest[1]
        case [a, [b, c]]:
            return c
        case (x, *_, y) if y == 772:
            return x
        case []:
            return T.TLSv1_1
        case str(t):
            return T[t]
        case int() | float():
            return g + 1
        case None:
            return T.TLSv1_2
        case T.TLSv1_3:
            return T.TLSv1_2
        case _:
            return T.TLSv1_3
at(m(("tls", 771))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m({"setting": 771, "x": 1})).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m([1, 2, 771])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m([1, [2, 771]])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m((771, 1, 2, 772))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m([])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m("TLSv1_2")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m(770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m(None)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m(T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m({1})).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(m({"x": 1})).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class P:
    __match_args__ = ("a", "b")
    def __init__(self, a, b): self.a, self.b = a, b
def k(p):
    match p:
        case P(0, b): return b
        case P(a=1, b=b) if b > 770: return b
        case P(): return 771
        case bool(): return 770
        case [*xs]: return max(xs)
        case _: return 772
at(k(P(0, 771))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(k(P(1, 771))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(k(P(1, 769))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(k(True)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(k([769, 771])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(k("z")).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
match len([1, 2]):
    case {"mode": "strict"}:
        v = 769
    case ("set", _):
        v = 770
    case _:
        v = 771
at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
match ("a", "b"):
    case ("a" | "b" as f, g): v = 771 if f == "a" else 769
at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

