"""What is wrong is found out: a tool's mistakes, a header's, and cases that prove
nothing."""
import os
import tempfile
import unittest
from unittest import mock

import support
from verifier import runner

CLIENT = '''\
import os
import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.load_verify_locations(os.environ["TLS_CA"])
context.minimum_version = ssl.TLSVersion.TLSv1_1
context.maximum_version = ssl.TLSVersion.TLSv1_2
raw = socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"])))
context.wrap_socket(raw, server_hostname="localhost")  # says: client TLSv1.1 TLSv1.2
'''
REFUSING = '''\
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.minimum_version = "TLSv1"
'''


class Honesty(support.WithCases):
    """Each runs the whole command against ``fake_tool``."""

    def test_a_tool_that_is_right_agrees(self):
        status, output = self.outcome(support.case(CLIENT, "TLSv1.1 TLSv1.2"))
        self.assertEqual((status, "1 agree" in output), (0, True), output)

    def test_planted_mistakes_are_found_out(self):
        for mistake, said in (("drop:TLSv1.1", "the tool says TLSv1.2"),
                              ("add:TLSv1", "the tool says TLSv1, TLSv1.1, TLSv1.2"),
                              ("lose:TLSv1.2", "the tool says no connection"),
                              ("invent:TLSv1", "line 1: the tool says TLSv1, but no")):
            with self.subTest(mistake=mistake):
                status, output = self.outcome(
                    support.case(CLIENT, "TLSv1.1 TLSv1.2"), [mistake])
                self.assertEqual(status, 1, output)
                self.assertIn(said, output)
                self.assertIn("disagreements in: ssl", output)

    def test_a_header_that_expects_something_else_is_found_out(self):
        for expected in ("TLSv1.2", "TLSv1.1 TLSv1.2 TLSv1.3", "refused", "none"):
            with self.subTest(expected=expected):
                status, output = self.outcome(support.case(CLIENT, expected))
                self.assertEqual(status, 1, output)
                self.assertIn("measured TLSv1.1, TLSv1.2", output)

    def test_the_same_mistakes_are_found_in_handshakes(self):
        text = support.case(CLIENT, "TLSv1.2", observed="handshake")
        # Its own level keeps this client from the older version.
        status, output = self.outcome(text, ["drop:TLSv1.1"])
        self.assertEqual(status, 0, output)
        status, output = self.outcome(text)
        self.assertEqual(status, 1, output)
        self.assertIn("measured TLSv1.2, the tool says TLSv1.1, TLSv1.2", output)

    def test_a_connection_where_the_library_refuses_is_found_out(self):
        text = support.case(REFUSING, "refused")
        status, output = self.outcome(text)
        self.assertEqual(status, 0, output)
        status, output = self.outcome(text, ["invent:TLSv1.2"])
        self.assertEqual(status, 1, output)
        self.assertIn("expected refused, the tool says TLSv1.2", output)

    def test_a_context_that_can_negotiate_nothing_refuses(self):
        flags = " | ".join("ssl.OP_NO_TLSv1_%d" % minor for minor in (1, 2, 3))
        body = CLIENT.replace("maximum_version = ssl.TLSVersion.TLSv1_2", "options |= " + flags)
        for said in ("", "# says: client"):
            with self.subTest(said=said):
                text = support.case(body, "refused").replace(
                    "# says: client TLSv1.1 TLSv1.2", said)
                status, output = self.outcome(text)
                self.assertEqual(status, 0, output)
        self.assertEqual(self.outcome(support.case(body, "refused"))[0], 1)

    def test_no_tls_is_not_a_refusal(self):
        for body, right, wrong in (("x = 1\n", "none", "refused"),
                                   (REFUSING, "refused", "none")):
            with self.subTest(right=right):
                self.assertEqual(self.outcome(support.case(body, right))[0], 0)
                self.assertEqual(self.outcome(support.case(body, wrong))[0], 1)

    def test_a_case_that_is_only_read_is_compared_with_the_tool(self):
        text = support.case(CLIENT, "TLSv1.1 TLSv1.2", observed="read",
                            requires="no-such-library==1.0")
        status, output = self.outcome(text)
        self.assertEqual((status, "1 of them only read" in output), (0, True), output)
        self.assertEqual(self.outcome(text, ["add:TLSv1"])[0], 1)

    def test_a_tool_that_gives_no_inventory_is_no_success(self):
        self.add("ssl/case.py", support.case(CLIENT, "TLSv1.1 TLSv1.2"))
        status, output = self.verify("--tool", "false")
        self.assertEqual(status, 2, output)


