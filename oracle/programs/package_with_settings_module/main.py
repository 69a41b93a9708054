# SINCE: 3.8
from pkg import Client, settings
from pkg.sub import *
from pkg.sub import tweak as _t
import pkg.server
settings.FLOOR = LOW
Client("h").open()
_t(settings)
Client("h").open()
pkg.server.serve()
