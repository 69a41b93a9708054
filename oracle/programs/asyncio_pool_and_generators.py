# SINCE: 3.8
import ssl, asyncio
class Pool:
    _instances = {}
    def __new__(cls, name):
        if name not in cls._instances:
            self = super().__new__(cls)
            self.context = None
            cls._instances[name] = self
        return cls._instances[name]
    async def prepare(self, version):
        await asyncio.sleep(0)
        self.context = ssl.create_default_context()
        self.context.minimum_version = version
    async def __aenter__(self):
        await self.prepare(ssl.TLSVersion.TLSv1_1)
        return self.context
    async def __aexit__(self, *exc):
        self.context = None
async def contexts(n):
    for i in range(n):
        c = ssl.create_default_context()
        c.minimum_version = [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_3][i]
        yield c
async def main():
    async with Pool("a") as ctx:
        ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
    async for c in contexts(2):
        c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
    cs = [c async for c in contexts(2)]
    cs[1].wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
    r = await asyncio.gather(make(770), make(771))
    r[0].wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
async def make(v):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.minimum_version = v
    return c
if __name__ == "__main__":
    asyncio.run(main())
