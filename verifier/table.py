"""The result as a Markdown document, and back: a run of some libraries renews
their rows and leaves the others."""
import re
from collections import namedtuple

# One line of the table. `observed` is how.
Row = namedtuple("Row", "library version knob observed measured said date python case")

TITLES = Row("library", "version", "knob", "observed", "measured", "tlsfloor says", "date",
             "Python", "case")

OPENING = """\
# The catalogue, verified

Written by `scripts/verify-catalogue --write`; [verify-catalogue.md](verify-catalogue.md)
says how each row came about. *Observed* is how the outcome was learned: `read` rows were
not run.

"""
ABSENT = "\n## Not verified\n\n"
ABSENT_LINE = re.compile(r"- `(.+?)`: (.*)$")


def read(text):
    """The rows and, by case, the reasons of what was not verified."""
    rows, absent = [], {}
    for line in text.splitlines():
        found = ABSENT_LINE.match(line)
        if found:
            absent[found.group(1)] = found.group(2)
        elif line.startswith("| ") and not line.startswith(("| library ", "| --- ")):
            cells = [cell.strip().replace("\\|", "|")
                     for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            if len(cells) == len(Row._fields):
                rows.append(Row(*cells))
    return rows, absent


def write(rows, absent):
    """The document."""
    rows = sorted(rows, key=lambda row: (row.library.lower(), row.case))
    ran = [row for row in rows if row.observed != "read"]
    text = OPENING + "Verified by running: %s. Read only: %s.\n\n" % (
        _totals(ran), _totals([row for row in rows if row.observed == "read"]))
    text += _line(TITLES) + _line(["---"] * len(TITLES))
    text += "".join(_line(row) for row in rows)
    if absent:
        text += ABSENT + "".join("- `%s`: %s\n" % one for one in sorted(absent.items()))
    return text


def _totals(rows):
    knobs = {(row.library, row.knob) for row in rows}
    return "%d knobs of %d libraries in %d cases" % (
        len(knobs), len({row.library for row in rows}), len(rows))


def _line(cells):
    return "| %s |\n" % " | ".join(cell.replace("|", "\\|") for cell in cells)


def renewed(text, others, rows, absent):
    """The document with what is new. ``others`` are the cases that this run was not
    about: of them alone stays what was said before."""
    old_rows, old_absent = read(text)
    kept = [row for row in old_rows if row.case in others]
    old_absent = {case: reason for case, reason in old_absent.items() if case in others}
    return write(kept + rows, dict(old_absent, **absent))
