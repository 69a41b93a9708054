"""What running a case shows is what the case does, wherever it does it."""
import os
import unittest

import support
from oracle.tests import support as oracle_support
from verifier import cases, certificates, openings, runner, table

DEFAULTS = "TLSv1.2 TLSv1.3"
CLIENT = '''\
import os
import socket
import ssl
import threading

context = ssl._create_unverified_context()
address = ("127.0.0.1", int(os.environ["TLS_PORT"]))
'''
SERVER = '''\
import os
import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.minimum_version = ssl.TLSVersion.TLSv1_3
context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
listening = socket.create_server(("127.0.0.1", int(os.environ["TLS_PORT"])))
while True:
    sock, _ = listening.accept()
    with context.wrap_socket(sock, server_side=True) as ended:  # says: server TLSv1.3
        ended.recv(10)
'''


class Places(support.WithCases):
    """The tool is asked about the line that led to the connection."""

    def agrees(self, body, expect=DEFAULTS, **header):
        status, output = self.outcome(support.case(body, expect, **header))
        self.assertEqual(status, 0, output)

    def test_a_connection_that_is_made_after_it_was_decided(self):
        self.agrees(CLIENT + '''
settings = dict(context=context)  # says: client TLSv1.2 TLSv1.3
settings["context"].wrap_socket(socket.create_connection(address))
''')

    def test_a_socket_that_is_wrapped_before_it_is_connected(self):
        self.agrees(CLIENT + '''
sock = context.wrap_socket(socket.socket())  # says: client TLSv1.2 TLSv1.3
sock.connect(address)
''')

    def test_a_thread_belongs_to_where_it_was_started(self):
        self.agrees(CLIENT + '''
from http.client import HTTPSConnection
old = ssl._create_unverified_context()
old.maximum_version = ssl.TLSVersion.TLSv1_2
one = HTTPSConnection(*address, context=context)
two = HTTPSConnection(*address, context=old)
first = threading.Thread(target=one.connect)
first.start()  # says: client TLSv1.2 TLSv1.3
first.join()
second = threading.Thread(target=two.connect)
second.start()  # says: client TLSv1.2
second.join()
''')

    def test_a_task_belongs_to_where_it_was_made(self):
        self.agrees(CLIENT + '''
import asyncio

async def main():
    old = ssl._create_unverified_context()
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    one = asyncio.open_connection(*address, ssl=context)
    two = asyncio.open_connection(*address, ssl=old)
    first = asyncio.ensure_future(one)  # says: client TLSv1.2 TLSv1.3
    second = asyncio.ensure_future(two)  # says: client TLSv1.2
    await asyncio.gather(first, second)

asyncio.run(main())
''')

    def test_a_child_process_is_seen(self):
        self.agrees(CLIENT + '''
import subprocess
import sys
code = "import ssl, socket, os; c = ssl._create_unverified_context(); " \\
       "c.wrap_socket(socket.create_connection(('127.0.0.1', int(os.environ['TLS_PORT']))))"
subprocess.run([sys.executable, "-c", code])  # says: client TLSv1.2 TLSv1.3
''')

    def test_the_case_may_have_modules_called_like_ours(self):
        self.add("ssl/folder/main.py", support.case("import settings\n", "TLSv1.2 TLSv1.3"))
        self.add("ssl/folder/settings.py", CLIENT + '''
context.wrap_socket(socket.create_connection(address))  # says: client TLSv1.2 TLSv1.3
''')
        status, output = self.verify()
        self.assertEqual(status, 0, output)

    def test_an_unknown_server_certificate_is_a_connection_too(self):
        self.agrees(CLIENT + '''
strict = ssl.create_default_context()
raw = socket.create_connection(address)
strict.wrap_socket(raw, server_hostname="localhost")  # says: client TLSv1.2 TLSv1.3
''')

    def test_what_ssl_refuses_at_the_socket_opens_nothing(self):
        self.agrees(CLIENT + '''
strict = ssl.create_default_context()
strict.wrap_socket(socket.create_connection(address))
''', "refused")


