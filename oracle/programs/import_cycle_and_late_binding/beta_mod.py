import alpha_mod
import ssl
VERSION = ssl.TLSVersion.TLSv1
def through(f, **kwargs):
    kwargs.setdefault("version", alpha_mod.DEFAULT)
    return f(**kwargs)
