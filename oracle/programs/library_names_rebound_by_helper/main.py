# SINCE: 3.8
import ssl
before = ssl.create_default_context()
import patches
after = ssl.create_default_context()
before.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
after.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ssl.SSLContext(ssl.PROTOCOL_SSLv23).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
patches.undo()
ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ssl._create_default_https_context().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
