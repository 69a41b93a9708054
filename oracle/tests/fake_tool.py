"""A tool that knows the truth, and makes the mistakes that it is told to.

    fake_tool.py [--plant MISTAKE:PROTOCOL:WORD]...  inventory … --target-python X.Y .

It runs each program of the folder under this Python, all environments of the
generator included, and answers with what it saw. In programs whose text holds
WORD it is wrong: ``drop`` forgets PROTOCOL at each connection, ``add`` invents
it, ``lose`` says nothing about connections that can speak it.
"""
import argparse
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from oracle import interpreters, runner
from oracle.generator import outside
from oracle.interpreters import PROTOCOLS


def planted(protocols, source, mistakes):
    """What the tool says instead of the truth; None for nothing at all."""
    protocols = set(protocols)
    for mistake, protocol, word in mistakes:
        if word not in source:
            continue
        if mistake == "drop":
            protocols.discard(protocol)
        elif mistake == "add":
            protocols.add(protocol)
        elif mistake == "lose" and protocol in protocols:
            return None
    return protocols


def endpoint(opened, protocols):
    """An endpoint as the JSON contract has it."""
    return {
        "path": opened.path,
        "kind": "connection",
        "role": opened.role,
        "certainty": "exact",
        "protocols": [name for name in PROTOCOLS if name in protocols],
        "range": {
            "start": {"line": opened.call.line, "column": 1},
            "end": {"line": opened.call.end_line,
                    "column": opened.call.end_column},
        },
    }


def programs_here():
    """The entries of the programs, each with the text of all its files: the
    names of its modules begin with its own."""
    paths = sorted(path.as_posix() for path in Path().rglob("*.py"))
    for entry in paths:
        if re.search(r"(^|/)p\d+_", entry):
            continue
        own = [path for path in paths
               if path == entry or path.startswith(entry[:-len(".py")] + "_")]
        yield entry, "\n".join(Path(path).read_text(encoding="utf-8") for path in own)


def main():
    """Prints the inventory of the working directory."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--plant", action="append", default=[])
    parser.add_argument("--target-python")
    options, _ = parser.parse_known_args()
    mistakes = [text.split(":", 2) for text in options.plant]
    programs, sources = [], {}
    for entry, text in programs_here():
        sources[entry] = text
        read = outside.values_to_try(
            [name for name in outside.ENVIRONMENT if '"%s"' % name in text]
            + [name for name in outside.MODULES if re.search(r"\b%s\b" % name, text)],
            {entry: text})
        programs.append(runner.Program(entry, (entry,), read))
    truths = runner.run(interpreters.find(), Path.cwd(), programs)
    endpoints = []
    for entry in sorted(truths):
        for opened in truths[entry].opened:
            protocols = planted(opened.protocols, sources[entry], mistakes)
            if protocols is not None:
                endpoints.append(endpoint(opened, protocols))
    print(json.dumps({"schema_version": 1, "endpoints": endpoints}))


if __name__ == "__main__":
    main()
