"""What the tests share: the import path, cases, a run of the command."""
import contextlib
import io
import os
import shlex
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path
from unittest import mock

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from verifier import certificates, cli  # noqa: E402

PYTHON = "%d.%d" % sys.version_info[:2]


def case(body, expect, **header):
    """The text of a case about the standard library."""
    values = dict({"library": "ssl", "requires": "nothing", "knob": "some.knob(x)",
                   "expect": expect, "observed": "context", "python": PYTHON}, **header)
    lines = ["# %s: %s" % one for one in values.items()]
    return "\n".join(lines) + "\n\n" + textwrap.dedent(body)


def fake_tool(*mistakes):
    """The command of a tool that says what the cases say that it says, but for these
    mistakes."""
    words = [sys.executable, str(HERE / "fake_tool.py")]
    for mistake in mistakes:
        words += ["--plant", mistake]
    return " ".join(shlex.quote(word) for word in words)


class WithCases(unittest.TestCase):
    """A folder of cases, and one of environments that all tests use."""

    @classmethod
    def setUpClass(cls):
        cls._kept = tempfile.TemporaryDirectory()
        # Making keys takes long; one certificate will do for all commands.
        made = certificates.make(cls._kept.name)
        cls._one = mock.patch.object(certificates, "make", lambda _folder: made)
        cls._one.start()

    @classmethod
    def tearDownClass(cls):
        cls._one.stop()
        cls._kept.cleanup()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def add(self, name, text):
        """A file below the folder of cases."""
        path = Path(self.folder) / "cases" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def verify(self, *arguments, mistakes=()):
        """Exit status and output of the command."""
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            status = cli.main([
                "--cases", os.path.join(self.folder, "cases"), "--keep", self._kept.name,
                "--tool", fake_tool(*mistakes),
                "--document", os.path.join(self.folder, "table.md")] + list(arguments))
        return status, output.getvalue()

    def outcome(self, text, mistakes=()):
        """Exit status and output for one case."""
        self.add("ssl/case.py", text)
        return self.verify(mistakes=mistakes)
