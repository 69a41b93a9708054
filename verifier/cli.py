"""The command ``scripts/verify-catalogue``."""
import argparse
import datetime
import os
import random
import sys
import tempfile
from collections import namedtuple
from pathlib import Path

from oracle import tool
from oracle.interpreters import PROTOCOLS
from verifier import cases, certificates, judge, table
from verifier.environments import Environments, NotInstalled
from verifier.runner import DEFAULT_LIMITS, Limits, Runner, Trouble, lay_out

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "catalogue-verified.md"

# What became of a case: a judgement, or the trouble that prevented one.
Result = namedtuple("Result", "case judgement trouble")


def parse(arguments):
    """The options."""
    parser = argparse.ArgumentParser(
        prog="scripts/verify-catalogue",
        description="Judge tlsfloor's catalogue by running the real libraries.")
    parser.add_argument("libraries", nargs="*", metavar="LIBRARY",
                        help="only these; all unless named")
    parser.add_argument("--list", action="store_true", help="list the cases, run nothing")
    parser.add_argument("--sample", type=int, metavar="N", help="N cases, drawn by lot")
    parser.add_argument("--seed", default="1", help="for --sample; any text; default 1")
    parser.add_argument("--write", action="store_true",
                        help="renew the rows of docs/catalogue-verified.md")
    parser.add_argument("--keep", metavar="DIR",
                        help="leave the virtual environments here, and use those that are")
    parser.add_argument("--tool", metavar="CMD",
                        help="judge this command instead of the project's binary")
    parser.add_argument("--models", metavar="PATH", action="append", default=[],
                        help="passed to the tool")
    parser.add_argument("--cases", metavar="DIR", default=str(ROOT / "verify"),
                        help="where the cases are; default verify/")
    parser.add_argument("--document", metavar="FILE", default=str(DOCUMENT),
                        help="what --write writes")
    parser.add_argument("--time-limit", type=int, metavar="SECONDS",
                        default=DEFAULT_LIMITS.seconds, help="for a run of a case; default "
                        "%d" % DEFAULT_LIMITS.seconds)
    return parser.parse_args(arguments)


def main(arguments=None):
    """Exit status: 0 all agree; 1 a disagreement; 2 none, but a case that is
    malformed or showed nothing, or nothing to judge."""
    options = parse(arguments)
    try:
        everything, malformed = cases.read(options.cases)
    except OSError as error:
        return _failed(str(error))
    malformed = cases.of_libraries(malformed, options.libraries)
    found = cases.of_libraries(everything, options.libraries)
    for one in malformed:
        print("%s:%d: %s" % (one.path, one.line, one.message), file=sys.stderr, flush=True)
    unknown = cases.unknown(found + malformed, options.libraries)
    if unknown:
        return _failed("no cases of %s" % ", ".join(unknown))
    if options.sample is not None:
        lot = random.Random(options.seed)
        found = lot.sample(found, min(options.sample, len(found)))
    if options.list:
        _list(found)
        return 2 if malformed else 0
    if not found:
        return _failed("no cases")
    try:
        command = (tool.command_from(options.tool) if options.tool
                   else tool.default_command(ROOT))
    except tool.ToolFailed as error:
        return _failed(str(error))
    others = {identity(case) for case in everything} - {identity(case) for case in found}
    return finish(run(options, command, found, others), malformed)


def run(options, command, found, others):
    """The results, case by case, printed and written as they come."""
    results = []
    limits = Limits(options.time_limit, DEFAULT_LIMITS.bytes)
    with tempfile.TemporaryDirectory(prefix="verify-") as scratch, \
            Environments(options.keep) as environments:
        runner = Runner(certificates.make(scratch), scratch, limits)
        if not runner.isolated:
            print("no network of its own can be made for the cases: they run in yours")
        for (python, pins), group in grouped(found):
            interpreter, trouble = None, None
            if any(case.observed != cases.READ for case in group):
                try:
                    interpreter = environments.interpreter(python, pins)
                except NotInstalled as error:
                    trouble = str(error)
            for case in group:
                results.append(_one(options, command, runner, interpreter, trouble, case))
                _print(results[-1])
            if interpreter:
                environments.forget(interpreter)
            if options.write:
                rest = {identity(case) for case in found} - {
                    identity(one.case) for one in results}
                _write(options, results, others | rest)
    return results


