# SINCE: 3.8
import ssl
V = ssl.TLSVersion
ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
ctx.minimum_version = V.TLSv1
flags = ctx.options
flags |= ssl.OP_NO_TLSv1
if flags & ssl.OP_NO_TLSv1 and not flags & ssl.OP_NO_TLSv1_1:
    flags |= ssl.OP_NO_TLSv1_2
ctx.options = flags
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
ctx.options ^= ssl.OP_NO_TLSv1_2
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
ctx.options -= ssl.OP_NO_TLSv1
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
for v in V:
    if V.TLSv1 < v <= V.TLSv1_2 != v:
        ctx.minimum_version = v
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
if ssl.OP_NO_TLSv1 in ssl.Options and ssl.Options.OP_NO_TLSv1_3 not in ctx.options:
    ctx.options |= ssl.Options.OP_NO_TLSv1_3
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
mask = 0
for bit in (ssl.OP_NO_TLSv1_3, ssl.OP_NO_TLSv1_2):
    mask = mask | bit
ctx.options = ctx.options & ~mask
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
