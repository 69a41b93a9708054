# SINCE: 3.8
import ssl
from functools import cached_property, lru_cache, partialmethod
class Endpoint:
    floor = ssl.TLSVersion.TLSv1
    @cached_property
    def context(self):
        c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        c.minimum_version = self.floor
        return c
    def restrict(self, version, *, maximum=False):
        if maximum:
            self.context.maximum_version = version
        else:
            self.context.minimum_version = version
    at_most = partialmethod(restrict, maximum=True)
    modern = partialmethod(restrict, ssl.TLSVersion.TLSv1_3)
    def open(self):
        return self.context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
e = Endpoint()
e.floor = ssl.TLSVersion.TLSv1_1
e.context
e.floor = ssl.TLSVersion.TLSv1_3
e.context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
e.at_most(ssl.TLSVersion.TLSv1_2)
e.context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
del e.context
e.context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
@lru_cache(maxsize=None)
def shared(kind):
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
shared("a").minimum_version = ssl.TLSVersion.TLSv1
shared("b").minimum_version = ssl.TLSVersion.TLSv1_3
shared("a").wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
shared("b").wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
