# SINCE: 3.8
import ssl, os
# ENV: A=1|0|<unset>
# ENV: B=x|y
a = os.environ.get("A")
flag = bool(int(a)) if a is not None else False
kw = {}
if flag:
    kw["minimum_version"] = ssl.TLSVersion.TLSv1
if os.environ["B"] == "x":
    kw.setdefault("minimum_version", ssl.TLSVersion.TLSv1_1)
    kw["maximum_version"] = ssl.TLSVersion.TLSv1_2
def make(minimum_version=ssl.TLSVersion.TLSv1_3, maximum_version=None):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if maximum_version is None:
        maximum_version = ssl.TLSVersion.TLSv1_3
    c.maximum_version = maximum_version
    c.minimum_version = minimum_version
    return c
make(**kw).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
if flag and os.environ["B"] != "x":
    make(**kw).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
mode = "strict" if a == "1" else "lax" if a == "0" else None
table = {"strict": ssl.TLSVersion.TLSv1_3, "lax": ssl.TLSVersion.TLSv1, None: ssl.TLSVersion.TLSv1_2}
c = make(table[mode])
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
if a != "0":
    c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
