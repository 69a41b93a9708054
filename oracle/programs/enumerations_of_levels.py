# SINCE: 3.8
import ssl, socket
from enum import Enum, IntEnum, IntFlag, auto
class Level(IntEnum):
    LOW = 1
    MID = 2
    HIGH = 3
    @classmethod
    def parse(cls, text):
        return cls[text.upper()]
    @property
    def version(self):
        return _MAP[self]
_MAP = {Level.LOW: ssl.TLSVersion.TLSv1, Level.MID: ssl.TLSVersion.TLSv1_1, Level.HIGH: ssl.TLSVersion.TLSv1_3}
class Off(IntFlag):
    V10 = ssl.OP_NO_TLSv1
    V11 = ssl.OP_NO_TLSv1_1
    V12 = ssl.OP_NO_TLSv1_2
    OLD = V10 | V11
def ctx(level, off=0):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS)
    c.minimum_version = level.version
    c.options |= off
    return c
ctx(Level.LOW).wrap_socket(socket.socket())
ctx(Level.parse("mid")).wrap_socket(socket.socket())
ctx(Level(3)).wrap_socket(socket.socket())
ctx(max(Level)).wrap_socket(socket.socket())
ctx(min(Level), Off.OLD).wrap_socket(socket.socket())
ctx(Level.LOW, Off.V12 | Off.V10).wrap_socket(socket.socket())
ctx(Level.LOW, int(Off.V11)).wrap_socket(socket.socket())
ctx(Level.LOW, Off.OLD & ~Off.V10).wrap_socket(socket.socket())
ctx(Level.LOW, Off.OLD ^ Off.V11).wrap_socket(socket.socket())
for lv in Level:
    if lv > Level.LOW:
        ctx(lv).wrap_socket(socket.socket())
class Mode(Enum):
    A = "a"
    B = "b"
    C = A
    @classmethod
    def _missing_(cls, value):
        return cls.B
table = {Mode.A: Level.LOW, Mode.B: Level.HIGH}
ctx(table[Mode("zzz")]).wrap_socket(socket.socket())
ctx(table[Mode.C]).wrap_socket(socket.socket())
ctx(table[Mode["A"]]).wrap_socket(socket.socket())
class Auto(Enum):
    X = auto()
    Y = auto()
ctx([Level.LOW, Level.MID, Level.HIGH][Auto.Y.value]).wrap_socket(socket.socket())
ctx(list(Level)[Auto.X.value]).wrap_socket(socket.socket())
print(len(Auto), Auto.X in Auto, [m.name for m in Auto])
ctx(Level[{m.name: "HIGH" for m in Auto}["X"]]).wrap_socket(socket.socket())
class Planet(Enum):
    P = (1, ssl.TLSVersion.TLSv1_1)
    Q = (2, ssl.TLSVersion.TLSv1_2)
    def __init__(self, num, ver):
        self.num = num
        self.ver = ver
c = ssl.SSLContext(ssl.PROTOCOL_TLS)
c.minimum_version = Planet.P.ver
c.wrap_socket(socket.socket())
c.minimum_version = Planet((2, ssl.TLSVersion.TLSv1_2)).ver
c.wrap_socket(socket.socket())
if Level.LOW == 1 and Level.LOW < 2 and isinstance(Level.LOW, int):
    c.maximum_version = ssl.TLSVersion.TLSv1_2
c.wrap_socket(socket.socket())
c.minimum_version = next(p.ver for p in Planet if p.num == 1)
c.wrap_socket(socket.socket())
c.options = ssl.Options(0)
c.options |= ssl.Options.OP_NO_TLSv1_1 | ssl.OP_ALL
c.wrap_socket(socket.socket())
if ssl.OP_NO_TLSv1_1 in c.options:
    c.options &= ~ssl.Options.OP_NO_TLSv1_1
c.wrap_socket(socket.socket())
c.maximum_version = ssl.TLSVersion(c.minimum_version)
c.wrap_socket(socket.socket())
c.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
c.maximum_version = ssl.TLSVersion.MAXIMUM_SUPPORTED
c.wrap_socket(socket.socket())
