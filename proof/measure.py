# -*- coding: utf-8 -*-
"""Measure by handshakes which TLS protocols a context can negotiate.

    negotiable(context, role)  ->  ["TLSv1.2", "TLSv1.3"]
    wrap_error(context, role)  ->  None, or the class name of what wrapping raises

`context` is an `ssl.SSLContext` or an `OpenSSL.SSL.Context`, `role` is "client"
or "server". The names are those of `SSL_get_version`, oldest first.

Each context meets peers that speak exactly one protocol each, in memory (over a
socket pair on Python 2.7). Ciphers and security level are put aside on both
sides (`ALL:@SECLEVEL=0`), and nothing is verified: measuring changes these
three settings of the context, and loads a certificate into it. Its version
settings are only read.

Runs on CPython 2.7 and 3.6 or later, with the standard library alone. The
functions of `ssl` are looked up when this module is imported, so that a
program which replaces them later is still measured with the real ones.
"""

import os
import socket
import ssl
import weakref

PROTOCOLS = ("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")
CIPHERS = "ALL:@SECLEVEL=0"
CERTIFICATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "test-only.pem")
# A handshake needs two or three turns of each side.
TURNS = 8

_NUMBERS = {"TLSv1": 0x301, "TLSv1.1": 0x302, "TLSv1.2": 0x303, "TLSv1.3": 0x304}
_NO = {"SSLv3": 0x02000000, "TLSv1": 0x04000000, "TLSv1.1": 0x10000000,
       "TLSv1.2": 0x08000000, "TLSv1.3": 0x20000000}

_Context = ssl.SSLContext
_wrap_bio = getattr(ssl.SSLContext, "wrap_bio", None)
_wrap_socket = ssl.SSLContext.wrap_socket
_set_ciphers = ssl.SSLContext.set_ciphers
_load_cert_chain = ssl.SSLContext.load_cert_chain
_MemoryBIO = getattr(ssl, "MemoryBIO", None)
_verify_mode = ssl.SSLContext.verify_mode
_check_hostname = ssl.SSLContext.check_hostname
_SSLError = ssl.SSLError
_WANTS = (ssl.SSLWantReadError, ssl.SSLWantWriteError)
_CERT_NONE = ssl.CERT_NONE
_socketpair = socket.socketpair
_socket_error = socket.error
_Socket = socket.socket
# Contexts whose certificate is loaded.
_ready = weakref.WeakKeyDictionary()
_peers = {}


def negotiable(context, role):
    """The protocols that `context` completes a handshake with in `role`."""
    library = _library(context)
    if not library.prepare(context):
        return []
    found = []
    for protocol in PROTOCOLS:
        peer = _peer(library, protocol, _other(role))
        if peer is not None and library.shake(context, peer, role) == protocol:
            found.append(protocol)
    return found


def wrap_error(context, role):
    """What wrapping `context` for `role` raises before any byte is sent."""
    library = _library(context)
    library.prepare(context)
    try:
        library.wrap_once(context, role)
    except library.error as error:
        return type(error).__name__
    return None


def measurable(context):
    """The protocols that peers of this build can speak at all."""
    library = _library(context)
    return [name for name in PROTOCOLS if _peer(library, name, "server") is not None]


def _other(role):
    if role not in ("client", "server"):
        raise ValueError("role is %r, not 'client' or 'server'" % (role,))
    return "server" if role == "client" else "client"


def _library(context):
    return _Stdlib if isinstance(context, _Context) else _pyopenssl()


def _peer(library, protocol, role):
    """A context that speaks `protocol` only; None if this build cannot."""
    key = (library, protocol, role)
    if key not in _peers:
        pair = {}
        for side in ("client", "server"):
            pair[side] = library.one_version(protocol)
            library.prepare(pair[side])
        works = library.shake(pair["client"], pair["server"], "client") == protocol
        for side in pair:
            _peers[library, protocol, side] = pair[side] if works else None
    return _peers[key]


