"""What can a context negotiate? Asked of OpenSSL itself, by handshakes.

Runs inside the judged interpreter (CPython 2.7, 3.6 and later). Ciphers and
the security level are put aside on both sides (``ALL:@SECLEVEL=0``), so that
only method, bounds and flags count. One peer per protocol is enough: a peer
that speaks several reaches no protocol that its one-version twins do not.
"""
import os
import socket
import ssl
import warnings

# The names that OpenSSL's SSL_get_version writes, oldest first, each with the
# OP_NO_* bits that leave it alone on a negotiating method.
PROTOCOLS = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
OP_NO = [0x04000000, 0x10000000, 0x08000000, 0x20000000]
EVERY_CIPHER = "ALL:@SECLEVEL=0"

CERTIFICATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer.pem")

# Messages of a TLS 1.3 handshake, plus slack. A handshake that has not ended
# by then never will.
MAX_FLIGHTS = 12


def new_context(protocol):
    """An SSLContext, without the deprecation warning of its protocol."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ssl.SSLContext(protocol)


def settings_of(context):
    """The version settings of a context, as plain values."""
    settings = {
        "engine": "ssl",
        "protocol": int(context.protocol),
        "options": int(context.options),
    }
    for bound in ("minimum_version", "maximum_version"):
        if hasattr(ssl, "TLSVersion"):
            settings[bound] = int(getattr(context, bound))
    return settings


def context_from(settings):
    """A new context with these settings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = ssl.SSLContext(settings["protocol"])
        fixed = settings["protocol"] in (3, 4, 5)
        for bound in ("minimum_version", "maximum_version"):
            # A fixed method refuses bounds, and reads back none.
            if bound in settings and not fixed:
                setattr(context, bound, settings[bound])
        # Last, because a minimum of SSLv3 clears OP_NO_SSLv3.
        context.options = settings["options"]
    return context


def negotiable(context, role):
    """The names of the protocols that ``context`` can speak as ``role``.

    Changes the context's ciphers, certificate and verification, nothing else.
    """
    context.set_ciphers(EVERY_CIPHER)
    if hasattr(context, "check_hostname"):
        context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if role == "server":
        context.load_cert_chain(CERTIFICATE)
    return [name for index, name in enumerate(PROTOCOLS)
            if _handshake(context, one_version_peer(index, role), role) == name]


def one_version_peer(index, role):
    """A context for the other side that speaks one protocol only."""
    context = new_context(ssl.PROTOCOL_SSLv23)
    if hasattr(ssl, "TLSVersion"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    options = context.options
    for other, bit in enumerate(OP_NO):
        if other != index:
            options |= bit
    context.options = options
    context.set_ciphers(EVERY_CIPHER)
    context.verify_mode = ssl.CERT_NONE
    if role == "client":
        context.load_cert_chain(CERTIFICATE)
    return context


def _handshake(context, peer, role):
    """The version on which ``context`` (as ``role``) and ``peer`` agree."""
    client, server = (context, peer) if role == "client" else (peer, context)
    if hasattr(ssl, "MemoryBIO"):
        return _in_memory(client, server)
    return _over_a_pair(client, server)


def _in_memory(client, server):
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        ends = [client.wrap_bio(to_client, to_server),
                server.wrap_bio(to_server, to_client, server_side=True)]
        return _shake(ends)
    except ssl.SSLError:
        # The wrong side of PROTOCOL_TLS_CLIENT or _SERVER.
        return None


def _over_a_pair(client, server):
    """The same for Python 2.7, which has no MemoryBIO."""
    # There socketpair() gives raw sockets, which ssl cannot wrap.
    pair = [socket.socket(_sock=end) for end in socket.socketpair()]
    try:
        for end in pair:
            end.setblocking(False)
        ends = [context.wrap_socket(end, server_side=server_side,
                                    do_handshake_on_connect=False)
                for context, end, server_side
                in ((client, pair[0], False), (server, pair[1], True))]
        return _shake(ends)
    except ssl.SSLError:
        return None
    finally:
        for end in pair:
            end.close()


def _shake(ends):
    pending = list(ends)
    for _ in range(MAX_FLIGHTS):
        for end in list(pending):
            try:
                end.do_handshake()
                pending.remove(end)
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                pass
            except (ssl.SSLError, socket.error):
                return None
        if not pending:
            return ends[0].version()
    return None
