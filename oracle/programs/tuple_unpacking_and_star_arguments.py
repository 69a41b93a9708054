# SINCE: 3.8
import ssl
def configure(ctx, /, floor, *limits, off=(), **attributes):
    ctx.minimum_version = floor
    if limits:
        ctx.maximum_version = limits[-1]
    for flag in off:
        ctx.options |= flag
    for name, value in attributes.items():
        setattr(ctx, name, value)
    return ctx
(low, high), *others = [(769, 771), ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1]
C = lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
configure(C(), low).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
configure(C(), *(low, 772, high)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
configure(C(), low, off=others).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
configure(C(), low, off=others[:1], check_hostname=False, **{"maximum_version": 771}).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
args, kwargs = [C()], {}
args += (770,)
kwargs["off"] = [*others, *[]][1:]
configure(*args, **kwargs).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
a = b = C()
b.minimum_version = 769
a.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
a, b = C(), a
b.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
