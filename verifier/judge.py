"""Compares what a case did with what the tool says of it, and with what its
header expects."""
from collections import namedtuple

from oracle.interpreters import PROTOCOLS
from verifier import cases

# `measured` and `said` are sets of protocols, or cases.REFUSED or cases.NONE;
# `said` is None where the tool has no connection. `measured` is None where the case
# was not run. No `reasons`: all agree.
Judgement = namedtuple("Judgement", "measured said reasons")


def judge(case, observation, endpoints, comparable):
    """The judgement. ``endpoints`` are the tool's for all files of the case,
    ``observation`` is None for a case that is only read, ``comparable`` are the
    protocols that count."""
    if observation is None:
        said = _union(endpoints, comparable)
        reasons = _against(case.expect, said, "the tool says")
        return Judgement(None, said, reasons)
    if not observation.events:
        said = _union(endpoints, comparable)
        reasons = _against(observation.outcome, said, "the tool says")
        reasons += _expected(case, observation.outcome)
        return Judgement(observation.outcome, said, reasons)
    groups, strangers = match(observation.events, endpoints)
    reasons = []
    for events, found in groups:
        measured = _union(events, comparable)
        said = _union(found, comparable)
        # No connection, or one that can negotiate nothing: both are safe.
        if measured != said and (measured or said):
            reasons.append("%s: measured %s, the tool says %s" % (
                _place(events, found), names(measured), names(said)))
    reasons += ["%s: the tool says %s, but no connection came" % (
        _line(one.path, one.line), names(one.protocols & frozenset(comparable)))
        for one in strangers]
    meant = subject(case, observation.events)
    measured = _union(meant, comparable)
    found = [one for events, here in groups if set(map(id, events)) & set(map(id, meant))
             for one in here]
    return Judgement(measured, _union(found, comparable),
                     reasons + _expected(case, measured))


def match(events, endpoints):
    """Groups of events with the tool's connections that stand for them, and those
    of the tool that stand for nothing.

    A connection belongs to the call that led to it, the innermost that the tool
    knows. Where it knows none, the library connects later than the call that decided:
    the connections count that the tool has elsewhere and no other event has taken.
    """
    taken, late, groups = set(), [], {}

    def add(event, found):
        key = tuple(sorted(endpoints.index(one) for one in found))
        groups.setdefault(key, ([], found))[0].append(event)

    for event in events:
        here = _at(event, endpoints)
        if here:
            taken.update(here)
            add(event, here)
        else:
            late.append(event)
    free = [one for one in endpoints if one not in taken]
    for event in late:
        found = ([one for one in free if _same_role(event, one)]
                 or [one for one in endpoints if _same_role(event, one)])
        taken.update(found)
        add(event, found)
    return list(groups.values()), [one for one in endpoints if one not in taken]


def subject(case, events):
    """The connections that the case is about: those at the line that it names; else
    a library's, if it makes some, rather than the case's own."""
    if case.subject:
        named = [one for one in events if (case.entry, case.subject) in one.lines]
        return named or events
    for through in ("library", "stdlib"):
        found = [one for one in events if one.through == through]
        if found:
            return found
    return events


def _at(event, endpoints):
    for path, line in event.lines:
        found = [one for one in endpoints if one.path == path
                 and one.line <= line <= one.end_line and _same_role(event, one)]
        if found:
            # The innermost of nested calls.
            size = min(one.end_line - one.line for one in found)
            return [one for one in found if one.end_line - one.line == size]
    return []


def _same_role(event, endpoint):
    return "unknown" in (event.role, endpoint.role) or event.role == endpoint.role


def _union(ones, comparable):
    """What these can negotiate together; None if there are none."""
    if not ones:
        return None
    return frozenset().union(*(one.protocols for one in ones)) & frozenset(comparable)


def _expected(case, measured):
    return _against(case.expect, measured, "measured")


def _against(wanted, found, who):
    """The difference, if there is one. Where there is no connection, the tool has
    none, or one that can negotiate nothing."""
    if found == wanted or wanted in (cases.REFUSED, cases.NONE) and not found:
        return []
    return ["expected %s, %s %s" % (names(wanted), who, names(found))]


def _place(events, found):
    lines = events[0].lines
    if found:
        return _line(found[0].path, found[0].line)
    return _line(*lines[0]) if lines else "main.py"


def _line(path, line):
    return "line %d" % line if path == "main.py" else "%s:%d" % (path, line)


def names(outcome):
    """An outcome as people read it."""
    if outcome is None:
        return "no connection"
    if isinstance(outcome, str):
        return outcome
    return ", ".join(one for one in PROTOCOLS if one in outcome) or "nothing"
