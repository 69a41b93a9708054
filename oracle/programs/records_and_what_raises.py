# SINCE: 3.10
import ssl, socket
from dataclasses import dataclass, field, asdict, replace, fields, astuple
from typing import NamedTuple, Optional, ClassVar, Callable
import collections, types
@dataclass(order=True)
class TLS:
    low: int = 770
    high: int = 772
    off: list = field(default_factory=list, compare=False)
    name: ClassVar[str] = "x"
    hook: Optional[Callable] = None
    def __post_init__(self):
        if isinstance(self.off, str):
            self.off = self.off.split()
    @classmethod
    def from_dict(cls, d):
        known = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in d.items() if k in known})
    def apply(self, c):
        c.minimum_version = self.low
        c.maximum_version = self.high
        for o in self.off:
            c.options |= getattr(ssl, "OP_NO_" + o)
        if self.hook:
            self.hook(c)
        return c
    def ctx(self):
        return self.apply(ssl.SSLContext(ssl.PROTOCOL_TLS))
TLS().ctx().wrap_socket(socket.socket())
TLS(769).ctx().wrap_socket(socket.socket())
TLS(off="TLSv1_2 TLSv1_3").ctx().wrap_socket(socket.socket())
TLS.from_dict({"low": 771, "junk": 1}).ctx().wrap_socket(socket.socket())
replace(TLS(), low=769, off=["TLSv1_1"]).ctx().wrap_socket(socket.socket())
TLS(**asdict(TLS(771))).ctx().wrap_socket(socket.socket())
max(TLS(769), TLS(771)).ctx().wrap_socket(socket.socket())
TLS(hook=lambda c: setattr(c, "minimum_version", 769)).ctx().wrap_socket(socket.socket())
a, b = TLS(), TLS()
a.off.append("TLSv1_2")
b.ctx().wrap_socket(socket.socket())
a.ctx().wrap_socket(socket.socket())
if a == b and a is not b and TLS.name == "x":
    a.ctx().wrap_socket(socket.socket())
else:
    b.ctx().wrap_socket(socket.socket())
sorted([TLS(771), TLS(769), TLS(770)])[1].ctx().wrap_socket(socket.socket())
@dataclass
class Sub(TLS):
    extra: int = 0
    low: int = 771
    def apply(self, c):
        c = super().apply(c)
        if self.extra:
            c.minimum_version = self.extra
        return c
Sub().ctx().wrap_socket(socket.socket())
Sub(769).ctx().wrap_socket(socket.socket())
Sub(extra=769).ctx().wrap_socket(socket.socket())
class Row(NamedTuple):
    low: int
    high: int = 772
    def widen(self):
        return self._replace(low=769)
def rc(r):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS)
    c.minimum_version, c.maximum_version = r
    return c
rc(Row(770)).wrap_socket(socket.socket())
rc(Row(771).widen()).wrap_socket(socket.socket())
rc(Row(*[770, 771])).wrap_socket(socket.socket())
rc(Row._make((769, 770))).wrap_socket(socket.socket())
rc(Row(**{"low": 771})).wrap_socket(socket.socket())
match Row(770, 771):
    case Row(low=770, high=h):
        rc((769, h)).wrap_socket(socket.socket())
    case (x, y):
        rc((x, y)).wrap_socket(socket.socket())
match {"kind": "tls", "v": [770, 771]}:
    case {"kind": "ssl"}:
        rc((769, 769)).wrap_socket(socket.socket())
    case {"kind": "tls", "v": [lo, *rest], **kw}:
        rc((lo, rest[-1])).wrap_socket(socket.socket())
match TLS(769):
    case TLS(low=769 | 770 as lo, off=[]) if lo < 770:
        rc((lo, 771)).wrap_socket(socket.socket())
    case _:
        rc((771, 771)).wrap_socket(socket.socket())
ns = types.SimpleNamespace(**{"low": 770}, high=771)
rc((ns.low, ns.high)).wrap_socket(socket.socket())
rc(tuple(vars(ns).values())).wrap_socket(socket.socket())
m = types.MappingProxyType({"a": 770})
rc((m["a"], m.get("b", 772))).wrap_socket(socket.socket())
try:
    m["a"] = 1
except TypeError:
    rc((769, 772)).wrap_socket(socket.socket())
try:
    Row(770).low = 3
except AttributeError:
    rc((771, 772)).wrap_socket(socket.socket())
try:
    TLS(1, 2, 3, 4, 5)
except TypeError as e:
    rc((770, 770)).wrap_socket(socket.socket())
try:
    (lambda x, *, y: x)(1)
except TypeError:
    rc((769, 770)).wrap_socket(socket.socket())
try:
    int("x")
except ValueError:
    rc((769, 769)).wrap_socket(socket.socket())
try:
    [][0]
except LookupError:
    rc((770, 770)).wrap_socket(socket.socket())
try:
    a, b = [1, 2, 3]
except ValueError:
    rc((771, 771)).wrap_socket(socket.socket())
try:
    ssl.SSLContext(ssl.PROTOCOL_TLSv1).minimum_version = 771
except ValueError:
    rc((770, 771)).wrap_socket(socket.socket())
try:
    ssl.create_default_context().verify_mode = ssl.CERT_NONE
except ValueError:
    rc((769, 771)).wrap_socket(socket.socket())
try:
    rc((770, 772)).minimum_version = 12345
except ValueError:
    rc((769, 772)).wrap_socket(socket.socket())
try:
    ssl.SSLContext(99)
except ValueError:
    rc((770, 772)).wrap_socket(socket.socket())
try:
    rc((770, 772)).minimum_version = "TLSv1"
except TypeError:
    rc((769, 772)).wrap_socket(socket.socket())
except ValueError:
    rc((771, 772)).wrap_socket(socket.socket())
try:
    rc((770, 772)).options = "x"
except TypeError:
    rc((769, 772)).wrap_socket(socket.socket())
try:
    rc((770, 772)).set_ciphers("NOSUCH")
except ssl.SSLError:
    rc((771, 772)).wrap_socket(socket.socket())
try:
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).wrap_socket(socket.socket())
except ssl.SSLError:
    rc((769, 772)).wrap_socket(socket.socket())
try:
    ssl.create_default_context().wrap_socket(socket.socket())
except ValueError:
    rc((770, 772)).wrap_socket(socket.socket())
