"""Sends payments to a gateway that once asked for exactly one TLS version."""

import json
import socket
import ssl

GATEWAY = ("gateway.example", 8443)


def secure_channel(protocol=None):
    context = ssl.SSLContext(protocol or ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    return context


def send(payment):
    # "Use TLS 1.0" said the gateway's manual of 2009.
    context = secure_channel(ssl.PROTOCOL_TLSv1)
    with socket.create_connection(GATEWAY, timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname=GATEWAY[0]) as channel:
            channel.sendall(json.dumps(payment).encode())
            return channel.recv(1024)
