# ENV: OLD=1|0|<unset>
# For all Pythons.
from __future__ import print_function
import ssl, socket, os, functools, sys
PROTOCOLS = dict((n, getattr(ssl, n)) for n in ("PROTOCOL_SSLv23", "PROTOCOL_TLSv1", "PROTOCOL_TLSv1_2") if hasattr(ssl, n))
class Base(object):
    version = ssl.PROTOCOL_SSLv23
    off = ssl.OP_NO_TLSv1
    def __init__(self, **kw):
        for k in sorted(kw):
            setattr(self, k, kw[k])
    def context(self):
        c = ssl.SSLContext(self.version)
        c.options |= self.off
        return c
    def open(self):
        return self.context().wrap_socket(socket.socket())
class Fixed(Base):
    version = PROTOCOLS["PROTOCOL_TLSv1"]
class Mixed(Fixed, Base):
    def context(self):
        c = super(Mixed, self).context()
        c.options |= ssl.OP_NO_TLSv1_1
        return c
Base().open()
Fixed(off=0).open()
Mixed(version=ssl.PROTOCOL_SSLv23).open()
if os.environ.get("OLD") == "1":
    v = ssl.PROTOCOL_TLSv1
else:
    v = ssl.PROTOCOL_SSLv23
ssl.SSLContext(v).wrap_socket(socket.socket())
if hasattr(ssl, "wrap_socket"):
    ssl.wrap_socket(socket.socket())
    ssl.wrap_socket(socket.socket(), ssl_version=v)
    ssl.wrap_socket(socket.socket(), None, "x", True, ssl.CERT_NONE, ssl.PROTOCOL_TLSv1_2)
    class S(object):
        kw = {"ssl_version": ssl.PROTOCOL_TLSv1}
        def go(self, **over):
            d = dict(self.kw)
            d.update(over)
            return ssl.wrap_socket(socket.socket(), **d)
    S().go()
    S().go(ssl_version=ssl.PROTOCOL_SSLv23)
    S().go(server_side=True, certfile="c")
    old = ssl.wrap_socket
    @functools.wraps(old)
    def wrap(*a, **k):
        k["ssl_version"] = ssl.PROTOCOL_TLSv1_2
        return old(*a, **k)
    ssl.wrap_socket = wrap
    ssl.wrap_socket(socket.socket())
    ssl.wrap_socket = functools.partial(old, ssl_version=ssl.PROTOCOL_TLSv1)
    ssl.wrap_socket(socket.socket())
    ssl.wrap_socket = old
c = ssl.create_default_context()
c.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
c.check_hostname = False
c.wrap_socket(socket.socket())
c.options &= ~ssl.OP_NO_TLSv1
c.wrap_socket(socket.socket())
c.options = ssl.OP_ALL
c.wrap_socket(socket.socket())
for i in range(3):
    c.options |= (0, ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1)[i]
    c.wrap_socket(socket.socket())
d = ssl._create_unverified_context()
d.wrap_socket(socket.socket())
if sys.version_info[0] == 2:
    d.options |= ssl.OP_NO_TLSv1
else:
    d.options |= ssl.OP_NO_TLSv1_1
d.wrap_socket(socket.socket())
try:
    unicode
except NameError:
    text = str
else:
    text = unicode
name = text("OP_NO_TLSv1_1")
d.options |= getattr(ssl, name)
d.wrap_socket(socket.socket())
e = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
opts = reduce(lambda a, b: a | b, [ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1]) if sys.version_info[0] == 2 else functools.reduce(lambda a, b: a | b, [ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_2])
e.options |= opts
e.wrap_socket(socket.socket())
