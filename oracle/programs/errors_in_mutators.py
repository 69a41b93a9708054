# SINCE: 3.8
import ssl
def attempt(ctx, *versions):
    for v in versions:
        try:
            ctx.minimum_version = v
        except (ValueError, TypeError):
            continue
        except Exception:
            raise
        else:
            return v
    return None
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
got = attempt(c, "nonsense", 12345, ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1)
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c.minimum_version = got + 1
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
fixed = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
if attempt(fixed, ssl.TLSVersion.TLSv1_3) is None:
    fixed = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
fixed.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    try:
        c.minimum_version = object()
    finally:
        c.maximum_version = ssl.TLSVersion.TLSv1_2
except TypeError as e:
    c.minimum_version = ssl.TLSVersion.TLSv1_1
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def final():
    try:
        return ssl.TLSVersion.TLSv1
    finally:
        c.maximum_version = ssl.TLSVersion.MAXIMUM_SUPPORTED
c.minimum_version = final()
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
