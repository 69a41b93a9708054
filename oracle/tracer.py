"""Records the connections that a program opens, without opening any.

Runs inside the judged interpreter (CPython 2.7, 3.6 and later), in a process
of its own for each program. What a program can see of ``ssl`` and ``socket``
stays as it is, with these exceptions: sockets lead to the other end of a
socket pair, no handshake takes place, and no certificate file is read.
"""
import os
import socket
import ssl
import sys
import threading

from settings import settings_of

# The other ends of the sockets that programs were given: kept open, so that
# the program's end does not look closed.
_KEPT = []


class Tracer(object):
    """The record of one run of one program."""

    def __init__(self, root):
        self.root = os.path.join(os.path.realpath(root), "")
        self.opened = []
        # Library code that calls other traced functions is one connection.
        self._inside = threading.local()

    def install(self):
        """Puts the recording functions in place."""
        _make_sockets_harmless()
        self._trace_method("wrap_socket", 1)
        if hasattr(ssl.SSLContext, "wrap_bio"):
            self._trace_method("wrap_bio", 2)
        if hasattr(ssl, "wrap_socket"):
            self._trace_function()
        if importable("OpenSSL"):
            import pyopenssl_tracer
            pyopenssl_tracer.install(self)

    def caller(self):
        """Where the innermost frame of the program stands, or None."""
        frame = sys._getframe(1)
        while frame is not None:
            path = os.path.realpath(frame.f_code.co_filename)
            if path.startswith(self.root):
                return {
                    "path": path[len(self.root):],
                    "line": frame.f_lineno,
                    "span": _span(frame),
                }
            frame = frame.f_back
        return None

    def record(self, where, api, role, settings):
        """Notes one connection; returns the record, which may be completed."""
        event = dict(where, api=api, role=role, settings=settings)
        self.opened.append(event)
        return event

    def complete(self, event, **facts):
        """Adds to a record what is known later than it was made."""
        event.update(facts)

    def outermost(self, run):
        """Calls ``run``; says whether no traced call was under way already."""
        outer = not getattr(self._inside, "busy", False)
        self._inside.busy = True
        try:
            return outer, run()
        finally:
            if outer:
                self._inside.busy = False

    def _trace_method(self, name, n_ends):
        """``context.wrap_socket(sock, ...)`` or ``context.wrap_bio(in, out, ...)``."""
        original = getattr(ssl.SSLContext, name)
        tracer = self

        def traced(context, *args, **kwargs):
            where = tracer.caller()
            role = _role(args[n_ends:], kwargs)
            if name == "wrap_socket":
                args, kwargs = _without_handshake(args, kwargs)
            # What raises opens nothing: it is recorded after the fact. The
            # call itself changes no setting of the context.
            outer, result = tracer.outermost(
                lambda: original(context, *args, **kwargs))
            if outer and where:
                tracer.record(where, name, role, settings_of(context))
            return result

        traced.__name__ = name
        setattr(ssl.SSLContext, name, traced)

    def _trace_function(self):
        """``ssl.wrap_socket(sock, ...)``, up to Python 3.11."""
        original = ssl.wrap_socket
        tracer = self

        def wrap_socket(*args, **kwargs):
            where = tracer.caller()
            # sock, keyfile, certfile, server_side
            role = _role(args[3:], kwargs)
            if len(args) < 8:
                kwargs = dict(kwargs, do_handshake_on_connect=False)
            outer, result = tracer.outermost(lambda: original(*args, **kwargs))
            if outer and where:
                context = getattr(result, "context", None) or result._context
                tracer.record(where, "ssl.wrap_socket", role,
                              settings_of(context))
            return result

        ssl.wrap_socket = wrap_socket


def importable(name):
    """Imports a module, if there is one that works."""
    try:
        __import__(name)
    except Exception:  # A broken installation is as good as none.
        return False
    return True


def _role(after_ends, kwargs):
    """The side, from the arguments that follow the socket or the buffers."""
    server = after_ends[0] if after_ends else kwargs.get("server_side", False)
    return "server" if server else "client"


def _without_handshake(args, kwargs):
    """The arguments of wrap_socket (socket first) with the handshake off."""
    if len(args) > 2:
        return args[:2] + (False,) + args[3:], kwargs
    return args, dict(kwargs, do_handshake_on_connect=False)


def _span(frame):
    """The range of the call under way as (line, end line, column, end column),
    columns in UTF-8 bytes from 0; None before Python 3.11."""
    code = frame.f_code
    if not hasattr(code, "co_positions"):
        return None
    for index, position in enumerate(code.co_positions()):
        if index == frame.f_lasti // 2:
            return None if None in position else list(position)
    return None


def _nothing(*_args, **_kwargs):
    return None


def _make_sockets_harmless():
    """No network, no handshake, no file."""
    def pair():
        ends = socket.socketpair()
        if sys.version_info < (3,):
            # There the ends are raw sockets, which ssl cannot wrap.
            ends = [socket.socket(_sock=end) for end in ends]
        _KEPT.append(ends[1])
        return ends[0]

    socket.create_connection = lambda *_args, **_kwargs: pair()
    for name in ("connect", "bind", "listen"):
        setattr(socket.socket, name, _nothing)
    socket.socket.accept = lambda _self: (pair(), ("127.0.0.1", 50000))
    for wrapped in (ssl.SSLSocket, getattr(ssl, "SSLObject", None)):
        for name in ("connect", "do_handshake", "accept"):
            if name in getattr(wrapped, "__dict__", ()):
                setattr(wrapped, name, _nothing)
    # SSLContext inherits these from C; an attribute of the class hides them.
    # Reading the system's certificates takes longer than the whole program.
    for name in ("load_cert_chain", "load_verify_locations", "load_default_certs",
                 "set_default_verify_paths"):
        setattr(ssl.SSLContext, name, _nothing)
