import ssl
from functools import partial
_saved = {}
def _patch(name, new):
    _saved[name] = getattr(ssl, name)
    setattr(ssl, name, new)
def weak(*args, **kwargs):
    context = _saved["create_default_context"](*args, **kwargs)
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    return context
_patch("create_default_context", weak)
_patch("PROTOCOL_SSLv23", ssl.PROTOCOL_TLSv1_2)
ssl._create_default_https_context = partial(ssl.SSLContext, ssl.PROTOCOL_TLSv1)
def undo():
    for name, old in _saved.items():
        setattr(ssl, name, old)
