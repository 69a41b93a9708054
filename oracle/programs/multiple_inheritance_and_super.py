# SINCE: 3.8
import ssl
class Root:
    def configure(self, ctx):
        ctx.minimum_version = ssl.TLSVersion.TLSv1
class NoTen(Root):
    def configure(self, ctx):
        super().configure(ctx)
        ctx.options |= ssl.OP_NO_TLSv1
class NoEleven(Root):
    def configure(self, ctx):
        super().configure(ctx)
        ctx.options |= ssl.OP_NO_TLSv1_1
class Both(NoTen, NoEleven):
    pass
class Reset(NoEleven):
    def configure(self, ctx):
        super(NoEleven, self).configure(ctx)
class Mixed(Both, Reset):
    def configure(self, ctx):
        super().configure(ctx)
        ctx.maximum_version = self.ceiling
    @property
    def ceiling(self):
        return ssl.TLSVersion.TLSv1_2
def run(cls):
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    cls().configure(ctx)
    return ctx
for kind in (Root, NoTen):
    run(kind).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
run(Both).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
run(Reset).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
run(Mixed).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
