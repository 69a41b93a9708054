"""What the tests share: the import path, small programs, a run of the command."""
import contextlib
import io
import os
import shlex
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from oracle import cli, interpreters, judge, runner  # noqa: E402

VERSIONS = ["2.7"] + ["3.%d" % minor for minor in range(6, 16)]


def available():
    """This interpreter and every other that is found."""
    found = [interpreters.find()]
    for version in VERSIONS:
        try:
            one = interpreters.find(version)
        except interpreters.NotFound:
            continue
        if one.version not in [other.version for other in found]:
            found.append(one)
    return found


def with_pyopenssl():
    """An interpreter that has pyOpenSSL, or None."""
    cache = os.environ.get("TLSFLOOR_PROOF_CACHE", HERE.parents[1] / "target/proof")
    paths = sorted(Path(cache).glob("*/bin/python"), reverse=True)
    for path in [sys.executable] + [str(path) for path in paths]:
        try:
            one = interpreters.find(path)
        except interpreters.NotFound:
            continue
        if one.pyopenssl:
            return one
    return None


def truth_of(interpreter, source, environment=None):
    """What running one program shows."""
    with tempfile.TemporaryDirectory() as folder:
        program = judge.write(folder, "program.py", source, environment or {})
        return runner.run(interpreter, folder, [program])["program.py"]


def fake_tool(*mistakes):
    """The command of a tool that is right but for these mistakes."""
    words = [sys.executable, str(HERE / "fake_tool.py")]
    for mistake in mistakes:
        words += ["--plant", mistake]
    return " ".join(shlex.quote(word) for word in words)


def oracle(*arguments):
    """Exit status and output of the command."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        status = cli.main(list(arguments))
    return status, output.getvalue()


def counts(output):
    """The table of the command's output: calls by verdict."""
    table = {}
    for line in output.splitlines():
        words = line.split()
        if len(words) == 3 and words[2].endswith("%"):
            table[words[0]] = int(words[1])
    return table


def executable(folder, text):
    """A shell script in the folder, as a command."""
    path = os.path.join(folder, "tool")
    with open(path, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\n" + text + "\n")
    os.chmod(path, 0o755)
    return path
