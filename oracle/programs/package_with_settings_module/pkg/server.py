import ssl
from pkg.settings import FLOOR
import pkg
def serve():
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ctx.minimum_version = FLOOR
    ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
    ctx.minimum_version = pkg.settings.FLOOR
    ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
