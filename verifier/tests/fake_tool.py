"""A tool that says what stands in the programs, and makes planted mistakes.

    fake_tool.py [--plant MISTAKE:PROTOCOL]...  inventory … .

A comment ``# says: client TLSv1.2 TLSv1.3`` at the end of a line is a connection at
that line. ``drop`` forgets the protocol, ``add`` invents it, ``lose`` says nothing of
connections that can speak it, ``invent`` has another connection in line 1.
"""
import argparse
import json
from pathlib import Path


def endpoint(path, line, role, protocols):
    """A connection as the JSON contract has it."""
    return {
        "path": path, "kind": "connection", "role": role, "certainty": "exact",
        "protocols": sorted(protocols),
        "range": {"start": {"line": line, "column": 1},
                  "end": {"line": line, "column": 80}},
    }


def main():
    """Prints the inventory of the working directory."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--plant", action="append", default=[])
    options, _ = parser.parse_known_args()
    endpoints = []
    for path in sorted(Path().rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if "# says: " not in line:
                continue
            role, *protocols = line.split("# says: ")[1].split()
            endpoints.append([path.as_posix(), number, role, set(protocols)])
    for mistake, protocol in (text.split(":") for text in options.plant):
        if mistake == "lose":
            endpoints = [one for one in endpoints if protocol not in one[3]]
        elif mistake == "invent":
            endpoints.append(["main.py", 1, "client", {protocol}])
        for one in endpoints:
            if mistake == "drop":
                one[3].discard(protocol)
            elif mistake == "add":
                one[3].add(protocol)
    print(json.dumps({"schema_version": 1,
                      "endpoints": [endpoint(*one) for one in endpoints]}))


if __name__ == "__main__":
    main()
