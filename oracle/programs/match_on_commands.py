# SINCE: 3.10
import ssl
ctx = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
def handler(command):
    match command:
        case {"floor": str(name), **rest}:
            return ssl.TLSVersion[name]
        case ["floor", int(n)] | ("floor", int(n), _):
            return ssl.TLSVersion(n)
        case ssl.TLSVersion() as v if v >= ssl.TLSVersion.TLSv1_2:
            return v
        case _:
            return ssl.TLSVersion.TLSv1
for cmd in [{"floor": "TLSv1_1", "x": 1}]:
    ctx.minimum_version = handler(cmd)
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
ctx.minimum_version = handler(("floor", 772))
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
ctx.minimum_version = handler(ssl.TLSVersion.TLSv1_2)
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
ctx.minimum_version = handler(None)
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
if (v := handler(ssl.TLSVersion.TLSv1_3)) > ssl.TLSVersion.TLSv1_2:
    ctx.minimum_version = v
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
