"""One round of the oracle: programs in a folder, run and judged."""
import os
from collections import namedtuple

from oracle import compare, runner, tool

# What came out for one program.
Result = namedtuple("Result", "program truth judgements n_extra")


def write(folder, name, source, environment):
    """Puts a single-file program into the folder."""
    return write_files(folder, name, {name: source}, environment)


def write_files(folder, entry, files, environment):
    """Puts a program into the folder; `files` are its texts by path."""
    for name, source in files.items():
        path = os.path.join(str(folder), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
    return runner.Program(entry, tuple(sorted(files)), environment)


def judge(interpreter, command, folder, programs):
    """Results in the order of the programs."""
    truths = runner.run(interpreter, folder, programs)
    by_path = tool.connections(command, interpreter.target, folder)
    results = []
    for program in programs:
        endpoints = [endpoint for path in program.files
                     for endpoint in by_path.get(path, ())]
        truth = truths[program.entry]
        judgements, n_extra = compare.judge(
            truth, endpoints, interpreter.comparable)
        results.append(Result(program, truth, judgements, n_extra))
    return results
