# SINCE: 3.8
import ssl
class Versions:
    def __init__(self, *names):
        self._names = list(names)
    def __iter__(self):
        for n in self._names:
            yield getattr(ssl.TLSVersion, n)
    def __getitem__(self, i):
        return list(self)[i]
    def __len__(self):
        return len(self._names)
    def __contains__(self, v):
        return v in self._names
    def __add__(self, other):
        return Versions(*(self._names + other._names))
    def __bool__(self):
        return bool(self._names)
v = Versions("TLSv1_2") + Versions("TLSv1_1", "TLSv1")
c = ssl.create_default_context()
c.minimum_version = v[-1]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c.minimum_version = min(v)
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c.minimum_version = v[1] if "TLSv1_1" in v else v[0]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
first, *rest = v
c.minimum_version = first
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
if not Versions():
    c.minimum_version = rest[0]
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
