"""Which connection of the tool stands for which that came, and what follows."""
import unittest

import support  # noqa: F401 - the import path
from oracle.interpreters import PROTOCOLS
from oracle.tool import Endpoint
from verifier import cases, judge
from verifier.runner import Event, Observation

OLD, NEW = frozenset(["TLSv1"]), frozenset(["TLSv1.2", "TLSv1.3"])


def event(line, protocols, role="client", through="library"):
    """A connection that one line led to, or none."""
    return Event([("main.py", line)] if line else [], through, role, protocols)


def says(line, protocols, role="client", end=None):
    """A connection of the tool."""
    return Endpoint("main.py", line, end or line, 1, role, protocols, "exact")


class Verdicts(unittest.TestCase):
    """Each for the least that earns it."""

    def reasons(self, events, endpoints, expect=NEW, subject=None):
        case = cases.Case(*[None] * len(cases.Case._fields))._replace(
            expect=expect, subject=subject, entry="main.py")
        outcome = frozenset().union(*(one.protocols for one in events)) or cases.NONE
        return judge.judge(case, Observation(outcome, events), endpoints, PROTOCOLS).reasons

    def test_agreements(self):
        for name, events, endpoints, more in (
                ("same line", [event(3, NEW)], [says(3, NEW)], {}),
                ("within a call", [event(4, NEW)], [says(3, NEW, end=5)], {}),
                ("decided elsewhere", [event(9, NEW)], [says(3, NEW)], {}),
                ("nowhere", [event(None, NEW)], [says(3, NEW)], {}),
                ("unknown role", [event(3, NEW)], [says(3, NEW, "unknown")], {}),
                ("united", [event(3, NEW), event(3, OLD)], [says(3, OLD), says(3, NEW)],
                 {"expect": OLD | NEW}),
                ("once more", [event(3, NEW), event(9, NEW)], [says(3, NEW)], {}),
                ("its own client", [event(3, NEW, "server"), event(9, OLD, through="case")],
                 [says(3, NEW, "server"), says(9, OLD)], {}),
                ("the one that is meant", [event(3, NEW), event(9, OLD)],
                 [says(3, NEW), says(9, OLD)], {"subject": 9, "expect": OLD}),
                ("nothing at all", [], [], {"expect": cases.NONE})):
            with self.subTest(name):
                self.assertEqual(self.reasons(events, endpoints, **more), [])

    def test_disagreements(self):
        for name, events, endpoints, more in (
                ("other protocols", [event(3, NEW)], [says(3, OLD | NEW)], {}),
                ("no connection", [event(3, NEW)], [], {}),
                ("other role", [event(3, NEW)], [says(3, NEW, "server")], {}),
                ("exchanged", [event(3, NEW), event(9, OLD)], [says(3, OLD), says(9, NEW)],
                 {"expect": OLD | NEW}),
                ("one that never came", [event(3, NEW)], [says(3, NEW), says(9, NEW)], {}),
                ("a right one elsewhere", [event(9, NEW)], [says(3, NEW), says(9, OLD)], {}),
                ("expected otherwise", [event(3, NEW)], [says(3, NEW)], {"expect": OLD}),
                ("expected none", [event(3, NEW)], [says(3, NEW)], {"expect": cases.NONE}),
                ("where none came", [], [says(3, NEW)], {"expect": cases.NONE})):
            with self.subTest(name):
                self.assertNotEqual(self.reasons(events, endpoints, **more), [])


if __name__ == "__main__":
    unittest.main()
