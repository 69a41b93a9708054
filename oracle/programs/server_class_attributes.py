# SINCE: 3.8
import ssl, socket
class Server:
    versions = (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_2)
    def __init__(self, **options):
        self.__dict__.update(options)
        self.ctx = self._make()
    def _make(self):
        ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ctx.minimum_version, ctx.maximum_version = self.versions
        return ctx
    def accept(self):
        a, b = socket.socketpair()
        return self.ctx.wrap_socket(a, server_side=True, do_handshake_on_connect=False)
    def __repr__(self):
        return "<%s %s>" % (type(self).__name__, self.versions)
Server().accept()
Server(versions=(ssl.TLSVersion.TLSv1_1,) * 2).accept()
class Sub(Server):
    versions = Server.versions[::-1][:1] * 2
s = Sub()
s.accept()
s.ctx.minimum_version = 769
s.accept()
Server.versions = (ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_3)
Server().accept()
Sub().accept()
