"""Runs a case and says what was measured."""
import json
import os
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

from oracle.interpreters import HERE as ORACLE
from oracle.interpreters import PROTOCOLS, child_environment
from verifier import cases

HERE = Path(__file__).resolve().parent

# What is on the path of every Python that a case starts.
INSIDE = str(HERE / "inside")

# A connection that came: the places in the case that led to it as (path, line), the
# innermost first; through what; the side; and what it can negotiate.
Event = namedtuple("Event", "lines through role protocols")

# What a case did. `outcome` is a set of protocols, cases.REFUSED or cases.NONE;
# `events` are the connections behind a set.
Observation = namedtuple("Observation", "outcome events")

# Exceptions that say that the case is broken rather than that a value is refused.
BROKEN = {"ImportError", "SyntaxError", "NameError", "ConnectionError", "gaierror",
          "MemoryError", "KeyboardInterrupt"}

# Versions play no part in this configuration. The level lets old ones be spoken.
OPENSSL_CONF = """\
openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = default
[default]
CipherString = ALL:@SECLEVEL=0
"""

GIBIBYTE = 1 << 30


class Trouble(Exception):
    """The case shows nothing, and why."""


class Limits(namedtuple("Limits", "seconds bytes")):
    """What a run of a case may use."""


DEFAULT_LIMITS = Limits(60, 4 * GIBIBYTE)


def lay_out(case, folder):
    """Puts the case's files into a folder, by themselves: none can be imported instead
    of a library. The requirements stand beside them, as in a project."""
    requirements = "".join(pin + "\n" for pin in case.requires)
    for name, text in dict({"requirements.txt": requirements}, **case.files).items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class Runner:
    """What the runs of all cases share."""

    def __init__(self, certificates, scratch, limits=DEFAULT_LIMITS):
        self._certificates = certificates
        self._limits = limits
        self._conf = os.path.join(scratch, "case-openssl.cnf")
        with open(self._conf, "w", encoding="ascii") as file:
            file.write(OPENSSL_CONF)
        self.isolated = _can_isolate()

    def observe(self, case, interpreter, folder):
        """What the case does, whose files are in the folder."""
        handshake = case.observed == cases.HANDSHAKE
        runs = self._stage(case, interpreter, folder, handshake)
        for run in runs:
            _check(run)
        if handshake:
            return by_handshakes(case, runs)
        events = measured(interpreter, runs[0]["record"])
        if case.observed == cases.CONFIGURATION:
            return by_configuration(runs[0], events)
        return by_events(runs[0], events)

    def _stage(self, case, interpreter, folder, handshake):
        environment = dict(child_environment(), OPENSSL_CONF=self._conf)
        # A program finds the tools that were installed with its library.
        environment["PATH"] = "%s:%s" % (os.path.dirname(interpreter.path),
                                         environment.get("PATH", ""))
        job = {
            "python": interpreter.path, "folder": str(folder), "entry": case.entry,
            "role": case.role, "peer": case.peer, "handshake": handshake,
            "files": self._certificates, "inside": INSIDE,
            "environment": environment, "seconds": self._limits.seconds,
            "bytes": self._limits.bytes,
        }
        command = [sys.executable, "-m", "verifier.stage"]
        if self.isolated:
            command = ISOLATE + command + ["--alone"]
        done = subprocess.run(command, input=json.dumps(job).encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=dict(os.environ, PYTHONPATH=str(HERE.parent),
                                       OPENSSL_CONF=os.devnull))
        if done.returncode != 0:
            raise Trouble("the stage failed: %s" % _last(done.stderr.decode(errors="replace")))
        return json.loads(done.stdout.decode())["runs"]


# A network of its own needs no privilege where user namespaces are allowed.
ISOLATE = ["unshare", "--map-root-user", "--net"]


def _can_isolate():
    try:
        return subprocess.run(ISOLATE + ["true"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def measured(interpreter, record):
    """The connections of a record, those without protocols measured."""
    raw = {one["id"]: one for one in record if "id" in one}
    if not raw:
        return []
    done = subprocess.run(
        [interpreter.path, "-W", "ignore", str(ORACLE / "worker.py"), "--measure"],
        input=json.dumps(list(raw.values())).encode(), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=child_environment())
    if done.returncode != 0:
        raise Trouble("not measured: %s" % _last(done.stderr.decode(errors="replace")))
    return [Event([tuple(place) for place in one["lines"]], one["through"], one["role"],
                  frozenset(one["protocols"]))
            for one in json.loads(done.stdout.decode())]


def by_events(run, events):
    """The outcome of a run whose connections were traced."""
    if events:
        return Observation(frozenset().union(*(one.protocols for one in events)), events)
    return Observation(_without_tls(run), [])


def by_handshakes(case, runs):
    """The outcome of runs with peers of one version each."""
    completed = frozenset(name for run in runs for name in run["completed"])
    if completed:
        return Observation(completed, [Event([], "library", case.role, completed)])
    if any(run["hellos"] for run in runs):
        said = sorted({_last(run["printed"]) for run in runs} - {""})
        raise Trouble("no handshake succeeded with any version: %s" % (
            "; ".join(said) or "the case says nothing"))
    outcomes = {_without_tls(run) for run in runs}
    if len(outcomes) > 1:
        raise Trouble("one run refuses, another does not")
    return Observation(outcomes.pop(), [])


def by_configuration(run, events):
    """The outcome that the case reads from the library's configuration."""
    said = [line[4:].replace(",", " ").split() for line in run["printed"].splitlines()
            if line.startswith("TLS:")]
    if not said:
        if events or _exception(run):
            return by_events(run, events)
        raise Trouble("no line `TLS: …` printed")
    if said[-1] == [cases.NONE]:
        return Observation(cases.NONE, [])
    unknown = [word for word in said[-1] if word not in PROTOCOLS]
    if unknown or not said[-1]:
        raise Trouble("not protocols: TLS: %s" % " ".join(said[-1]))
    protocols = frozenset(said[-1])
    return Observation(protocols, [Event([], "library", "unknown", protocols)])


def _exception(run):
    """The exception that ended the run, if one did."""
    return next((one for one in run["record"] if "raised" in one), None)


def _without_tls(run):
    """Why there was no TLS."""
    if run["stopped"] == "us":
        raise Trouble("no client could connect to the case")
    if run["status"] == 0:
        return cases.NONE
    error = _exception(run)
    # A program may also end with words of its own.
    if run["status"] > 0:
        return cases.REFUSED
    raise Trouble(error["raised"] if error else "status %s" % run["status"])


def _check(run):
    """Is this a run at all?"""
    if run["stopped"] == "time":
        raise Trouble("does not end by itself: %s" % _last(run["printed"]))
    if not any("started" in one for one in run["record"]):
        raise Trouble("nothing was recorded: %s" % _last(run["printed"]))
    error = _exception(run)
    if error and not any("id" in one for one in run["record"]) and not run["hellos"]:
        if BROKEN & set(error["kinds"]):
            raise Trouble(error["raised"])


def _last(text):
    """The last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""
