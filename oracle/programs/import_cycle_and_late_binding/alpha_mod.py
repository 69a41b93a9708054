import ssl
import beta_mod
DEFAULT = ssl.TLSVersion.TLSv1_1
def connect(version=None):
    c = ssl.create_default_context()
    c.minimum_version = version or beta_mod.VERSION
    return c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def connect_default():
    return beta_mod.through(connect)
