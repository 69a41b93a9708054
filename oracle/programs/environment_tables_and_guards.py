# SINCE: 3.8
import os, ssl
# ENV: LEVEL=0|1|2
# ENV: ROLE=client|server
LEVEL = int(os.environ["LEVEL"])
IS_SERVER = os.environ.get("ROLE") == "server"
def context():
    if IS_SERVER:
        ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    else:
        ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    floors = [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2]
    ctx.minimum_version = floors[LEVEL]
    if LEVEL >= 1:
        ctx.options |= ssl.OP_NO_TLSv1_1
    return ctx
ctx = context()
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=IS_SERVER)
if LEVEL == 0 and not IS_SERVER:
    ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
if IS_SERVER:
    if LEVEL > 1:
        ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
    else:
        ctx.minimum_version = ssl.TLSVersion.TLSv1_3
        ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
