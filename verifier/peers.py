"""Peers for a case on the loopback: servers that it connects to, clients that
connect to it. A peer speaks every version, or exactly one."""
import socket
import ssl
import sys
import threading
import time

from oracle.interpreters import PROTOCOLS
from verifier import openings

CIPHERS = "ALL:@SECLEVEL=0"

# Seconds that one connection may take, and that a server is waited for.
PATIENCE = 10

_VERSIONS = {
    "TLSv1": ssl.TLSVersion.TLSv1,
    "TLSv1.1": ssl.TLSVersion.TLSv1_1,
    "TLSv1.2": ssl.TLSVersion.TLSv1_2,
    "TLSv1.3": ssl.TLSVersion.TLSv1_3,
}
REPLY = (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
         b"Content-Length: 2\r\nConnection: close\r\n\r\n{}")
METHODS = (b"GET ", b"POST ", b"PUT ", b"HEAD ", b"DELETE ", b"OPTIONS ", b"PATCH ")


def context_for(side, versions, files):
    """A context of a peer that speaks these versions, a range without holes."""
    method = ssl.PROTOCOL_TLS_SERVER if side == "server" else ssl.PROTOCOL_TLS_CLIENT
    context = ssl.SSLContext(method)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers(CIPHERS)
    context.minimum_version = _VERSIONS[versions[0]]
    context.maximum_version = _VERSIONS[versions[-1]]
    context.load_cert_chain(files["TLS_CERT"], files["TLS_KEY"])
    if side == "server":
        context.set_alpn_protocols(["http/1.1"])
    return context


class Server:
    """Accepts at a port of its own, each connection in a thread."""

    def __init__(self, opening, versions, files):
        self._opening = openings.OPENINGS.get(opening)
        self._context = context_for("server", versions, files)
        self.completed = []
        # Connections on which a client came with TLS, whatever became of it.
        self.n_hellos = 0
        self._serving = []
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        """Accepts no more, and lets handshakes under way come to their end."""
        self._listening.close()
        deadline = time.monotonic() + 2
        for thread in self._serving:
            thread.join(max(0, deadline - time.monotonic()))

    def _accept(self):
        while True:
            try:
                sock, _ = self._listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(sock,), daemon=True)
            thread.start()
            self._serving.append(thread)

    def _serve(self, sock):
        sock.settimeout(PATIENCE)
        with sock:
            try:
                if self._opening:
                    self._opening(sock)
                if sock.recv(1, socket.MSG_PEEK) != b"\x16":
                    return
                self.n_hellos += 1
                with self._context.wrap_socket(sock, server_side=True) as ended:
                    self.completed.append(ended.version())
                    if ended.recv(65536).startswith(METHODS):
                        ended.sendall(REPLY)
            except (OSError, openings.Closed, ValueError):
                return


def free_port():
    """A port at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return sock.getsockname()[1]


def visit(port, versions, files, alive):
    """One handshake as a client: the version, or None. Waits for the server as long
    as it is ``alive`` and patience lasts."""
    context = context_for("client", versions, files)
    deadline = time.monotonic() + 3 * PATIENCE
    while alive() and time.monotonic() < deadline:
        try:
            sock = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            time.sleep(0.1)
            continue
        with sock:
            try:
                with context.wrap_socket(sock) as ended:
                    version = ended.version()
                    # With TLSv1.3 a refusal comes after the client is done.
                    ended.sendall(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
                    ended.settimeout(2)
                    try:
                        ended.recv(65536)
                    except socket.timeout:
                        pass
                    return version
            except OSError:
                return None
    return None


def check(files):
    """Can the peers speak each version by itself? An OpenSSL that cannot would make
    every case look safer than it is."""
    for name in PROTOCOLS:
        server = Server("tls", [name], files)
        spoken = visit(server.port, [name], files, lambda: True)
        server.close()
        if spoken != name:
            raise RuntimeError("the OpenSSL of %s cannot speak %s" % (sys.executable, name))


def ranges(observed_by_handshake):
    """The versions of the peer in each run of a case."""
    return [[name] for name in PROTOCOLS] if observed_by_handshake else [list(PROTOCOLS)]
