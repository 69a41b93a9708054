"""From a traced line to the call expression that stands there.

Python 3.11 and later tell the exact range of the call under way. Earlier ones
tell one line of it: up to 3.7 often that of an argument, since 3.8 mostly the
first. So the call is looked for among those that span the line.
"""
import ast
from collections import namedtuple

# A call expression, ordered by place. Lines count from 1, columns in Unicode
# characters from 1, the end is exclusive. `line` is that of the called name: in
# a method chain over several lines it is not that of the chain's start.
Call = namedtuple("Call", "line end_line end_column")

# The names under which each recorded function is called when it has no alias.
TERMINAL_NAMES = {
    "wrap_socket": {"wrap_socket"},
    "wrap_bio": {"wrap_bio"},
    "ssl.wrap_socket": {"wrap_socket"},
    "OpenSSL.SSL.Connection": {"Connection"},
}


class CallMap:
    """The call expressions of one file."""

    def __init__(self, source):
        self._lines = source.split("\n")
        self._calls = [node for node in ast.walk(ast.parse(source))
                       if isinstance(node, ast.Call)]

    def locate(self, line, span, api):
        """The call that ran, or None if several could be meant."""
        if span is not None:
            end = (span[1], span[3])
            found = [node for node in self._calls
                     if (node.end_lineno, node.end_col_offset) == end]
        else:
            found = self._by_line(line, api)
        return self._place(found[0]) if len(found) == 1 else None

    def _by_line(self, line, api):
        around = [node for node in self._calls
                  if node.lineno <= line <= node.end_lineno]
        named = [node for node in around
                 if _terminal_name(node.func) in TERMINAL_NAMES[api]]
        if not named:
            # Under another name: any of them could be meant, even one whose
            # arguments are calls.
            return around
        # Nested calls: the recorded one is the innermost with that name.
        return [node for node in named
                if not any(_inside(other, node) for other in named)]

    def _place(self, node):
        text = self._lines[node.end_lineno - 1].encode("utf-8")
        end_column = len(text[:node.end_col_offset].decode("utf-8")) + 1
        # The called name ends where the function expression ends.
        return Call(node.func.end_lineno, node.end_lineno, end_column)


def _terminal_name(function):
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else None


def _inside(inner, outer):
    if inner is outer:
        return False
    return ((outer.lineno, outer.col_offset) <= (inner.lineno, inner.col_offset)
            and (inner.end_lineno, inner.end_col_offset)
            <= (outer.end_lineno, outer.end_col_offset))
