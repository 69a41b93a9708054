# SINCE: 3.8
import ssl
class Wrapped:
    """Delegates everything."""
    def __init__(self, inner):
        object.__setattr__(self, "_inner", inner)
    def __getattr__(self, name):
        return getattr(self._inner, name)
    def __setattr__(self, name, value):
        setattr(self._inner, name, value)
w = Wrapped(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
w.minimum_version = ssl.TLSVersion.TLSv1
w.options |= ssl.OP_NO_TLSv1
w.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Guard(Wrapped):
    def __setattr__(self, name, value):
        if name == "minimum_version" and value < ssl.TLSVersion.TLSv1_2:
            return
        super().__setattr__(name, value)
g = Guard(ssl.create_default_context())
g.minimum_version = ssl.TLSVersion.TLSv1
g.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
