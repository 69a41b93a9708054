# SINCE: 3.8
import ssl
from tlsconf import *
import tlsconf
c = ssl.create_default_context()
c.minimum_version = FLOOR
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
c.minimum_version = tlsconf.LEGACY_FLOOR
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
try:
    HIDDEN
except NameError:
    c.minimum_version = ssl.TLSVersion.TLSv1_1
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
