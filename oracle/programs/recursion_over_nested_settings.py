# SINCE: 3.8
import ssl
CONFIG = {"name": "svc", "tls": {"client": {"minimum_version": 769, "children": [{"options": int(ssl.OP_NO_TLSv1)}, {"options": int(ssl.OP_NO_TLSv1_1)}]}}}
def find(tree, key):
    if isinstance(tree, dict):
        for k, v in tree.items():
            if k == key:
                yield v
            else:
                yield from find(v, key)
    elif isinstance(tree, (list, tuple)):
        for item in tree:
            yield from find(item, key)
ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
ctx.minimum_version = next(find(CONFIG, "minimum_version"))
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
for value in find(CONFIG, "options"):
    ctx.options |= value
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
def depth(n):
    return 769 if n == 0 else depth(n - 1) + 1
ctx.options = 0
ctx.minimum_version = depth(2)
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
