"""Virtual environments with the pinned packages that cases ask for."""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from oracle import interpreters

# Seconds for one installation.
TIME_LIMIT = 900


class NotInstalled(Exception):
    """The packages cannot be had here."""


class Environments:
    """Environments below a folder: thrown away one by one, or kept with it."""

    def __init__(self, keep=None):
        self._keep = keep is not None
        self._root = keep or tempfile.mkdtemp(prefix="verify-")
        os.makedirs(self._root, exist_ok=True)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        if not self._keep:
            shutil.rmtree(self._root, ignore_errors=True)

    def interpreter(self, python, pins):
        """The interpreter of an environment with these packages."""
        try:
            own = "%d.%d" % sys.version_info[:2] == python
            base = interpreters.find(None if own else python)
        except interpreters.NotFound as error:
            raise NotInstalled(str(error))
        digest = hashlib.sha256(" ".join(pins).encode()).hexdigest()[:12]
        folder = Path(self._root) / ("%s-%s" % (python, digest))
        done = folder / "complete"
        if not done.exists():
            shutil.rmtree(str(folder), ignore_errors=True)
            _make(base, folder, pins)
            done.write_text(" ".join(pins) + "\n")
        return interpreters.Interpreter(str(folder / "bin" / "python"))

    def forget(self, interpreter):
        """Throws the interpreter's environment away, unless all are kept."""
        if not self._keep:
            shutil.rmtree(str(Path(interpreter.path).parent.parent), ignore_errors=True)


def _make(base, folder, pins):
    # Bringing pip along takes longer than all the rest.
    without = [] if pins else ["--without-pip"]
    _run([base.path, "-m", "venv"] + without + [str(folder)], "no virtual environment")
    if pins:
        _run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet",
              "--no-input", "--disable-pip-version-check"] + list(pins),
             "pip cannot install %s" % " ".join(pins))


def _run(command, failure):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise NotInstalled("%s: not done after %d seconds" % (failure, TIME_LIMIT))
    if done.returncode != 0:
        raise NotInstalled("%s: %s" % (failure, _reason(done.stdout)))


def _reason(output):
    """The line of pip's output that says most."""
    lines = [line.strip() for line in output.decode(errors="replace").splitlines()
             if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")]
    return (errors or lines or ["no reason given"])[-1]
