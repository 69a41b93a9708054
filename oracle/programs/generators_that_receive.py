# SINCE: 3.8
import ssl
def gen():
    received = None
    while True:
        received = yield received
        if received is None:
            return ssl.TLSVersion.TLSv1_2
def outer(ctx):
    result = yield from gen()
    ctx.minimum_version = result
    yield "done"
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
c.minimum_version = ssl.TLSVersion.TLSv1
g = outer(c)
next(g)
c.maximum_version = g.send(ssl.TLSVersion.TLSv1_2)
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
print(next(g))
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def naturals():
    n = 769
    while True:
        yield n
        n += 1
it = naturals()
vals = [next(it) for _ in range(3)]
c.minimum_version = 769
c.maximum_version = vals[-1]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for v in naturals():
    if v == 771:
        break
c.minimum_version = v
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c.minimum_version = next(x for x in (769, 770, 771) if x != 769)
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Res:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        c.minimum_version = ssl.TLSVersion.TLSv1
        return t is KeyError
with Res():
    {}["x"]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
