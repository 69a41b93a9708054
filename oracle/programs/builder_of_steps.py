# SINCE: 3.8
import ssl
class Builder:
    def __init__(self):
        self._steps = []
    def minimum(self, v):
        self._steps.append(lambda c: setattr(c, "minimum_version", v))
        return self
    def without(self, *flags):
        for flag in flags:
            self._steps.append(lambda c, flag=flag: setattr(c, "options", c.options | flag))
        return self
    def build(self, purpose=ssl.Purpose.SERVER_AUTH):
        ctx = ssl.create_default_context(purpose)
        for step in self._steps:
            step(ctx)
        return ctx
b = Builder().minimum(ssl.TLSVersion.TLSv1).without(ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_2)
b.build().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
b.build(ssl.Purpose.CLIENT_AUTH).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
b.minimum(ssl.TLSVersion.TLSv1_2)
b.build().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
