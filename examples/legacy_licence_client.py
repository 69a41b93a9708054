#!/usr/bin/env python
# Asks the licence server for permission to start. Written for Python 2 and
# never finished: the last method does not even parse.
import socket
import ssl
import sys

CA = "/etc/licence/ca.pem"


class LicenceClient:

    def __init__(self, host, port=0x1bb):
        self.host, self.port = host, port

    def connect(self):
        try:
            raw = socket.create_connection((self.host, self.port), 10)
            self.conn = ssl.wrap_socket(raw, ca_certs=CA,
                                        cert_reqs=ssl.CERT_REQUIRED,
                                        ssl_version=ssl.PROTOCOL_SSLv3)
        except socket.error, e:
            print >>sys.stderr, "no licence server:", e
            sys.exit(1)

    def ask(self, product):
        self.conn.write("LICENCE %s\r\n" % product)
        answer = self.conn.read(
        if answer <> "OK":
            print "refused:", answer
