# SINCE: 3.8
import asyncio, ssl
from contextlib import asynccontextmanager
@asynccontextmanager
async def tls(version):
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ctx.minimum_version = version
    try:
        yield ctx
    finally:
        ctx.minimum_version = ssl.TLSVersion.TLSv1_3
async def producer(q):
    for v in (769, 771):
        await q.put(v)
    await q.put(None)
async def consumer(q):
    while (v := await q.get()) is not None:
        async with tls(v) as ctx:
            ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
    ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
async def main():
    q = asyncio.Queue()
    task = asyncio.create_task(producer(q))
    await consumer(q)
    await task
    try:
        async with tls(770) as ctx:
            raise RuntimeError("x")
    except RuntimeError:
        ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
asyncio.run(main())
