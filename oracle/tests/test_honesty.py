"""A tool with planted mistakes is found out exactly."""
import json
import os
import tempfile
import unittest

import support

COUNT = ["--count", "24", "--seed", "honest", "--shrink", "0"]


def planted(manifest, folder, protocol, word, has):
    """How many connections a mistake spoils: those in programs that hold the
    word and which can (or cannot) speak the protocol."""
    number = 0
    for entry, truth in manifest.items():
        text = ""
        for path in truth["files"]:
            with open(os.path.join(folder, path), encoding="utf-8") as file:
                text += file.read()
        if word in text:
            number += sum((protocol in opened["protocols"]) == has
                          for opened in truth["opened"])
    return number


class Honesty(unittest.TestCase):
    """Each runs the whole command against ``fake_tool``."""

    def judged(self, *mistakes):
        """Exit status, table, manifest and folder."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        status, output = support.oracle(
            *COUNT, "--keep", folder.name, "--tool", support.fake_tool(*mistakes))
        with open(os.path.join(folder.name, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        return status, support.counts(output), manifest, folder.name

    def expect(self, verdict, mistake, protocol, word, has, status):
        """All planted mistakes have the verdict, everything else is exact."""
        found, table, manifest, folder = self.judged(
            "%s:%s:%s" % (mistake, protocol, word))
        wrong = planted(manifest, folder, protocol, word, has)
        self.assertGreater(wrong, 0)
        n_opened = sum(len(truth["opened"]) for truth in manifest.values())
        expected = dict.fromkeys(
            ["exact", "over", "under", "missing", "incomparable"], 0)
        expected["exact"] = n_opened - wrong
        expected[verdict] = wrong
        self.assertEqual(table, expected)
        self.assertEqual(found, status)

    def test_a_tool_that_is_right_is_exact(self):
        status, table, manifest, _ = self.judged()
        n_opened = sum(len(truth["opened"]) for truth in manifest.values())
        self.assertGreater(n_opened, 20)
        self.assertEqual(table["exact"], n_opened)
        self.assertEqual(status, 0)

    def test_a_dropped_protocol_is_under(self):
        self.expect("under", "drop", "TLSv1.2", "wrap_socket", True, 1)

    def test_an_added_protocol_is_over_and_does_not_fail(self):
        self.expect("over", "add", "TLSv1", "minimum_version", False, 0)

    def test_a_lost_endpoint_is_missing(self):
        self.expect("missing", "lose", "TLSv1.3", "options", True, 1)

    def test_a_tool_that_gives_no_inventory_is_no_success(self):
        with tempfile.TemporaryDirectory() as folder:
            for text in ("exit 2", "echo nothing", "echo '{}'"):
                with self.subTest(tool=text):
                    status, _ = support.oracle(
                        "--count", "1", "--tool", support.executable(folder, text))
                    self.assertEqual(status, 2)


class Shrinking(unittest.TestCase):
    """What is printed is small, and still shows the mistake."""

    def test_a_failing_program_is_printed_in_its_smallest_form(self):
        status, output = support.oracle(
            "--count", "12", "--seed", "three", "--shrink", "1",
            "--tool", support.fake_tool("drop:TLSv1.3:options |="))
        self.assertEqual(status, 1)
        program = [line[5:] for line in output.splitlines()
                   if line[:3].strip().isdigit() and line[3:5] == "  "]
        code = [line for line in program if line.strip()]
        # An import or two, a context, the planted words, a socket, a connection.
        self.assertLessEqual(len(code), 9, output)
        self.assertTrue(any("options |=" in line for line in code), output)
        self.assertTrue(any("wrap_" in line for line in code), output)
        self.assertIn("expected:", output)


if __name__ == "__main__":
    unittest.main()
