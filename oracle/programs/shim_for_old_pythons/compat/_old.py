import ssl
def make_context(strict):
    ctx = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
    if strict:
        ctx.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
    return ctx
