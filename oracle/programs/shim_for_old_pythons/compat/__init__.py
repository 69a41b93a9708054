import sys
try:
    import ssl
    from ssl import TLSVersion
except ImportError:
    TLSVersion = None
try:
    import nonexistent_backport as _backport
except ImportError:
    _backport = None
if sys.version_info >= (3, 7):
    from ._new import make_context
else:
    from ._old import make_context
HAS_BOUNDS = TLSVersion is not None and hasattr(ssl.SSLContext, "minimum_version")
_private = 1
