from . import settings
from .client import Client
__all__ = ["Client", "settings"]
