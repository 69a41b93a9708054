# SINCE: 3.8
import ssl, os, sys
# ENV: PROTO=TLSv1|TLSv1_2|bogus
# ENV: ROLE=client|server
name = os.environ["PROTO"]
if not hasattr(ssl.TLSVersion, name):
    sys.exit("bad protocol " + name)
role = os.environ.get("ROLE", "client").lower()
server = role == "server"
ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if server else ssl.PROTOCOL_TLS_CLIENT)
ctx.minimum_version = ssl.TLSVersion[name]
if server:
    ctx.options |= ssl.OP_NO_TLSv1_1
ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=server)
