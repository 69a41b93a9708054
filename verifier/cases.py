"""Reads the case programs and their header lines.

A case is a file ``verify/<library>/<case>.py``, or a folder ``<case>`` with a
``main.py`` where a library wants files with names of their own. The comment
lines that it begins with are its header.
"""
import re
from collections import namedtuple
from pathlib import Path

from oracle.interpreters import PROTOCOLS
from verifier import openings

# `files` are the texts by path, `entry` is the one that runs. `expect` is a set
# of protocols, REFUSED or NONE. `subject` is the line of the connection that is
# meant, if the header names one.
Case = namedtuple("Case", "folder name path entry files library requires knob expect "
                          "observed python role peer subject")

# What is wrong with a case, and where.
Malformed = namedtuple("Malformed", "folder library path line message")

REFUSED, NONE = "refused", "none"

# Ways to learn the outcome.
CONTEXT, HANDSHAKE, CONFIGURATION, READ = "context", "handshake", "configuration", "read"

# The Python that a case is for unless it says another.
PYTHON = "3.11"

# What a library without requirements is part of.
NOTHING = "nothing"

HEADER = re.compile(r"#\s*([a-z]+):\s*(.*?)\s*$")
PIN = re.compile(r"[A-Za-z0-9._-]+(\[[A-Za-z0-9._,-]+\])?==[A-Za-z0-9._+!-]+$")

REQUIRED = ("library", "requires", "knob", "expect", "observed")
OPTIONAL = {"python": PYTHON, "role": "client", "peer": "tls", "subject": ""}
# May stand on several lines, which belong together.
REPEATED = ("requires",)


class Bad(Exception):
    """What is wrong with the value of a header line."""


def read(root):
    """The cases below the folder, and what is malformed."""
    cases, malformed = [], []
    for folder in sorted(path for path in Path(root).iterdir() if path.is_dir()):
        for path in sorted(folder.iterdir()):
            entry = path / "main.py" if path.is_dir() else path
            if entry.suffix == ".py" and entry.is_file():
                case, wrong = _read(folder.name, path, entry)
                malformed += wrong
                if not wrong:
                    cases.append(case)
    return cases, malformed


def plain(name):
    """A library's name as its folder has it: ``elastic-transport`` and
    ``Elastic Transport`` become ``elastic_transport``."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def of_libraries(ones, wanted):
    """Those, of cases or malformed ones, that are about the libraries; all if none is
    wanted."""
    names = {plain(name) for name in wanted}
    return [one for one in ones if not names or names & _names(one)]


def unknown(ones, wanted):
    """The libraries that none of these is about."""
    known = set().union(*(_names(one) for one in ones))
    return sorted(name for name in wanted if plain(name) not in known)


def _names(one):
    """The names that the library goes by: its own, and its folder's."""
    return {plain(one.folder), plain(one.library)}


def _read(folder, path, entry):
    """The case, and what is malformed of it."""
    files = {"main.py": entry.read_text(encoding="utf-8")}
    if path.is_dir():
        files = {file.relative_to(path).as_posix(): file.read_text(encoding="utf-8")
                 for file in sorted(path.rglob("*")) if file.is_file()}
    values, lines, wrong = _header(files["main.py"])
    wrong += [(1, "no line `# %s:`" % key) for key in REQUIRED if key not in values]
    parsed = {}
    for key, value in dict(OPTIONAL, **values).items():
        try:
            parsed[key] = PARSERS[key](value)
        except Bad as error:
            wrong.append((lines[key], str(error)))
    if wrong:
        library = values.get("library", folder)
        return None, [Malformed(folder, library, str(entry), *one) for one in wrong]
    return Case(folder=folder, name=path.stem, path=str(entry), entry="main.py",
                files=files, **parsed), []


def _header(text):
    """Values and line numbers by key, and what is malformed as (line, message)."""
    values, lines, wrong = {}, {}, []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("#"):
            break
        found = HEADER.match(line)
        # Other comments may follow the header, and say what they like.
        key = found.group(1) if found else None
        if key not in PARSERS:
            if not set(REQUIRED) <= set(values):
                wrong.append((number, "not a header line: %s" % line))
            continue
        if key in values and key not in REPEATED:
            wrong.append((number, "`# %s:` a second time" % key))
        values[key] = (values.get(key, "") + " " + found.group(2)).strip()
        lines.setdefault(key, number)
    return values, lines, wrong


def _text(value):
    if not value:
        raise Bad("nothing after the colon")
    return value


def _pins(value):
    pins = re.sub(r",(?![^\[]*\])", " ", value).split()
    if pins == [NOTHING]:
        return ()
    if not pins:
        raise Bad("no requirement; `# requires: %s` for the standard library" % NOTHING)
    for pin in pins:
        if not PIN.match(pin):
            raise Bad("not pinned as NAME==VERSION: %s" % pin)
    return tuple(sorted(pins))


def _expected(value):
    words = value.replace(",", " ").split()
    if words in ([REFUSED], [NONE]):
        return words[0]
    unknown = [word for word in words if word not in PROTOCOLS]
    if unknown or not words:
        raise Bad("expected is a list of %s, or `%s`, or `%s`, not %s" % (
            ", ".join(PROTOCOLS), REFUSED, NONE, value or "nothing"))
    return frozenset(words)


def _one_of(*choices):
    def parse(value):
        if value not in choices:
            raise Bad("%s is none of %s" % (value or "nothing", ", ".join(choices)))
        return value
    return parse


def _python(value):
    if not re.match(r"3\.\d+$", value):
        raise Bad("not a Python 3, as in 3.9: %s" % value)
    return value


def _line(value):
    if value and not value.isdigit():
        raise Bad("not a line number: %s" % value)
    return int(value) if value else None


PARSERS = {
    "library": _text,
    "requires": _pins,
    "knob": _text,
    "expect": _expected,
    "observed": _one_of(CONTEXT, HANDSHAKE, CONFIGURATION, READ),
    "python": _python,
    "role": _one_of("client", "server"),
    "peer": _one_of("tls", *sorted(openings.OPENINGS)),
    "subject": _line,
}
