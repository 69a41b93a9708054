import ssl
from plugins import register
FLOOR = ssl.TLSVersion.TLSv1_3
@register("modern")
def make():
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.minimum_version = FLOOR
    return c
