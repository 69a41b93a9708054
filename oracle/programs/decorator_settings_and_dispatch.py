# SINCE: 3.8
import ssl
from functools import wraps, partial, singledispatch
def configured(**settings):
    def decorate(func):
        @wraps(func)
        def wrapper(*args, **kwargs):
            ctx = func(*args, **kwargs)
            for key, value in settings.items():
                setattr(ctx, key, value)
            return ctx
        wrapper.settings = settings
        return wrapper
    return decorate
@configured(check_hostname=False, minimum_version=ssl.TLSVersion.TLSv1)
def client(protocol=ssl.PROTOCOL_TLS_CLIENT):
    return ssl.SSLContext(protocol)
client().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
client.settings["minimum_version"] = ssl.TLSVersion.TLSv1_3
client().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@singledispatch
def floor(x):
    raise TypeError
@floor.register(str)
def _(x):
    return getattr(ssl.TLSVersion, x)
@floor.register(int)
def _(x):
    return ssl.TLSVersion(x)
c = ssl.create_default_context()
c.minimum_version = floor("TLSv1_1")
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c.minimum_version = floor(772)
open_ = partial(c.wrap_bio, ssl.MemoryBIO())
open_(ssl.MemoryBIO())