class _Stdlib(object):
    """Contexts of the standard library."""

    error = _SSLError

    @staticmethod
    def one_version(protocol):
        fixed = getattr(ssl, "PROTOCOL_" + protocol.replace(".", "_"), None)
        if fixed is not None:
            return _Context(fixed)
        context = _Context(ssl.PROTOCOL_SSLv23)
        if hasattr(context, "minimum_version"):
            context.minimum_version = context.maximum_version = _NUMBERS[protocol]
        else:
            for name in _NO:
                if name != protocol:
                    context.options |= _NO[name]
        return context

    @staticmethod
    def prepare(context):
        _check_hostname.__set__(context, False)
        _verify_mode.__set__(context, _CERT_NONE)
        _set_ciphers(context, CIPHERS)
        if context not in _ready:
            _load_cert_chain(context, CERTIFICATE)
            _ready[context] = True
        return True

    @classmethod
    def wrap_once(cls, context, role):
        if _wrap_bio is None:
            cls._over_sockets([(context, role)])
        else:
            _wrap_bio(context, _MemoryBIO(), _MemoryBIO(), server_side=role == "server")

    @classmethod
    def shake(cls, context, peer, role):
        sides = [(context, role), (peer, _other(role))]
        try:
            if _wrap_bio is None:
                return cls._over_sockets(sides)
            pipes = _MemoryBIO(), _MemoryBIO()
            ends = [
                _wrap_bio(sides[0][0], pipes[0], pipes[1], server_side=role == "server"),
                _wrap_bio(sides[1][0], pipes[1], pipes[0], server_side=role == "client"),
            ]
        except _SSLError:
            return None
        return cls._turns(ends)

    @classmethod
    def _over_sockets(cls, sides):
        raw = [_as_socket(end) for end in _socketpair()]
        ends = []
        try:
            for (context, role), end in zip(sides, raw):
                end.setblocking(False)
                ends.append(_wrap_socket(
                    context, end, server_side=role == "server", do_handshake_on_connect=False))
            return cls._turns(ends) if len(ends) == 2 else None
        finally:
            for end in ends:
                end.close()
            for end in raw:
                end.close()

    @staticmethod
    def _turns(ends):
        done = [False, False]
        for _ in range(TURNS):
            for index, end in enumerate(ends):
                if not done[index]:
                    try:
                        end.do_handshake()
                        done[index] = True
                    except _WANTS:
                        pass
                    except (_SSLError, _socket_error):
                        return None
            if all(done):
                versions = [end.version() for end in ends]
                return versions[0] if versions[0] == versions[1] else None
        return None


def _as_socket(end):
    """Python 2.7's pairs are bare: `wrap_socket` wants the class around them."""
    return end if hasattr(end, "_sock") or bytes is not str else _Socket(_sock=end)


_pyopenssl_class = []


def _pyopenssl():
    """The class for contexts of pyOpenSSL, made when the first one comes."""
    if not _pyopenssl_class:
        _pyopenssl_class.append(_make_pyopenssl())
    return _pyopenssl_class[0]


def _make_pyopenssl():
    from OpenSSL import SSL, crypto

    with open(CERTIFICATE) as file:
        pem = file.read().encode("ascii")
    key = crypto.load_privatekey(crypto.FILETYPE_PEM, pem)
    certificate = crypto.load_certificate(crypto.FILETYPE_PEM, pem)
    connection = SSL.Connection

    class PyOpenSsl(object):
        """Contexts of pyOpenSSL."""

        error = SSL.Error

        @staticmethod
        def one_version(protocol):
            context = SSL.Context(SSL.SSLv23_METHOD)
            if hasattr(context, "set_min_proto_version"):
                context.set_min_proto_version(_NUMBERS[protocol])
                context.set_max_proto_version(_NUMBERS[protocol])
            else:
                for name in _NO:
                    if name != protocol:
                        context.set_options(_NO[name])
            return context

        @staticmethod
        def prepare(context):
            # Newer pyOpenSSL refuses changes once a connection exists.
            if context not in _ready:
                context.set_cipher_list(CIPHERS.encode("ascii"))
                context.set_verify(SSL.VERIFY_NONE, lambda *_: True)
                context.use_privatekey(key)
                context.use_certificate(certificate)
                _ready[context] = True
            return True

        @staticmethod
        def wrap_once(context, role):
            end = connection(context, None)
            (end.set_connect_state if role == "client" else end.set_accept_state)()
            return end

        @classmethod
        def shake(cls, context, peer, role):
            try:
                ends = [cls.wrap_once(context, role), cls.wrap_once(peer, _other(role))]
            except SSL.Error:
                return None
            done = [False, False]
            for _ in range(TURNS):
                for index, end in enumerate(ends):
                    if not done[index]:
                        try:
                            end.do_handshake()
                            done[index] = True
                        except SSL.WantReadError:
                            pass
                        except SSL.Error:
                            return None
                    cls._flush(end, ends[1 - index])
                if all(done):
                    versions = [end.get_protocol_version_name() for end in ends]
                    return versions[0] if versions[0] == versions[1] else None
            return None

        @staticmethod
        def _flush(source, target):
            try:
                while True:
                    target.bio_write(source.bio_read(65536))
            except SSL.WantReadError:
                pass

    return PyOpenSsl
