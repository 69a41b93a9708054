# SINCE: 3.8
import ssl, threading, time, logging
class Pool:
    _lock = threading.Lock()
    _cache = {}
    @classmethod
    def get(cls, floor, *, server=False):
        key = (floor, server)
        with cls._lock:
            try:
                return cls._cache[key]
            except KeyError:
                ctx = cls._cache[key] = cls._make(floor, server)
                return ctx
    @staticmethod
    def _make(floor, server):
        ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if server else ssl.PROTOCOL_TLS_CLIENT)
        ctx.minimum_version = floor
        return ctx
a = Pool.get(ssl.TLSVersion.TLSv1_2)
b = Pool.get(ssl.TLSVersion.TLSv1_2)
b.minimum_version = ssl.TLSVersion.TLSv1
assert a is b
a.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
s = Pool.get(ssl.TLSVersion.TLSv1_3, server=True)
started = time.time()
logging.info("made in %s", time.time() - started)
s.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
