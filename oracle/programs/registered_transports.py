# SINCE: 3.8
import ssl, abc, typing
class Transport(abc.ABC):
    registry: typing.ClassVar[dict] = {}
    def __init_subclass__(cls, /, scheme=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if scheme:
            Transport.registry[scheme] = cls
    @abc.abstractmethod
    def context(self) -> ssl.SSLContext: ...
    def connect(self):
        return self.context().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
    @classmethod
    def for_url(cls, url):
        return cls.registry[url.split("://")[0]]()
class Legacy(Transport, scheme="legacy"):
    def context(self):
        c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        c.minimum_version = ssl.TLSVersion.TLSv1
        return c
class Modern(Transport, scheme="modern"):
    def context(self):
        c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        c.minimum_version = ssl.TLSVersion.TLSv1_3
        return c
    def connect(self):
        ctx = self.context()
        return ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
Transport.for_url("modern://x").connect()
Transport.for_url("legacy://x").connect()