def grouped(found):
    """The cases by Python and requirements, in the order of their names."""
    groups = {}
    for case in sorted(found, key=_key):
        pins = () if case.observed == cases.READ else case.requires
        groups.setdefault((case.python, pins), []).append(case)
    return list(groups.items())


def _one(options, command, runner, interpreter, trouble, case):
    """The result of one case."""
    if trouble and case.observed != cases.READ:
        return Result(case, None, trouble)
    with tempfile.TemporaryDirectory(prefix="case-") as folder:
        lay_out(case, folder)
        try:
            observation = (None if case.observed == cases.READ
                           else runner.observe(case, interpreter, folder))
            models = [word for path in options.models
                      for word in ("--models", os.path.abspath(path))]
            by_path = tool.connections(command, case.python, folder, models)
        except Trouble as error:
            return Result(case, None, str(error))
        except tool.ToolFailed as error:
            # What follows the first line draws it; the table has one line for it.
            return Result(case, None, "the tool: %s" % str(error).split("\n", 1)[0])
    endpoints = [one for path in sorted(case.files) for one in by_path.get(path, ())]
    comparable = interpreter.comparable if interpreter else PROTOCOLS
    return Result(case, judge.judge(case, observation, endpoints, comparable), None)


def finish(results, malformed):
    """Prints the totals; the exit status."""
    wrong = [one for one in results if one.judgement and one.judgement.reasons]
    troubled = [one for one in results if one.trouble]
    n_read = sum(1 for one in results if one.judgement and one.judgement.measured is None)
    print()
    print("%d cases of %d libraries: %d agree (%d of them only read), %d disagree, "
          "%d could not be judged, %d malformed" % (
              len(results), len({one.case.library for one in results}),
              len(results) - len(wrong) - len(troubled), n_read, len(wrong),
              len(troubled), len({one.path for one in malformed})))
    if wrong:
        print("disagreements in: %s" % _libraries(wrong))
        return 1
    if troubled:
        print("not judged in: %s" % _libraries(troubled))
    return 2 if troubled or malformed else 0


def _libraries(results):
    return ", ".join(sorted({one.case.library for one in results}))


def _write(options, results, others):
    today = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    rows, absent = [], {}
    for one in results:
        if one.trouble:
            absent[identity(one.case)] = "%s (%s)" % (one.trouble, today)
            continue
        rows.append(table.Row(
            one.case.library, version(one.case), one.case.knob, one.case.observed,
            "–" if one.judgement.measured is None else judge.names(one.judgement.measured),
            judge.names(one.judgement.said), today, one.case.python, identity(one.case)))
    path = Path(options.document)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(table.renewed(text, others, rows, absent), encoding="utf-8")


def identity(case):
    """How a case is named: library and case, as its path has them."""
    return "%s/%s" % (case.folder, case.name)


def version(case):
    """The release that the case is about."""
    for pin in case.requires:
        name, release = pin.split("==")
        if cases.plain(name.split("[")[0]) in (cases.plain(case.library), case.folder):
            return release
    return " ".join(case.requires) or "Python %s" % case.python


def _key(case):
    return (case.folder, case.name)


def _list(found):
    for case in sorted(found, key=_key):
        print("%-40s %-14s %-6s %s" % (
            identity(case), case.observed, case.python, case.knob))


def _print(result):
    case = result.case
    if result.trouble:
        print("%s: not judged: %s" % (identity(case), result.trouble))
    elif result.judgement.reasons:
        print("%s: DISAGREES (%s %s, %s)" % (
            identity(case), case.library, version(case), case.knob))
        for reason in result.judgement.reasons:
            print("    %s" % reason)
    else:
        print("%s: %s" % (identity(case), judge.names(
            case.expect if result.judgement.measured is None else result.judgement.measured)))
    sys.stdout.flush()


def _failed(message):
    print("verify-catalogue: %s" % message, file=sys.stderr)
    return 2
