"""Programs written by hand, as a generator would give them.

Each is a file of the folder, or a folder with a `main.py`. A line
``# ENV: NAME=a|b|<unset>`` gives the values to try of an environment variable,
a line ``# SINCE: 3.10`` the first Python that the program is for.
"""
import re
from pathlib import Path

from oracle.generator.program import Generated

ENVIRONMENT = re.compile(r"^# ENV: (\w+)=(.*)$", re.MULTILINE)
SINCE = re.compile(r"^# SINCE: (\d+)\.(\d+)$", re.MULTILINE)
UNSET = "<unset>"


def read(folder, version):
    """The programs of a folder that are for this Python, by name."""
    for path in sorted(Path(folder).iterdir()):
        if path.is_dir():
            entry = path.name + "/main.py"
            files = {"%s/%s" % (path.name, file.relative_to(path).as_posix()):
                     file.read_text(encoding="utf-8")
                     for file in sorted(path.rglob("*.py"))}
        elif path.suffix == ".py":
            # In a folder of its own, so that none is imported by another.
            entry = "%s/main.py" % path.stem
            files = {entry: path.read_text(encoding="utf-8")}
        else:
            continue
        since = SINCE.search(files[entry])
        if since and version < tuple(int(part) for part in since.groups()):
            continue
        environment = {
            name: [None if value == UNSET else value for value in values.split("|")]
            for name, values in ENVIRONMENT.findall(files[entry])}
        yield Generated(entry, files, environment, [path.stem])
