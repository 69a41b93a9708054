# SINCE: 3.8
import ssl
class StrictContext(ssl.SSLContext):
    default_floor = ssl.TLSVersion.TLSv1_2
    def __new__(cls, protocol=ssl.PROTOCOL_TLS_CLIENT, *args, **kwargs):
        self = super().__new__(cls, protocol)
        return self
    def __init__(self, protocol=None, floor=None):
        self.minimum_version = floor or self.default_floor
    def lower(self):
        self.minimum_version = ssl.TLSVersion.TLSv1
        return self
class Lax(StrictContext):
    default_floor = ssl.TLSVersion.TLSv1_1
StrictContext().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
Lax().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
Lax(floor=ssl.TLSVersion.TLSv1_3).lower().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
Lax(ssl.PROTOCOL_TLS_SERVER).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
