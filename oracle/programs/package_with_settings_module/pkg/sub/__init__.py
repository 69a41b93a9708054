import ssl as _ssl
from .tweaks import tweak
LOW = _ssl.TLSVersion.TLSv1
HIGH = _ssl.TLSVersion.TLSv1_3
__all__ = ["LOW", "HIGH"]