class Peers(support.WithCases):
    """What stands at the other end."""

    def test_each_version_in_turn(self):
        body = CLIENT + '''
context.minimum_version = ssl.TLSVersion.TLSv1
context.set_ciphers("ALL:@SECLEVEL=0")
raw = socket.create_connection(address)
context.wrap_socket(raw)  # says: client TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
'''
        status, output = self.outcome(support.case(
            body, "TLSv1 TLSv1.1 TLSv1.2 TLSv1.3", observed="handshake"))
        self.assertEqual(status, 0, output)

    def test_a_server_is_visited(self):
        for observed in (cases.CONTEXT, cases.HANDSHAKE):
            with self.subTest(observed=observed):
                status, output = self.outcome(support.case(
                    SERVER, "TLSv1.3", observed=observed, role="server"))
                self.assertEqual(status, 0, output)

    def test_a_configuration_is_printed(self):
        body = 'print("TLS: TLSv1.2")  # says: client TLSv1.2\n'
        status, output = self.outcome(support.case(body, "TLSv1.2", observed="configuration"))
        self.assertEqual(status, 0, output)

    def test_openings_of_the_standard_library_clients(self):
        bodies = {
            "smtp": "import smtplib\nclient = smtplib.SMTP(*address)\n"
                    "client.starttls(context=context)",
            "imap": "import imaplib\nclient = imaplib.IMAP4(*address)\n"
                    "client.starttls(context)",
            "pop3": "import poplib\nclient = poplib.POP3(*address)\n"
                    "client.stls(context)",
            "ftp": "import ftplib\nclient = ftplib.FTP_TLS(context=context)\n"
                   "client.connect(*address)\nclient.auth()",
        }
        for name, body in bodies.items():
            with self.subTest(opening=name):
                text = CLIENT + body + "  # says: client TLSv1.2 TLSv1.3\n"
                for observed in (cases.CONTEXT, cases.HANDSHAKE):
                    status, output = self.outcome(support.case(
                        text, DEFAULTS, peer=name, observed=observed))
                    self.assertEqual(status, 0, output)
        self.assertLess(set(bodies), set(openings.OPENINGS))


class PyOpenSsl(support.WithCases):
    """Connections of pyOpenSSL, where it is at hand."""

    BODY = '''\
import os
import socket
from OpenSSL import SSL

context = SSL.Context(SSL.TLS_METHOD)
context.set_min_proto_version(SSL.TLS1_1_VERSION)
context.set_max_proto_version(SSL.TLS1_2_VERSION)
sock = socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"])))
connection = SSL.Connection(context, sock)
connection.set_connect_state()
connection.do_handshake()
assert connection.get_protocol_version_name() == "TLSv1.2"
'''

    def test_the_context_is_measured_and_the_handshake_made(self):
        interpreter = oracle_support.with_pyopenssl()
        if interpreter is None:
            self.skipTest("no interpreter with pyOpenSSL at hand")
        text = support.case(self.BODY, "TLSv1.1 TLSv1.2")
        self.add("pyopenssl/case.py", text)
        case, = cases.read(os.path.join(self.folder, "cases"))[0]
        folder = os.path.join(self.folder, "laid-out")
        runner.lay_out(case, folder)
        observation = runner.Runner(certificates.make(self.folder), self.folder).observe(
            case, interpreter, folder)
        self.assertEqual(observation.outcome, {"TLSv1.1", "TLSv1.2"})
        self.assertEqual([one.role for one in observation.events], ["client"])
        line = 1 + text.split("\n").index("connection = SSL.Connection(context, sock)")
        self.assertEqual(observation.events[0].lines[0], ("main.py", line))


class Tables(unittest.TestCase):
    """The document is renewed row by row."""

    @staticmethod
    def row(case, measured, library="one"):
        return table.Row(library, "1.0", "f(x | y)", "context", measured, measured,
                         "2030-01-01", "3.11", case)

    def test_what_was_written_is_read(self):
        rows, absent = [self.row("one/a", "TLSv1")], {"two/b": "not there"}
        self.assertEqual(table.read(table.write(rows, absent)), (rows, absent))

    def test_rows_of_this_run_replace_theirs_and_leave_the_others(self):
        old = table.write([self.row("one/" + name, "TLSv1") for name in "abef"],
                          {"one/c": "not there", "one/d": "not there"})
        new = table.renewed(old, {"one/d", "one/e"},
                            [self.row("one/a", "TLSv1.2"), self.row("one/c", "TLSv1.2")],
                            {"one/b": "gone"})
        rows, absent = table.read(new)
        # The case `f` is no more.
        self.assertEqual([(row.case, row.measured) for row in rows],
                         [("one/a", "TLSv1.2"), ("one/c", "TLSv1.2"), ("one/e", "TLSv1")])
        self.assertEqual(absent, {"one/b": "gone", "one/d": "not there"})


if __name__ == "__main__":
    unittest.main()
