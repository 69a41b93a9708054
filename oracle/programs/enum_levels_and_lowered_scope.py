# SINCE: 3.8
import ssl
from contextlib import contextmanager, ExitStack
from enum import Enum, IntEnum, auto
class Level(Enum):
    LEGACY = ("legacy", ssl.TLSVersion.TLSv1)
    INTERMEDIATE = ("intermediate", ssl.TLSVersion.TLSv1_2)
    MODERN = ("modern", ssl.TLSVersion.TLSv1_3)
    def __init__(self, label, version):
        self.label = label
        self.version = version
    @classmethod
    def from_label(cls, label):
        for member in cls:
            if member.label == label:
                return member
        raise ValueError(label)
@contextmanager
def lowered(ctx, version):
    before = ctx.minimum_version
    ctx.minimum_version = version
    try:
        yield ctx
    finally:
        ctx.minimum_version = before
ctx = ssl.create_default_context()
ctx.minimum_version = Level.from_label("modern").version
with lowered(ctx, Level["LEGACY"].version) as c:
    c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
with ExitStack() as stack:
    c2 = stack.enter_context(lowered(ctx, Level.INTERMEDIATE.version))
    c2.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
