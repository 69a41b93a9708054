# SINCE: 3.8
import ssl, socket, abc, weakref, collections, operator, functools
class Base(abc.ABC):
    protocols = ()
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        cls.protocols = tuple(cls.protocols) + (cls.__name__.upper(),)
    @property
    @abc.abstractmethod
    def floor(self): ...
    def context(self):
        c = ssl.SSLContext(ssl.PROTOCOL_TLS)
        c.minimum_version = self.floor
        for hook in self._hooks():
            hook(c)
        return c
    def _hooks(self):
        for klass in reversed(type(self).__mro__):
            h = klass.__dict__.get("hook")
            if h is not None:
                yield functools.partial(h, self)
    def open(self):
        return self.context().wrap_socket(socket.socket())
class Old(Base):
    floor = ssl.TLSVersion.TLSv1
    def hook(self, c):
        c.options |= ssl.OP_NO_TLSv1_1
class Older(Old):
    def hook(self, c):
        c.options &= ~ssl.OP_NO_TLSv1_1
        c.options |= ssl.OP_NO_TLSv1_3
class Mixin:
    @property
    def floor(self):
        base = super().floor
        return max(base, ssl.TLSVersion.TLSv1_2)
class New(Mixin, Old):
    pass
Old().open()
Older().open()
New().open()
if "OLDER" in Older.protocols and len(Older.protocols) == 2:
    Older().context().wrap_socket(socket.socket())
class Registry(dict):
    def __missing__(self, key):
        value = self[key] = globals()[key]()
        return value
    def __setitem__(self, key, value):
        if isinstance(value, New):
            value.floor_override = True
        super().__setitem__(key, value)
r = Registry()
r["Old"].context().wrap_socket(socket.socket())
r["New"].context().wrap_socket(socket.socket())
if getattr(r["New"], "floor_override", False):
    r["Older"].context().wrap_socket(socket.socket())
if "Old" in r and "Zzz" not in r and len(r) == 3:
    Old().context().wrap_socket(socket.socket())
class Stack(list):
    def push(self, x):
        self.append(x)
        return self
    @property
    def top(self):
        return self[-1]
st = Stack().push(Old()).push(New())
st.top.context().wrap_socket(socket.socket())
st.pop()
st.top.context().wrap_socket(socket.socket())
q = collections.deque([Old(), New(), Older()], maxlen=2)
q[0].context().wrap_socket(socket.socket())
q.rotate(1)
q.popleft().context().wrap_socket(socket.socket())
q.appendleft(Old())
q[0].context().wrap_socket(socket.socket())
cnt = collections.Counter("aab")
c = ssl.SSLContext(ssl.PROTOCOL_TLS)
c.minimum_version = 768 + cnt["a"]
c.wrap_socket(socket.socket())
c.minimum_version = {1: 771, 2: 770}[cnt.most_common(1)[0][1]]
c.wrap_socket(socket.socket())
class Meta(type):
    registry = {}
    def __new__(m, name, bases, ns, floor=None):
        cls = super().__new__(m, name, bases, dict(ns))
        if floor:
            cls.floor = floor
        m.registry[name] = cls
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
    def __getitem__(cls, key):
        return getattr(cls, key)
class T1(metaclass=Meta, floor=770): pass
class T2(T1, floor=771): pass
class T3(T2): pass
for k in sorted(Meta.registry):
    c.minimum_version = Meta.registry[k].floor
    c.wrap_socket(socket.socket())
c.minimum_version = T1["floor"]
c.wrap_socket(socket.socket())
w = weakref.ref(T3)
c.minimum_version = w().floor
c.wrap_socket(socket.socket())
class Slot:
    __slots__ = ("v", "__weakref__")
    def __init__(self, v=None): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __hash__(self): return hash(self.v)
    def __call__(self, c): c.minimum_version = self.v; return self
    def __getitem__(self, i): return [770, 771, 772][i]
    def __len__(self): return 3
    def __contains__(self, x): return x == self.v
    def __rshift__(self, c): return self(c)
    def __matmul__(self, c): return self(c)
s = Slot(770)
s(c)
c.wrap_socket(socket.socket())
Slot(771) >> c
c.wrap_socket(socket.socket())
Slot(772) @ c
c.wrap_socket(socket.socket())
c.minimum_version = list(s)[1] if False else s[-1]
c.wrap_socket(socket.socket())
if 770 in s and Slot(770) == s and s in {Slot(770)}:
    c.minimum_version = 770
c.wrap_socket(socket.socket())
try:
    s.other = 1
except AttributeError:
    c.minimum_version = 769
c.wrap_socket(socket.socket())
