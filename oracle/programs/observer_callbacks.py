# SINCE: 3.8
import ssl
from weakref import WeakSet
class Event:
    def __init__(self):
        self._handlers = []
    def __iadd__(self, handler):
        self._handlers.append(handler)
        return self
    def __isub__(self, handler):
        self._handlers.remove(handler)
        return self
    def __call__(self, *args, **kwargs):
        for handler in list(self._handlers):
            handler(*args, **kwargs)
class Connector:
    before_connect = Event()
    def connect(self):
        ctx = ssl.create_default_context()
        self.before_connect(ctx)
        return ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def lower(ctx, version=ssl.TLSVersion.TLSv1):
    ctx.minimum_version = version
Connector().connect()
Connector.before_connect += lower
c = Connector()
c.connect()
def again():
    ctx = ssl.create_default_context()
    c.before_connect(ctx, version=ssl.TLSVersion.TLSv1_3)
    ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
again()
Connector.before_connect -= lower
again()
