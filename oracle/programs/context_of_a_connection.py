# SINCE: 3.7
# ENV: LEGACY=1|0|<unset>
"""Connections lead back to their context, and classes give its settings."""
import os
import socket
import ssl

LOW = ssl.TLSVersion.TLSv1_1


class Settings:
    minimum = ssl.TLSVersion.TLSv1

    def __init__(self):
        self.maximum = ssl.TLSVersion.TLSv1_2


class Bounded(ssl.SSLContext):
    floor = ssl.SSLContext.minimum_version

    @property
    def maximum_version(self):
        return super().maximum_version

    @maximum_version.setter
    def maximum_version(self, value):
        ceiling = min(value, ssl.TLSVersion.TLSv1_2)
        super(Bounded, Bounded).maximum_version.__set__(self, ceiling)


def pick():
    if os.environ.get("LEGACY") == "1":
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return Bounded(ssl.PROTOCOL_TLS_CLIENT)


context = pick()
object.__setattr__(context, "minimum_version", LOW)
ssl.SSLContext.wrap_socket(context, socket.socket(), server_hostname="a")

first = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
connection = first.wrap_socket(socket.socket(), server_hostname="b")
connection.context.minimum_version = LOW
connection.context.wrap_socket(socket.socket(), server_hostname="b")
first.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="b")

second = Bounded(ssl.PROTOCOL_TLS_CLIENT)
second.maximum_version = ssl.TLSVersion.MAXIMUM_SUPPORTED
Bounded.minimum_version.__set__(second, LOW)
second.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="c")
second.floor = ssl.TLSVersion.TLSv1
Bounded.wrap_bio(second, ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="c")

third = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
settings = Settings()
for name in dir(settings):
    if not name.startswith("_"):
        setattr(third, name + "_version", getattr(settings, name))
third.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="d")
