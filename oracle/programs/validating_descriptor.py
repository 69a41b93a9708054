# SINCE: 3.8
import ssl
class Bounded:
    def __set_name__(self, owner, name):
        self.name = "_" + name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return getattr(obj, self.name, ssl.TLSVersion.TLSv1_2)
    def __set__(self, obj, value):
        if value < ssl.TLSVersion.TLSv1_1:
            value = ssl.TLSVersion.TLSv1_1
        setattr(obj, self.name, value)
class Config:
    floor = Bounded()
    __slots__ = ("_floor", "ceiling")
    def __init__(self, floor=None, ceiling=ssl.TLSVersion.MAXIMUM_SUPPORTED):
        if floor is not None:
            self.floor = floor
        self.ceiling = ceiling
    def __call__(self, ctx):
        ctx.minimum_version = self.floor
        ctx.maximum_version = self.ceiling
        return ctx
Config()(ssl.create_default_context()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
Config(ssl.TLSVersion.TLSv1)(ssl.create_default_context()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k = Config(ssl.TLSVersion.TLSv1_3)
k(ssl.create_default_context()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
k.floor = k.ceiling = ssl.TLSVersion.TLSv1_2
k(ssl.create_default_context()).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
