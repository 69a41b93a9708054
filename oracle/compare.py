"""Judges a tool's endpoints by what really happened."""
from collections import Counter, namedtuple

EXACT, OVER, UNDER, MISSING = "exact", "over", "under", "missing"
INCOMPARABLE = "incomparable"
VERDICTS = (EXACT, OVER, UNDER, MISSING, INCOMPARABLE)

# A verdict about one opened connection. `found` is None where the tool has no
# endpoint for it.
Judgement = namedtuple("Judgement", "verdict opened expected found")


def judge(truth, endpoints, comparable):
    """Judgements of one program's connections, and the number of the tool's
    connections at calls that were never opened.

    ``endpoints`` are the tool's for all files of the program, ``comparable``
    the protocols that count.
    """
    judgements = [_judge_one(opened, truth, endpoints, frozenset(comparable))
                  for opened in truth.opened]
    n_extra = sum(
        1 for endpoint in endpoints
        if not any(_same_call(opened, endpoint) for opened in truth.opened))
    return judgements, n_extra


def _judge_one(opened, truth, endpoints, comparable):
    # One endpoint for each context that comes by; the truth is united likewise.
    here = [endpoint for endpoint in endpoints
            if _same_call(opened, endpoint) and _same_role(opened, endpoint)]
    expected = opened.protocols & comparable
    if not here:
        return Judgement(MISSING, opened, expected, None)
    found = frozenset().union(*(one.protocols for one in here)) & comparable
    if opened.incomparable:
        verdict = INCOMPARABLE
    elif expected - found:
        verdict = UNDER
    elif found - _allowed(opened, truth, here):
        verdict = OVER
    else:
        verdict = EXACT
    return Judgement(verdict, opened, expected, found)


def _allowed(opened, truth, here):
    """What the tool may say without saying too much: where it does not know
    the role, all that any role did there."""
    if all(endpoint.role == opened.role for endpoint in here):
        return opened.protocols
    return frozenset().union(*(
        other.protocols for other in truth.opened
        if (other.path, other.call) == (opened.path, opened.call)))


def _same_call(opened, endpoint):
    call = opened.call
    return (opened.path, call.line, call.end_line, call.end_column) == (
        endpoint.path, endpoint.line, endpoint.end_line, endpoint.end_column)


def _same_role(opened, endpoint):
    return "unknown" in (opened.role, endpoint.role) or opened.role == endpoint.role


def count(judgements):
    """How many judgements have each verdict."""
    counter = Counter(judgement.verdict for judgement in judgements)
    return {verdict: counter[verdict] for verdict in VERDICTS}
