import ssl
from . import settings as conf
class Client:
    def __init__(self, host, *, context=None):
        self.host = host
        self._context = context
    @property
    def context(self):
        if self._context is None:
            self._context = ssl.create_default_context()
            self._context.minimum_version = conf.FLOOR
            self._context.options |= conf.OPTIONS
        return self._context
    def open(self):
        return self.context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname=self.host)
