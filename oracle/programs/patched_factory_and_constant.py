# SINCE: 3.8
import ssl, functools
_original = ssl.create_default_context
@functools.wraps(_original)
def patched(*args, **kwargs):
    ctx = _original(*args, **kwargs)
    ctx.minimum_version = ssl.TLSVersion.TLSv1
    return ctx
ssl.create_default_context = patched
ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ssl.create_default_context = _original
ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Patch:
    def __enter__(self):
        self.saved = ssl.PROTOCOL_TLS_CLIENT
        ssl.PROTOCOL_TLS_CLIENT = ssl.PROTOCOL_TLSv1_1
        return self
    def __exit__(self, *a):
        ssl.PROTOCOL_TLS_CLIENT = self.saved
with Patch():
    ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
