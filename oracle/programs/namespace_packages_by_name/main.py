# SINCE: 3.8
import ns.one.conf
from ns.two import conf as two
import socket, ssl
import importlib
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
c.minimum_version = ns.one.conf.V
c.wrap_socket(socket.socket(), server_hostname="h")
c.minimum_version = two.V
c.wrap_socket(socket.socket(), server_hostname="h")
for which in ("one", "two"):
    m = importlib.import_module("ns.%s.conf" % which)
    c.minimum_version = m.V
    c.wrap_socket(socket.socket(), server_hostname="h")
m = importlib.import_module(".conf", package="ns.one")
c.minimum_version = m.V
c.wrap_socket(socket.socket(), server_hostname="h")
m = __import__("ns.two.conf", fromlist=["V"])
c.minimum_version = m.V
c.wrap_socket(socket.socket(), server_hostname="h")
m = __import__("ns.two.conf")
c.minimum_version = m.one.conf.V
c.wrap_socket(socket.socket(), server_hostname="h")
