"""Runs programs and prints what connections they opened.

Runs inside the judged interpreter (CPython 2.7, 3.6 and later). Reads from
stdin a JSON object ``{"root": folder, "jobs": [{"entry": path, "environments":
[{name: value}]}]}`` and prints one JSON object a line for each job:
``{"entry": path, "runs": [{"raised": text or null, "opened": [event]}]}``, where
an event is what ``tracer`` records, with the measured ``protocols``.

Each run is a forked process, so that nothing that a program does to ``ssl``
reaches the next one. ``--describe`` prints facts about the interpreter,
``--measure`` reads events of other runs as a JSON array and prints them measured.
"""
import json
import os
import signal
import sys
import types

# The measuring module is that of the protocol proof.
sys.path.append(os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "proof"))

import measure
import settings
import tracer

# Seconds after which a program is stopped.
TIME_LIMIT = 10

# Modules of the standard library that many programs import.
FREQUENT = ("argparse", "asyncio", "concurrent.futures", "configparser", "contextlib",
            "dataclasses", "enum", "threading")

# How the names of modules begin that may be absent; the environment says what
# each holds if it is there.
ABSENT = "absent_"


def describe():
    """What the generator and the comparison must know about this Python."""
    import ssl
    facts = {
        "version": list(sys.version_info[:3]),
        "openssl": ssl.OPENSSL_VERSION,
        "pyopenssl": None,
    }
    try:
        import OpenSSL
        facts["pyopenssl"] = OpenSSL.__version__
    except Exception:  # A broken installation is as good as none.
        pass
    return facts


def run_program(root, entry, environment):
    """Runs one program in a child; returns its events and what it raised."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _child(root, entry, environment, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    if not data:
        return {"raised": "stopped or crashed", "opened": []}
    return json.loads(data.decode("utf-8"))


def _child(root, entry, environment, write_end):
    signal.alarm(TIME_LIMIT)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.environ.update((name, value) for name, value in environment.items()
                      if not name.startswith(ABSENT))
    settings.imitate_reference()
    record = tracer.Tracer(root)
    record.install()
    for name in environment:
        if name.startswith(ABSENT):
            sys.modules[str(name)] = present(str(name), environment[name])
    raised = _execute(os.path.join(root, entry))
    report = json.dumps({"raised": raised, "opened": record.opened})
    with os.fdopen(write_end, "wb") as pipe:
        pipe.write(report.encode("utf-8"))
    # Not sys.exit: what the program registered must not run.
    os._exit(0)


def present(name, expression):
    """A module of that name, whose SETTING is the value of the expression over
    the names of `ssl`."""
    import ssl
    module = types.ModuleType(name)
    module.SETTING = eval(expression, dict(vars(ssl)))
    return module


def _execute(path):
    """Runs the file as Python would run a script; returns what it raised."""
    main = types.ModuleType("__main__")
    main.__file__ = path
    sys.modules["__main__"] = main
    sys.argv = [path]
    sys.path[0] = os.path.dirname(path)
    try:
        with open(path, "rb") as file:
            code = compile(file.read(), path, "exec")
        exec(code, main.__dict__)
    except SystemExit:
        return None
    except BaseException as error:
        return "%s: %s" % (type(error).__name__, error)
    return None


class Measurer(object):
    """Protocols by settings and role; equal settings are measured once."""

    def __init__(self):
        self._known = {}

    def complete(self, event):
        """Adds the protocols to an event that has none yet."""
        if "protocols" in event:
            return
        key = json.dumps([event["settings"], event["role"]], sort_keys=True)
        if key not in self._known:
            context = settings.context_from(event["settings"])
            self._known[key] = measure.negotiable(context, event["role"])
        event["protocols"] = self._known[key]


def measured(events):
    """The events, each with its protocols."""
    measurer = Measurer()
    for event in events:
        measurer.complete(event)
    return events


def main():
    """The command."""
    if sys.argv[1:] == ["--describe"]:
        print(json.dumps(describe()))
        return
    if sys.argv[1:] == ["--measure"]:
        print(json.dumps(measured(json.load(sys.stdin))))
        return
    work = json.load(sys.stdin)
    # Imported once here rather than in each child.
    for name in ("OpenSSL",) + FREQUENT:
        tracer.importable(name)
    measurer = Measurer()
    for job in work["jobs"]:
        runs = []
        for environment in job["environments"]:
            run = run_program(work["root"], job["entry"], environment)
            for event in run["opened"]:
                measurer.complete(event)
            runs.append(run)
        print(json.dumps({"entry": job["entry"], "runs": runs}))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
