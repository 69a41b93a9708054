# SINCE: 3.8
import importlib
from plugins import load, REGISTRY
for name in ("legacy", "modern"):
    load(name)
for name, make in sorted(REGISTRY.items()):
    make().wrap_bio(__import__("ssl").MemoryBIO(), __import__("ssl").MemoryBIO())
module = importlib.import_module("plugins.modern")
ctx = module.make()
ctx.minimum_version = module.FLOOR - 1
import ssl
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
REGISTRY["legacy"]().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
