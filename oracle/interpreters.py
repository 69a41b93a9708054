"""Finding the interpreter that programs are run under."""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Reference builds up to Python 3.4 have OpenSSL 1.0.2, which has no TLSv1.3.
PROTOCOLS = ("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")


class NotFound(Exception):
    """There is no such interpreter, or it cannot run the tracer."""


class Interpreter:
    """A Python executable and what is known about it."""

    def __init__(self, path):
        self.path = path
        facts = _describe(path)
        self.version = tuple(facts["version"][:2])
        self.openssl = facts["openssl"]
        self.pyopenssl = facts["pyopenssl"]

    @property
    def target(self):
        """As ``--target-python`` wants it: ``3.8``."""
        return "%d.%d" % self.version

    @property
    def comparable(self):
        """The protocols that both this interpreter's OpenSSL and that of the
        tool's reference build for this Python have."""
        return PROTOCOLS[:3] if self.version < (3, 5) else PROTOCOLS


def child_environment():
    """An environment in which nothing but the program decides."""
    kept = {name: os.environ[name]
            for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    # A system-wide openssl.cnf may set bounds of its own.
    kept["OPENSSL_CONF"] = os.devnull
    kept["PYTHONDONTWRITEBYTECODE"] = "1"
    kept["PYTHONHASHSEED"] = "0"
    return kept


def find(wanted=None):
    """The interpreter for ``PATH``, ``X.Y`` or, without either, this one."""
    if wanted is None:
        return Interpreter(sys.executable)
    if os.sep in wanted:
        return Interpreter(wanted)
    for path in _candidates(wanted):
        try:
            return Interpreter(path)
        except NotFound:
            continue
    raise NotFound("no working Python %s found" % wanted)


def _candidates(version):
    """Paths where a Python ``X.Y`` may be."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for folder in sorted(pyenv.glob("versions/%s.*" % version), reverse=True):
        yield str(folder / "bin" / "python")
    on_path = shutil.which("python" + version)
    if on_path:
        yield on_path


def _describe(path):
    command = [path, "-W", "ignore", str(HERE / "worker.py"), "--describe"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True,
                              stderr=subprocess.PIPE, env=child_environment())
    except OSError as error:
        raise NotFound("%s: %s" % (path, error.strerror))
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise NotFound("%s cannot run the tracer: %s" % (path, " ".join(last)))
    return json.loads(done.stdout.decode())
