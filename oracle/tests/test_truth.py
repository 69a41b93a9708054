"""What running a program shows is what the facts about ``ssl`` say, on every
interpreter at hand."""
import subprocess
import tempfile
import unittest

import support

ALL = {"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}
DEFAULT_FROM_3_10 = {"TLSv1.2", "TLSv1.3"}

HOLES = '''\
import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
if hasattr(ssl, "TLSVersion"):
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
context.options |= ssl.OP_NO_TLSv1_1
client = context.wrap_socket(
    socket.create_connection(("example.org", 443)),
    server_hostname="example.org"
)
server = context.wrap_socket(socket.socket(), server_side=True)
'''

FIXED = '''\
import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
context.options |= ssl.OP_NO_TLSv1
context.wrap_socket(socket.socket())
context = (ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
           .wrap_socket(
               socket.socket()))
'''

ENVIRONMENT = '''\
import os
import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
if os.environ.get("TLS_MODE") == "legacy":
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
context.wrap_socket(socket.socket())
'''

FALSE_FLAG = '''\
import socket
import ssl

ssl.SSLContext(ssl.PROTOCOL_TLSv1_2 if ssl.OP_NO_TLSv1_3
               else ssl.PROTOCOL_TLSv1).wrap_socket(socket.socket())
'''

INSTALLED = '''\
import socket
import ssl

try:
    from absent_protocols import SETTING
except ImportError:
    SETTING = ssl.PROTOCOL_TLSv1_2
ssl.SSLContext(SETTING).wrap_socket(socket.socket())
'''

REFUSED = '''\
import socket
import ssl

context = ssl.create_default_context()
try:
    context.wrap_socket(socket.socket())
except ValueError:
    context.wrap_socket(socket.socket(), server_hostname="localhost")
raise KeyError("the end")
'''


class Truth(unittest.TestCase):
    """Runs each program on every interpreter."""

    def each(self, source, environment=None):
        """The truth, interpreter by interpreter."""
        for interpreter in support.available():
            with self.subTest(python=interpreter.target):
                truth = support.truth_of(interpreter, source, environment)
                self.assertEqual(truth.ambiguous, [])
                yield interpreter, truth

    def test_a_hole_stops_a_client_and_not_a_server(self):
        for _, truth in self.each(HOLES):
            seen = [(one.call.line, one.role, set(one.protocols))
                    for one in truth.opened]
            self.assertEqual(seen, [
                (8, "client", {"TLSv1"}),
                (12, "server", {"TLSv1", "TLSv1.2", "TLSv1.3"})])
            self.assertEqual(truth.opened[0].call.end_line, 11)

    def test_a_fixed_method_ignores_flags(self):
        for _, truth in self.each(FIXED):
            seen = [(one.call.line, one.call.end_line, set(one.protocols))
                    for one in truth.opened]
            # A chain is found at the line of the method's name.
            self.assertEqual(seen, [(6, 6, {"TLSv1"}), (8, 9, {"TLSv1.1"})])

    def test_branches_on_the_environment_are_united(self):
        for _, truth in self.each(ENVIRONMENT, {"TLS_MODE": [None, "legacy"]}):
            self.assertEqual([set(one.protocols) for one in truth.opened],
                             [{"TLSv1", "TLSv1.2"}])

    def test_a_module_that_may_be_absent_is_tried_with_what_it_may_hold(self):
        for _, truth in self.each(INSTALLED, {
                "absent_protocols": [None, "PROTOCOL_TLSv1", "PROTOCOL_TLSv1_1"]}):
            self.assertEqual([set(one.protocols) for one in truth.opened],
                             [{"TLSv1", "TLSv1.1", "TLSv1.2"}])
            self.assertEqual(truth.raised, [])

    def test_the_flag_that_the_reference_lacks_is_0(self):
        seen = {"2.7": {"TLSv1"}}
        for interpreter, truth in self.each(FALSE_FLAG):
            self.assertEqual(
                set(truth.opened[0].protocols),
                seen.get(interpreter.target, {"TLSv1.2"}), interpreter.target)

    def test_without_the_variable_one_branch_is_seen(self):
        for _, truth in self.each(ENVIRONMENT):
            self.assertEqual([set(one.protocols) for one in truth.opened],
                             [{"TLSv1.2"}])

    def test_what_raises_opens_nothing(self):
        for interpreter, truth in self.each(REFUSED):
            self.assertEqual([one.call.line for one in truth.opened], [8])
            expected = ALL if interpreter.version < (3, 10) else DEFAULT_FROM_3_10
            self.assertEqual(set(truth.opened[0].protocols), expected)
            self.assertEqual(truth.raised, ["KeyError: 'the end'"])

    def test_one_program_does_not_change_ssl_for_the_next(self):
        interpreter = support.interpreters.find()
        spoiler = "import ssl\nssl.SSLContext = None\nssl.PROTOCOL_TLSv1_2 = 3\n"
        self.assertEqual(support.truth_of(interpreter, spoiler).raised, [])
        with tempfile.TemporaryDirectory() as folder:
            programs = [support.judge.write(folder, "a%d.py" % number, source, {})
                        for number, source in enumerate([spoiler, ENVIRONMENT] * 2)]
            truths = support.runner.run(interpreter, folder, programs)
        for name in ("a1.py", "a3.py"):
            self.assertEqual([set(one.protocols) for one in truths[name].opened],
                             [{"TLSv1.2"}])


PYOPENSSL = '''\
from OpenSSL import SSL

context = SSL.Context(SSL.TLS_METHOD)
context.set_options(SSL.OP_NO_TLSv1_1)
SSL.Connection(context, None).set_connect_state()
SSL.Connection(
    context, None).set_accept_state()
either = SSL.Connection(SSL.Context(SSL.TLSv1_METHOD), None)
'''


class PyOpenSSL(unittest.TestCase):
    """Where an environment with pyOpenSSL is at hand."""

    def test_roles_and_holes(self):
        interpreter = support.with_pyopenssl()
        if interpreter is None:
            self.skipTest("no pyOpenSSL; proof/install-pyopenssl makes one")
        truth = support.truth_of(interpreter, PYOPENSSL)
        self.assertEqual(truth.raised, [])
        seen = [(one.call.line, one.role, set(one.protocols)) for one in truth.opened]
        self.assertEqual(seen, [
            (5, "client", {"TLSv1"}),
            (6, "server", {"TLSv1", "TLSv1.2", "TLSv1.3"}),
            (8, "unknown", {"TLSv1"})])


class Copies(unittest.TestCase):
    """A new context with the settings of another negotiates what that does."""

    SCRIPT = '''
import itertools, ssl, sys
import measure, settings
def variants():
    for protocol in (2, 3, 5, 16, 17):
        for bits in (0, 0x16000000, 0x28000000):
            for bound in (None, -2, 771):
                yield protocol, bits, bound
for protocol, bits, bound in variants():
    try:
        context = ssl.SSLContext(protocol)
        context.options ^= bits
        if bound is not None:
            context.minimum_version = bound
    except (ValueError, AttributeError):
        continue
    copy = settings.context_from(settings.settings_of(context))
    for role in ("client", "server"):
        one, other = measure.negotiable(context, role), measure.negotiable(copy, role)
        assert one == other, (protocol, bits, bound, role, one, other)
print("compared")
'''

    def test_copies_are_faithful(self):
        root = support.HERE.parents[1]
        for interpreter in support.available():
            with self.subTest(python=interpreter.target):
                script = "import sys\nsys.path[:0] = %r\n%s" % (
                    [str(root / "oracle"), str(root / "proof")], self.SCRIPT)
                done = subprocess.run(
                    [interpreter.path, "-W", "ignore", "-c", script],
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                    env=support.interpreters.child_environment())
                self.assertEqual(done.stdout.strip(), b"compared",
                                 done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
