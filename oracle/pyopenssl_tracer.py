"""Records the connections made with pyOpenSSL.

Runs inside the judged interpreter, and only if pyOpenSSL is installed there.
A ``Context`` tells nobody its bounds, so it is measured at once, by handshakes
of further connections from it, just before the program's own is made. That
changes its ciphers, which the oracle puts aside, and its certificate.
"""
import ssl

from OpenSSL import SSL

import handshake


def install(tracer):
    """Records every ``Connection`` and the role that it is given."""
    make = SSL.Connection.__init__

    def traced_init(connection, context, *args, **kwargs):
        where = tracer.caller()
        measured = {role: negotiable(context, role, make)
                    for role in ("client", "server")}
        make(connection, context, *args, **kwargs)
        if where:
            # Without a role it may become either: both, united.
            both = set(measured["client"]) | set(measured["server"])
            event = tracer.record(where, "OpenSSL.SSL.Connection", "unknown", None)
            event["protocols"] = [name for name in handshake.PROTOCOLS
                                  if name in both]
            connection.set_app_data((event, measured))

    SSL.Connection.__init__ = traced_init
    _trace_role("set_connect_state", "client")
    _trace_role("set_accept_state", "server")
    SSL.Connection.do_handshake = lambda _connection: None


def _trace_role(name, role):
    original = getattr(SSL.Connection, name)

    def traced(connection):
        original(connection)
        if connection.get_app_data() is not None:
            event, measured = connection.get_app_data()
            event["role"] = role
            event["protocols"] = measured[role]

    traced.__name__ = name
    setattr(SSL.Connection, name, traced)


def negotiable(context, role, make):
    """The names of the protocols that ``context`` can speak as ``role``."""
    context.set_cipher_list(handshake.EVERY_CIPHER.encode("ascii"))
    context.use_privatekey_file(handshake.CERTIFICATE)
    context.use_certificate_chain_file(handshake.CERTIFICATE)
    return [name for index, name in enumerate(handshake.PROTOCOLS)
            if _agreed(context, role, index, make) == name]


def _agreed(context, role, index, make):
    """The version agreed on with a peer of the ssl module that speaks one."""
    peer = handshake.one_version_peer(index, role)
    to_peer, from_peer = ssl.MemoryBIO(), ssl.MemoryBIO()
    other = peer.wrap_bio(to_peer, from_peer, server_side=role == "client")
    connection = SSL.Connection.__new__(SSL.Connection)
    make(connection, context, None)
    state = "set_connect_state" if role == "client" else "set_accept_state"
    getattr(SSL.Connection, state)(connection)
    for _ in range(handshake.MAX_FLIGHTS):
        try:
            _SHAKE(connection)
            mine = True
        except SSL.WantReadError:
            mine = False
        except SSL.Error:
            return None
        _pump(connection.bio_read, to_peer.write)
        try:
            other.do_handshake()
            theirs = True
        except ssl.SSLWantReadError:
            theirs = False
        except ssl.SSLError:
            return None
        _pump(lambda _size: from_peer.read() or None, connection.bio_write)
        if mine and theirs:
            return connection.get_protocol_version_name()
    return None


def _pump(read, write):
    while True:
        try:
            data = read(65536)
        except SSL.WantReadError:
            return
        if not data:
            return
        write(data)


_SHAKE = SSL.Connection.do_handshake
