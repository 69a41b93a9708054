"""The command ``scripts/oracle``."""
import argparse
import itertools
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from oracle import compare, generator, interpreters, judge, runner, tool, written
from oracle.report import print_failure, print_productions, print_table
from oracle.shrink import shrink

ROOT = Path(__file__).resolve().parent.parent

# Programs written for each that is asked for, while looking for ones that use
# a certain production.
MAX_TRIED = 200

# Verdicts that make the command fail, the worst first.
GATING = (compare.MISSING, compare.UNDER)


def parse(arguments):
    """The options."""
    parser = argparse.ArgumentParser(
        prog="scripts/oracle",
        description="Judge tlsfloor by running generated programs for real.")
    parser.add_argument("--seed", default="1", help="any text; default 1")
    parser.add_argument("--count", type=int, default=300,
                        help="how many programs; default 300")
    parser.add_argument("--programs", metavar="DIR",
                        help="judge the programs in this folder instead of generated ones")
    parser.add_argument("--plain", action="store_true",
                        help="without the constructs in oracle/generator/topics")
    parser.add_argument("--using", metavar="WORD",
                        help="only programs with a production whose name or topic has this word")
    parser.add_argument("--productions", action="store_true",
                        help="list what the programs with wrong or wide answers are made of")
    parser.add_argument("--python", metavar="PATH|X.Y",
                        help="the interpreter to run programs under")
    parser.add_argument("--tool", metavar="CMD",
                        help="judge this command instead of the project's binary")
    parser.add_argument("--keep", metavar="DIR",
                        help="leave the programs and their truth in this folder")
    parser.add_argument("--shrink", type=int, default=5, metavar="N",
                        help="shrink and print at most N failing programs; default 5")
    parser.add_argument("--over", action="store_true",
                        help="print programs with too wide answers, too")
    return parser.parse_args(arguments)


def main(arguments=None):
    """Exit status: 0 all well; 1 something under or missing; 2 no result."""
    options = parse(arguments)
    try:
        interpreter = interpreters.find(options.python)
        command = (tool.command_from(options.tool) if options.tool
                   else tool.default_command(ROOT))
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
            return run(options, interpreter, command, options.keep)
        with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
            return run(options, interpreter, command, folder)
    except (interpreters.NotFound, tool.ToolFailed, runner.RunFailed) as error:
        print("oracle: %s" % error, file=sys.stderr)
        return 2


def run(options, interpreter, command, folder):
    """Generates, judges, reports."""
    started = time.monotonic()
    target = generator.Target(interpreter.version, interpreter.pyopenssl)
    programs, used = [], {}
    for made in (written.read(options.programs, interpreter.version)
                 if options.programs else wanted(options, target)):
        program = judge.write_files(folder, made.entry, made.files, made.environment)
        programs.append(program)
        used[program.entry] = made.used
    results = judge.judge(interpreter, command, folder, programs)
    if options.keep:
        _write_truth(folder, results)
    judgements = [one for result in results for one in result.judgements]
    print("Python %s, %s; %s" % (
        interpreter.target, interpreter.openssl,
        options.programs or "seed %s" % options.seed))
    print_table(results, compare.count(judgements), time.monotonic() - started)
    if options.productions:
        print_productions(results, used)
    _print_failures(options, interpreter, command, folder, results)
    return 1 if any(one.verdict in GATING for one in judgements) else 0


def wanted(options, target):
    """As many programs as asked for, of those that are asked for."""
    found = 0
    for index in itertools.count():
        if found == options.count or index == MAX_TRIED * options.count:
            return
        made = generator.generate(options.seed, index, target, options.plain)
        if not options.using or any(options.using in name for name in made.used):
            found += 1
            yield made


def _write_truth(folder, results):
    """The programs' environments and truth beside them, for other tools."""
    manifest = {}
    for result in results:
        manifest[result.program.entry] = {
            "files": list(result.program.files),
            "environment": result.program.environment,
            "raised": result.truth.raised,
            "opened": [{
                "path": one.path, "line": one.call.line,
                "end_line": one.call.end_line, "end_column": one.call.end_column,
                "api": one.api, "role": one.role,
                "protocols": sorted(one.protocols),
            } for one in result.truth.opened],
        }
    path = os.path.join(str(folder), "manifest.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1, sort_keys=True)


def _print_failures(options, interpreter, command, folder, results):
    """The worst kinds first; of each program the worst."""
    shown = GATING + ((compare.OVER,) if options.over else ())
    failing = []
    for result in results:
        verdicts = [one.verdict for one in result.judgements]
        worst = [kind for kind in shown if kind in verdicts]
        if worst:
            failing.append((shown.index(worst[0]), worst[0], result))
    failing.sort(key=lambda one: (one[0], one[2].program.entry))
    for _, verdict, result in failing[:options.shrink]:
        files = {name: (Path(folder) / name).read_text(encoding="utf-8")
                 for name in result.program.files}
        small = minimal(interpreter, command, files, result, verdict)
        print_failure(verdict, result.program.entry, small)
    if len(failing) > options.shrink:
        print("%d more failing programs not shown" % (len(failing) - options.shrink))


def minimal(interpreter, command, files, result, verdict):
    """The result for the smallest program found that still fails so: each file
    is made smaller in turn, the entry first and last, and then left out."""
    variables, entry = result.program.environment, result.program.entry
    with tempfile.TemporaryDirectory(prefix="oracle-") as folder:

        def judged(programs_texts):
            for old in os.listdir(folder):
                shutil.rmtree(os.path.join(folder, old))
            programs = []
            for number, texts in enumerate(programs_texts):
                environment = {variable: values for variable, values in variables.items()
                               if any(variable in text for text in texts.values())}
                home = "c%03d" % number
                programs.append(judge.write_files(
                    folder, os.path.join(home, entry),
                    {os.path.join(home, path): text for path, text in texts.items()},
                    environment))
            return judge.judge(interpreter, command, folder, programs)

        def fails(programs_texts):
            return [any(one.verdict == verdict for one in result.judgements)
                    for result in judged(programs_texts)]

        def smaller(name):
            return shrink(files[name], lambda sources: fails(
                [dict(files, **{name: source}) for source in sources]))

        files = dict(files)
        others = sorted(name for name in files if name != entry)
        for name in [entry] + others + ([entry] if others else []):
            files[name] = smaller(name)
        for name in others:
            rest = {path: text for path, text in files.items() if path != name}
            if fails([rest])[0]:
                files = rest
        return files, judged([files])[0]
