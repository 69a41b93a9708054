# SINCE: 3.8
import ssl
def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step
step = counter()
LEVELS = [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]
contexts = []
for i in range(3):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.minimum_version = LEVELS[step()]
    contexts.append(c)
contexts[0].wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
contexts[1].wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
contexts[-1].wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
makers = [lambda v=v: v for v in LEVELS]
late = [lambda: v for v in LEVELS]
c.minimum_version = makers[0]()
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c.minimum_version = late[0]()
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
total = 0
while total < 5:
    total += 2
else:
    c.minimum_version = LEVELS[total - 5]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for level in LEVELS:
    if level > ssl.TLSVersion.TLSv1_1:
        break
c.minimum_version = level
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
