# SINCE: 3.8
import ssl, logging
log = logging.getLogger(__name__)
DEFAULTS = {"client": {"minimum_version": ssl.TLSVersion.TLSv1_2}, "server": {"minimum_version": ssl.TLSVersion.TLSv1, "options": ssl.OP_ALL | ssl.OP_NO_TLSv1}}
def apply(ctx, kind, **overrides):
    merged = {**DEFAULTS[kind], **overrides}
    for key in sorted(merged):
        if key == "options":
            ctx.options |= merged[key]
        else:
            setattr(ctx, key, merged[key])
        log.debug("set %s to %r", key, merged[key])
    return ctx
client = apply(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), "client")
server = apply(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), "server", maximum_version=ssl.TLSVersion.TLSv1_2)
client.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
server.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
extra = dict(DEFAULTS["client"])
extra.update({"minimum_version": ssl.TLSVersion.TLSv1_1})
apply(client, "client", **extra).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
DEFAULTS["client"].pop("minimum_version")
apply(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), "client").wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
