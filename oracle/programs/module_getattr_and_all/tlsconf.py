import ssl
__all__ = ["FLOOR"]
__all__ += ["OTHER"]
FLOOR = ssl.TLSVersion.TLSv1_3
OTHER = 1
HIDDEN = 2
def __getattr__(name):
    if name == "LEGACY_FLOOR":
        return ssl.TLSVersion.TLSv1
    raise AttributeError(name)
