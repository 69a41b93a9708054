# SINCE: 3.8
from compat import *
from compat import make_context as make
import ssl
c = make(True)
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c = make(strict=False)
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
make(False).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO()) if HAS_BOUNDS else None
