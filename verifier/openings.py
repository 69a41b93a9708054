"""What a server says in plain text before TLS begins, by protocol.

Each opening is a function of a connected socket, which returns when the client
is about to send its first TLS record.
"""
import re
import struct

# Greeting, then for each line of the client the first answer whose pattern fits;
# `$1` in it is what the pattern caught. The last field: does TLS begin then?
LINES = {
    "smtp": (b"220 peer ESMTP\r\n", [
        (rb"STARTTLS", b"220 go ahead\r\n", True),
        (rb"EHLO|LHLO", b"250-peer\r\n250 STARTTLS\r\n", False),
        (rb"", b"250 OK\r\n", False)]),
    "imap": (b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n", [
        (rb"(\S+) STARTTLS", b"$1 OK begin\r\n", True),
        (rb"(\S+) CAPABILITY",
         b"* CAPABILITY IMAP4rev1 STARTTLS\r\n$1 OK done\r\n", False),
        (rb"(\S+) ", b"$1 OK done\r\n", False)]),
    "pop3": (b"+OK ready\r\n", [
        (rb"STLS", b"+OK begin\r\n", True),
        (rb"CAPA", b"+OK list\r\nSTLS\r\n.\r\n", False),
        (rb"", b"+OK\r\n", False)]),
    "ftp": (b"220 ready\r\n", [
        (rb"AUTH (TLS|SSL)", b"234 go ahead\r\n", True),
        (rb"FEAT", b"211-features\r\n AUTH TLS\r\n211 end\r\n", False),
        (rb"", b"200 OK\r\n", False)]),
    "nntp": (b"200 ready\r\n", [
        (rb"STARTTLS", b"382 go ahead\r\n", True),
        (rb"CAPABILITIES", b"101 list\r\nVERSION 2\r\nREADER\r\nSTARTTLS\r\n.\r\n", False),
        (rb"", b"500 what?\r\n", False)]),
    "sieve": (b'"IMPLEMENTATION" "peer"\r\n"SASL" "PLAIN"\r\n"STARTTLS"\r\nOK\r\n', [
        (rb"STARTTLS", b"OK\r\n", True),
        (rb"", b"OK\r\n", False)]),
}

# Client-to-server capability bits of MySQL: protocol 4.1, secure connection,
# plugin authentication, and TLS.
MYSQL_CAPABILITIES = 0x00000200 | 0x00008000 | 0x00080000 | 0x00000800 | 0x00000001


class Closed(Exception):
    """The client went away, or said what the opening does not foresee."""


def _lines(greeting, answers):
    def opening(sock):
        sock.sendall(greeting)
        while True:
            line = _line(sock)
            for pattern, answer, begins in answers:
                found = re.match(pattern, line, re.IGNORECASE)
                if found:
                    tag = found.group(1) if found.groups() else b""
                    sock.sendall(answer.replace(b"$1", tag or b""))
                    if begins:
                        return
                    break
    return opening


def _line(sock):
    # Byte by byte: what follows the line may be TLS already.
    line = b""
    while not line.endswith(b"\n"):
        line += _exactly(sock, 1)
    return line.strip()


def _exactly(sock, n_bytes):
    data = b""
    while len(data) < n_bytes:
        more = sock.recv(n_bytes - len(data))
        if not more:
            raise Closed()
        data += more
    return data


def _postgres(sock):
    """Agrees to `SSLRequest`, and declines `GSSENCRequest`."""
    while True:
        _, code = struct.unpack("!II", _exactly(sock, 8))
        if code == 80877103:
            sock.sendall(b"S")
            return
        if code != 80877104:
            raise Closed()
        sock.sendall(b"N")


def _mysql(sock):
    """Greets as a server that can do TLS; the client asks for it at once."""
    body = (b"\x0a8.0.36\x00" + struct.pack("<I", 7) + b"12345678\x00"
            + struct.pack("<H", MYSQL_CAPABILITIES & 0xFFFF) + b"\x2d\x02\x00"
            + struct.pack("<H", MYSQL_CAPABILITIES >> 16) + b"\x15" + b"\x00" * 10
            + b"123456789012\x00mysql_native_password\x00")
    sock.sendall(struct.pack("<I", len(body))[:3] + b"\x00" + body)
    header = _exactly(sock, 4)
    _exactly(sock, struct.unpack("<I", header[:3] + b"\x00")[0])


def _ldap(sock):
    """Answers the extended request (a short message) with success."""
    head = _exactly(sock, 2)
    if head[0] != 0x30:
        raise Closed()
    length = head[1]
    if length & 0x80:
        length = int.from_bytes(_exactly(sock, length & 0x7F), "big")
    body = _exactly(sock, length)
    # The message's number: tag, length, octets.
    number = body[:2 + body[1]]
    response = b"\x78\x07\x0a\x01\x00\x04\x00\x04\x00"
    sock.sendall(bytes([0x30, len(number) + len(response)]) + number + response)


def _xmpp(sock):
    """Offers STARTTLS in its stream's features."""
    seen = b""
    while b"<stream:stream" not in seen or not seen.endswith(b">"):
        seen += _exactly(sock, 1)
    sock.sendall(b"<?xml version='1.0'?><stream:stream xmlns='jabber:client' "
                 b"xmlns:stream='http://etherx.jabber.org/streams' id='1' "
                 b"from='localhost' version='1.0'><stream:features><starttls "
                 b"xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
                 b"</stream:features>")
    seen = b""
    while not re.search(rb"<starttls[^>]*(/>|></starttls>)$", seen):
        seen += _exactly(sock, 1)
    sock.sendall(b"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")


OPENINGS = {name: _lines(*said) for name, said in LINES.items()}
OPENINGS.update(postgres=_postgres, mysql=_mysql, ldap=_ldap, xmpp=_xmpp)
