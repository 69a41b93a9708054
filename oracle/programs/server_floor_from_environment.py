# SINCE: 3.8
import ssl, os
# ENV: TLS=1.0|1.1|1.2|<unset>
# ENV: STRICT=yes|no
VERSIONS = {
    "1.0": ssl.TLSVersion.TLSv1,
    "1.1": ssl.TLSVersion.TLSv1_1,
    "1.2": ssl.TLSVersion.TLSv1_2,
}
strict = os.getenv("STRICT") == "yes"
c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
c.minimum_version = VERSIONS.get(os.environ.get("TLS", "1.2"), ssl.TLSVersion.TLSv1_3)
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
if strict:
    c.minimum_version = max(c.minimum_version, ssl.TLSVersion.TLSv1_2)
if not strict:
    c.options |= ssl.OP_NO_TLSv1
c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
if strict:
    c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), True)
