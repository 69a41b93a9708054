import ssl
def make_context(strict):
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ctx.minimum_version = ssl.TLSVersion.TLSv1_2 if strict else ssl.TLSVersion.TLSv1
    return ctx
