# SINCE: 3.8
import ssl
class TLSError(Exception):
    def __init__(self, message, fallback=None):
        super().__init__(message)
        self.fallback = fallback
def choose(name):
    try:
        return getattr(ssl.TLSVersion, name)
    except AttributeError as e:
        raise TLSError("unknown %s" % name, fallback=ssl.TLSVersion.TLSv1_1) from e
def make(name):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        c.minimum_version = choose(name)
    except TLSError as error:
        if error.fallback is not None:
            c.minimum_version = error.fallback
    else:
        c.options |= ssl.OP_NO_TLSv1_3
    finally:
        c.check_hostname = False
    return c
make("TLSv1_2").wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
make("TLSv9").wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
try:
    c.minimum_version = ssl.TLSVersion.TLSv1_2
    c = ssl.create_default_context()
except ValueError:
    pass
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
