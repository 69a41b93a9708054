"""Pushes metrics to a collector, with old versions switched off one by one."""

import socket
import ssl

COLLECTOR = ("metrics.example", 6514)


def hardened_context():
    context = ssl.create_default_context()
    # TLS 1.0 was forgotten. With TLS 1.1 off, a client does not skip the gap:
    # it offers TLS 1.0 and nothing else.
    context.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3 | ssl.OP_NO_TLSv1_1
    return context


def push(line):
    context = hardened_context()
    with socket.create_connection(COLLECTOR, timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname=COLLECTOR[0]) as secure:
            secure.sendall(line.encode() + b"\n")
