# SINCE: 3.8
import ssl
HOSTS = [("old.example", 769), ("mid.example", 771), ("new.example", 772)]
contexts = {}
for host, version in HOSTS:
    ctx = contexts.setdefault(version, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    ctx.minimum_version = version
for host, version in reversed(HOSTS):
    if host.startswith("mid"):
        continue
    contexts[version].maximum_version = ssl.TLSVersion.TLSv1_3
    contexts[version].wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname=host)
contexts[771].wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
i = 0
while True:
    i += 1
    if i % 2:
        continue
    if i > 4:
        break
    contexts[769].minimum_version = 768 + i
contexts[769].wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for n, (v, c) in enumerate(sorted(contexts.items(), reverse=True), start=1):
    if n == 2:
        c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
