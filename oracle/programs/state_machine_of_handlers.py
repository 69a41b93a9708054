# SINCE: 3.8
import ssl
class Machine:
    def __init__(self):
        self.state = "start"
        self.ctx = None
        self.log = []
    def on_start(self):
        self.ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.state = "configure"
    def on_configure(self):
        self.ctx.minimum_version = ssl.TLSVersion.TLSv1
        self.state = "harden" if len(self.log) < 3 else "done"
    def on_harden(self):
        self.ctx.options |= ssl.OP_NO_TLSv1
        self.state = "connect"
    def on_connect(self):
        self.ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
        self.state = "done"
    def run(self):
        while self.state != "done":
            self.log.append(self.state)
            getattr(self, "on_" + self.state)()
        return self
m = Machine().run()
m.ctx.maximum_version = ssl.TLSVersion.TLSv1_2
m.ctx.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
