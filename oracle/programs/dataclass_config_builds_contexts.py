# SINCE: 3.8
import ssl, socket
from dataclasses import dataclass, field
from typing import Optional, List
from functools import lru_cache, reduce
import operator
@dataclass
class TLSConfig:
    minimum: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2
    maximum: Optional[ssl.TLSVersion] = None
    flags: List[int] = field(default_factory=lambda: [ssl.OP_NO_SSLv2, ssl.OP_NO_SSLv3])
    @property
    def options(self):
        return reduce(operator.or_, self.flags, 0)
    def build(self, server=False):
        ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if server else ssl.PROTOCOL_TLS_CLIENT)
        if not server:
            ctx.check_hostname = False
            ctx.verify_mode = ssl.CERT_NONE
        ctx.options |= self.options
        ctx.minimum_version = self.minimum
        if self.maximum:
            ctx.maximum_version = self.maximum
        return ctx
conf = TLSConfig(minimum=ssl.TLSVersion.TLSv1)
conf.flags.append(ssl.OP_NO_TLSv1)
conf.flags += [ssl.OP_NO_TLSv1_1]
weak = TLSConfig(ssl.TLSVersion.TLSv1, flags=[])
strong = TLSConfig()
def pair():
    return socket.socketpair()[0]
conf.build().wrap_socket(pair(), do_handshake_on_connect=False)
weak.build(server=True).wrap_socket(pair(), server_side=True, do_handshake_on_connect=False)
strong.build().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
