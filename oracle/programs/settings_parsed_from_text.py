# SINCE: 3.8
import ssl
import re
spec = "client:min=TLSv1_1;max=TLSv1_2;no=TLSv1_3"
kind, _, rest = spec.partition(":")
opts = dict(item.split("=", 1) for item in rest.split(";"))
ctx = getattr(ssl, "SSLContext")(getattr(ssl, "PROTOCOL_TLS_" + kind.upper()))
ctx.minimum_version = ssl.TLSVersion[opts["min"]]
ctx.maximum_version = vars(ssl.TLSVersion)[opts["max"]] if False else ssl.TLSVersion.__members__[opts["max"]]
ctx.options |= getattr(ssl, f"OP_NO_{opts['no']}")
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
version = "1.{}".format(2)
attr = "TLSv" + version.replace(".", "_")
ctx.maximum_version = ssl.TLSVersion.MAXIMUM_SUPPORTED
ctx.minimum_version = getattr(ssl.TLSVersion, attr)
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
names = [n for n in dir(ssl.TLSVersion) if n.startswith("TLSv1_")]
ctx.minimum_version = getattr(ssl.TLSVersion, sorted(names)[0])
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
ctx.minimum_version = {v.name: v for v in ssl.TLSVersion}["TLSv1"]
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
