"""Records the connections made with pyOpenSSL.

Runs inside the judged interpreter, and only if pyOpenSSL is installed there. A
``Context`` tells nobody its bounds, so it is measured itself, just before the
program's connection is made from it. That changes its ciphers and certificate,
which the oracle puts aside.
"""
from OpenSSL import SSL

import measure


def install(tracer):
    """Puts a recording ``Connection`` in the place of the real one, which makes
    no handshakes."""
    SSL.Connection = _without_handshakes(recording(tracer))


def recording(tracer):
    """The class ``Connection``, recording."""
    real = SSL.Connection
    # The measuring module takes the real class when it meets its first context.
    measure.measurable(SSL.Context(SSL.SSLv23_METHOD))

    class Connection(real):
        """The real class, with a record."""

        def __init__(self, context, *args, **kwargs):
            where = tracer.caller()
            self._oracle_measured = {role: measure.negotiable(context, role)
                                     for role in ("client", "server")}
            real.__init__(self, context, *args, **kwargs)
            self._oracle_event = None
            if where:
                self._oracle_event = tracer.record(
                    where, "OpenSSL.SSL.Connection", "unknown", None)
                # Without a role it may yet become either.
                both = sum(self._oracle_measured.values(), [])
                tracer.complete(self._oracle_event, protocols=sorted(set(both)))

        def _oracle_plays(self, role):
            if self._oracle_event is not None:
                tracer.complete(self._oracle_event, role=role,
                                protocols=self._oracle_measured[role])

        def set_connect_state(self):
            real.set_connect_state(self)
            self._oracle_plays("client")

        def set_accept_state(self):
            real.set_accept_state(self)
            self._oracle_plays("server")

    return Connection


def _without_handshakes(recorded):
    class Connection(recorded):
        """A connection that is never made."""

        def do_handshake(self):
            return None

    return Connection