class NothingShown(support.WithCases):
    """Cases that prove nothing do not agree."""

    def trouble(self, text, *words):
        status, output = self.outcome(text)
        self.assertEqual(status, 2, output)
        self.assertIn("not judged", output)
        for word in words:
            self.assertIn(word, output)

    def test_a_broken_case_is_no_refusal(self):
        self.trouble(support.case("import no_such_module\n", "refused"), "no_such_module")
        self.trouble(support.case("no_such_name\n", "refused"), "no_such_name")

    def test_a_tracer_that_does_not_start(self):
        """Without it every case would seem to do no TLS at all."""
        with tempfile.TemporaryDirectory() as folder:
            self.add("ssl/case.py", support.case("x = 1\n", "none"))
            with open(os.path.join(folder, "sitecustomize.py"), "w", encoding="ascii") as file:
                file.write("raise ValueError\n")
            with mock.patch.object(runner, "INSIDE", folder):
                status, output = self.verify()
        self.assertEqual(status, 2, output)
        self.assertIn("nothing was recorded", output)

    def test_a_case_that_does_not_end(self):
        self.add("ssl/case.py", support.case("while True:\n    pass\n", "none"))
        status, output = self.verify("--time-limit", "1")
        self.assertEqual(status, 2, output)
        self.assertIn("does not end", output)

    def test_a_case_that_wants_too_much_memory(self):
        self.trouble(support.case("x = bytearray(1 << 36)\n", "refused"), "MemoryError")

    def test_a_handshake_that_never_succeeds(self):
        body = CLIENT.replace('"localhost"', '"elsewhere.example"')
        self.trouble(support.case(body, "TLSv1.2", observed="handshake"), "Hostname mismatch",
                     "protocol version")

    def test_a_configuration_that_is_not_told(self):
        self.trouble(support.case("x = 1\n", "TLSv1.2", observed="configuration"))

    def test_a_server_that_never_listens(self):
        body = "import time\ntime.sleep(1)\n"
        status, output = self.outcome(support.case(body, "TLSv1.2", role="server"))
        self.assertEqual(status, 1, output)
        self.assertIn("measured none", output)

    def test_a_library_that_cannot_be_installed_does_not_stop_the_rest(self):
        self.add("absent/case.py", support.case(
            CLIENT, "TLSv1.2", library="absent", requires="no-such-library==1.0"))
        self.add("ssl/case.py", support.case(CLIENT, "TLSv1.1 TLSv1.2"))
        with mock.patch.dict(os.environ, PIP_NO_INDEX="1", PIP_FIND_LINKS=""):
            status, output = self.verify("--write")
        self.assertEqual(status, 2, output)
        self.assertIn("absent/case: not judged: pip cannot install", output)
        self.assertIn("ssl/case: TLSv1.1, TLSv1.2", output)
        self.assertIn("not judged in: absent", output)
        with open(os.path.join(self.folder, "table.md"), encoding="utf-8") as file:
            table = file.read()
        self.assertIn("- `absent/case`: pip cannot install no-such-library==1.0", table)
        self.assertIn("| ssl/case |", table)


class Headers(support.WithCases):
    """What is malformed is named with file and line."""

    def test_malformed_headers(self):
        good = support.case("x = 1\n", "none")
        for old, new, line, message in (
                ("# knob: some.knob(x)\n", "", 1, "no line `# knob:`"),
                ("requires: nothing", "requires: redis>=4", 2, "not pinned"),
                ("requires: nothing", "requires:", 2, "no requirement"),
                ("expect: none", "expect: TLSv2", 4, "TLSv2"),
                ("expect: none", "expect:", 4, "nothing"),
                ("observed: context", "observed: guessed", 5, "guessed"),
                ("python: " + support.PYTHON, "python: three", 6, "three"),
                ("python: " + support.PYTHON, "knob: other", 6, "a second time"),
                ("# library: ssl", "# libary: ssl", 1, "not a header line")):
            with self.subTest(line=new):
                self.add("ssl/case.py", good.replace(old, new))
                status, output = self.verify("--list")
                self.assertEqual(status, 2, output)
                self.assertIn("case.py:%d: " % line, output)
                self.assertIn(message, output)

    def test_a_malformed_case_is_no_success_where_all_others_agree(self):
        self.add("ssl/good.py", support.case("x = 1\n", "none"))
        self.add("ssl/bad.py", "x = 1\n")
        status, output = self.verify()
        self.assertEqual(status, 2, output)
        self.assertIn("1 agree", output)
        self.assertIn("1 malformed", output)

    def test_no_cases_are_no_success(self):
        self.add("ssl/good.py", support.case("x = 1\n", "none"))
        self.assertEqual(self.verify("redis")[0], 2)
        self.assertEqual(self.verify("--sample", "0")[0], 2)


if __name__ == "__main__":
    unittest.main()
