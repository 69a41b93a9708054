"""Runs programs under the judged interpreter, on all cores.

In: programs in a folder and the environments to try for each. Out: for each
program the connections that were opened, as call expressions, united over all
its environments.
"""
import itertools
import json
import os
import subprocess
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor

from oracle import calls
from oracle.interpreters import HERE, child_environment

# A program in a folder: its entry file and its other files, relative to the
# folder, and the environment variables it reads with the values to try (None:
# not set); among them the names of modules that may be absent (None), each with
# expressions for what it holds.
Program = namedtuple("Program", "entry files environment")

# A connection: where, which side, and what it can negotiate, united over all
# runs. `incomparable` says why the reference platform may differ, if it may.
Opened = namedtuple("Opened", "path call api role protocols incomparable")

# What the runs of a program showed. `raised` holds what ended runs early.
Truth = namedtuple("Truth", "opened raised ambiguous")

# Environments per program. More would only repeat what fewer show.
MAX_ENVIRONMENTS = 96

OP_NO_SSLV3 = 0x02000000
OP_NO_TLSV1 = 0x04000000


class RunFailed(Exception):
    """The interpreter did not do its work."""


def environments(variables):
    """Every combination of the values that the variables may have."""
    names = sorted(variables)
    combinations = itertools.product(*(variables[name] for name in names))
    result = []
    for values in itertools.islice(combinations, MAX_ENVIRONMENTS):
        pairs = zip(names, values)
        result.append({name: value for name, value in pairs if value is not None})
    return result


def run(interpreter, root, programs):
    """The truth about each program, by entry."""
    n_workers = max(1, min(os.cpu_count() or 1, len(programs)))
    shares = [programs[start::n_workers] for start in range(n_workers)]
    with ThreadPoolExecutor(n_workers) as pool:
        answers = list(pool.map(
            lambda share: _run_share(interpreter, root, share), shares))
    by_entry = {job["entry"]: job["runs"] for part in answers for job in part}
    return {program.entry: _unite(interpreter, root, by_entry[program.entry])
            for program in programs}


def _run_share(interpreter, root, programs):
    work = {
        "root": str(root),
        "jobs": [{"entry": program.entry,
                  "environments": environments(program.environment)}
                 for program in programs],
    }
    done = subprocess.run(
        [interpreter.path, "-W", "ignore", str(HERE / "worker.py")],
        input=json.dumps(work).encode(), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=child_environment())
    if done.returncode != 0:
        raise RunFailed(done.stderr.decode(errors="replace"))
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def _unite(interpreter, root, runs):
    """One program's runs as one set of connections."""
    sources = {}
    united, reasons, ambiguous = {}, {}, []
    for event in (event for one in runs for event in one["opened"]):
        path = event["path"]
        if path not in sources:
            with open(os.path.join(str(root), path), encoding="utf-8") as file:
                sources[path] = calls.CallMap(file.read())
        call = sources[path].locate(event["line"], event["span"], event["api"])
        if call is None:
            ambiguous.append("%s:%d" % (path, event["line"]))
            continue
        key = (path, call, event["api"], event["role"])
        united.setdefault(key, set()).update(event["protocols"])
        reason = _incomparable(interpreter, event)
        if reason:
            reasons[key] = reason
    opened = [Opened(path, call, api, role, frozenset(protocols),
                     reasons.get((path, call, api, role)))
              for (path, call, api, role), protocols in sorted(united.items())]
    raised = sorted({one["raised"] for one in runs if one["raised"]})
    return Truth(opened, raised, sorted(set(ambiguous)))


def _incomparable(interpreter, event):
    """Why the reference build may differ from the one at hand, if it may.

    Up to Python 3.4 the reference has SSLv3 and the one at hand has not: a
    client with SSLv3 on and TLSv1 off has a hole there, and none here.
    """
    settings = event["settings"]
    if interpreter.version >= (3, 5) or settings is None:
        return None
    if event["role"] != "client" or settings["protocol"] in (3, 4, 5):
        return None
    options = settings["options"]
    if not options & OP_NO_SSLV3 and options & OP_NO_TLSV1:
        return "SSLv3 makes a hole on the reference build only"
    return None
