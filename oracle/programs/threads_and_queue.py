# SINCE: 3.8
import ssl, threading, queue
from concurrent.futures import ThreadPoolExecutor
ctx = ssl.create_default_context()
def lower():
    ctx.minimum_version = ssl.TLSVersion.TLSv1
t = threading.Thread(target=lower)
t.start()
t.join()
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
class Worker(threading.Thread):
    def __init__(self, c):
        super().__init__()
        self.c = c
    def run(self):
        self.c.minimum_version = ssl.TLSVersion.TLSv1_3
        self.c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
w = Worker(ctx); w.start(); w.join()
with ThreadPoolExecutor(1) as pool:
    f = pool.submit(lambda v: setattr(ctx, "minimum_version", v), 770)
    f.result()
    list(pool.map(lambda n: ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO()), [1]))
q = queue.Queue()
q.put(ssl.TLSVersion.TLSv1_2)
ctx.minimum_version = q.get()
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
