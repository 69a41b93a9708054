# SINCE: 3.8
import ssl, socket
# ENV: MODE=old|new|<unset>
import os
class Settings(dict):
    def __missing__(self, key):
        return None
def load(env=os.environ):
    s = Settings(cafile=None, min=ssl.TLSVersion.TLSv1_2)
    if env.get("MODE") == "old":
        s["min"] = ssl.TLSVersion.TLSv1
    return s
def make(settings):
    ctx = ssl.create_default_context(cafile=settings["cafile"])
    ctx.check_hostname = False
    ctx.verify_mode = ssl.CERT_NONE
    if settings["min"] is not None:
        ctx.minimum_version = settings["min"]
    if settings["max"] is not None:
        ctx.maximum_version = settings["max"]
    return ctx
a, b = socket.socketpair()
make(load()).wrap_socket(a, do_handshake_on_connect=False)
