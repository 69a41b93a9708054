# SINCE: 3.8
import ssl
class Meta(type):
    registry = {}
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        if kw.get("register", True):
            mcls.registry[name.lower()] = cls
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
class Base(metaclass=Meta, register=False):
    protocol = ssl.PROTOCOL_TLS_CLIENT
    floor = None
    def context(self):
        c = ssl.SSLContext(self.protocol)
        if self.floor is not None:
            c.minimum_version = self.floor
        self.tune(c)
        return c
    def tune(self, c):
        pass
class Old(Base):
    floor = ssl.TLSVersion.TLSv1
class NoOld(Old):
    def tune(self, c):
        super().tune(c)
        c.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
for name, cls in Meta.registry.items():
    cls().context().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
Meta.registry["old"]().context().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
