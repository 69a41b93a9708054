# SINCE: 3.11
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
at(T["TLSv1_2"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T(771)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T(770).name and T(770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(getattr(T, T(771).name)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T.TLSv1_2.value).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(int(T.TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T(T.TLSv1_3)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at([v for v in T if v.name == "TLSv1_2"][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at([v for v in T if v.value == 770][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at([v for v in T if v > 770][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(sorted(T)[-2]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(list(T)[-1] if False else T.TLSv1).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(max(v for v in T if v < 772)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(min(v for v in T if v > 770)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T.__members__["TLSv1_2"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({v.name: v for v in T}["TLSv1_1"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(dict(T.__members__)["TLSv1_1"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(next(v for v in T if v.name.endswith("_2"))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(next(v for n, v in T.__members__.items() if n.endswith("_2"))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for v in T:
    if v.name in ("TLSv1_1", "TLSv1_3"):
        at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for name, v in T.__members__.items():
    if name.startswith("TLSv1_"):
        at(v).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
flags = 0
for o in ssl.Options:
    if o.name in ("OP_NO_TLSv1", "OP_NO_TLSv1_1"):
        flags |= o
off(flags).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(sum(o for o in ssl.Options if o.name.startswith("OP_NO_TLSv1_"))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
import functools, operator
off(functools.reduce(operator.or_, [o for o in ssl.Options if o.name == "OP_NO_TLSv1_2"])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(functools.reduce(lambda a, b: a | b, (getattr(ssl, n) for n in dir(ssl) if n in ("OP_NO_TLSv1_2", "OP_NO_TLSv1")))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
flags = 0
for n in dir(ssl):
    if n.startswith("OP_NO_TLSv1") and not n.endswith("_3"):
        flags |= getattr(ssl, n)
off(flags).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
flags = 0
for n in sorted(vars(ssl)):
    if n == "OP_NO_TLSv1_1" or n == "OP_NO_TLSv1":
        flags |= vars(ssl)[n]
off(flags).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
flags = 0
for n, val in vars(ssl).items():
    if n.startswith("OP_NO_TLSv1_"):
        flags |= val
off(flags).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
flags = 0
for n, val in list(ssl.__dict__.items()):
    if n == "OP_NO_TLSv1_3":
        flags |= val
off(flags).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for n in dir(T):
    if n == "TLSv1_2":
        at(getattr(T, n)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(ssl.Options.OP_NO_TLSv1_3).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(ssl.Options["OP_NO_TLSv1_3"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(ssl.Options["OP_NO_" + "TLSv1"] | ssl.Options.OP_NO_TLSv1_1).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(ssl.Options(ssl.OP_NO_TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(ssl.Options(0)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(ssl.OP_ALL | ssl.OP_NO_TLSv1).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
x = ssl.OP_NO_TLSv1
x |= ssl.OP_NO_TLSv1_3
off(x).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
x &= ~ssl.OP_NO_TLSv1
off(x).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
off(x ^ ssl.OP_NO_TLSv1_1).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[ssl.OP_NO_TLSv1 in ssl.Options(ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance(ssl.OP_NO_TLSv1, int) + isinstance(T.TLSv1, T)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[isinstance(771, T)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[type(T.TLSv1) is T]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[ssl.TLSVersion.TLSv1_2 is T(771)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[T.TLSv1 == 769]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V["TLSv1_2" in T.__members__]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(T) - 5]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[T.TLSv1_2 in (T.TLSv1_2, T.TLSv1_3)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[ssl.PROTOCOL_TLS_CLIENT.name == "PROTOCOL_TLS_CLIENT"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(ssl.SSLContext(ssl._SSLMethod["PROTOCOL_TLSv1_1"]) if hasattr(ssl, "_SSLMethod") else ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(ssl.SSLContext(getattr(ssl, [n for n in dir(ssl) if n.startswith("PROTOCOL_TLSv1_1")][0]))).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
(ssl.SSLContext({n: getattr(ssl, n) for n in dir(ssl) if n.startswith("PROTOCOL_")}["PROTOCOL_TLSv1_2"])).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({k: getattr(T, k) for k in dir(T) if k.startswith("TLSv")}["TLSv1_2"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at([m for m in reversed(T) if m.value == 771][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(vars(ssl)["TLSVersion"].TLSv1_2).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(ssl.__dict__["TLSVersion"]["TLSv1_1"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(vars(ssl).get("TLSVersion").TLSv1_1).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[hasattr(ssl, "PROTOCOL_SSLv9") + hasattr(ssl, "HAS_TLSv1_3")]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[ssl.HAS_TLSv1_3 + 0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T.TLSv1_3 if ssl.HAS_TLSv1_3 else T.TLSv1).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ver = {T.TLSv1_2: "a", T.TLSv1_3: "b"}
at(V[ver[771] == "a"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[ver[T.TLSv1_3] == "b"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
import enum
class Own(enum.Enum):
    OLD = T.TLSv1
    NEW = T.TLSv1_2
    def __str__(self):
        return self.name.lower()
at(Own.NEW.value).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(Own["NEW"].value).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(Own(T.TLSv1_2).value).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at([o.value for o in Own if str(o) == "new"][0]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at({str(o): o.value for o in Own}["new"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(getattr(Own, "N" + "EW").value).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(Own[Own.NEW.name].value).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(list(Own)[1].value).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(max(Own, key=lambda o: o.value).value).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[len(Own)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[f"{Own.NEW}" == "new"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[Own.NEW in Own]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Bits(enum.IntFlag):
    A = 1
    B = 2
at(V[Bits.A | Bits.B]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[(Bits.A | Bits.B) & ~Bits.A]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[Bits.A in (Bits.A | Bits.B)]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[Bits["B"].value]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(V[Bits(3).value]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Str(str, enum.Enum):
    X = "TLSv1_2"
    Y = "TLSv1_1"
at(T[Str.X]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(T[Str("TLSv1_1").value]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(getattr(T, Str.Y)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
at(getattr(T, Str.Y.value)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())

