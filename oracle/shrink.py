"""Makes a failing program small: delta debugging on its statements.

Works on the text, by the places of statements in the tree, so that what is
printed in the end is what was generated, only less of it. Candidates are tried
in batches, because starting the interpreter and the tool is what costs.
"""
import ast

# Candidates per batch, and batches in all: bounds on the time it takes.
MAX_BATCH = 60
MAX_ROUNDS = 30

COMPOUND = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.FunctionDef,
            ast.ClassDef, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith)
BODIES = ("body", "orelse", "finalbody", "handlers", "cases")


def shrink(source, fails):
    """The smallest program found for which ``fails`` still holds.

    ``fails`` takes a list of sources and returns a list of booleans.
    """
    dense = "\n".join(line for line in source.split("\n") if line.strip()) + "\n"
    if _parses(dense) and fails([dense])[0]:
        source = dense
    for _ in range(MAX_ROUNDS):
        smaller = _first_failing(candidates(source), fails)
        if smaller is None:
            return source
        source = smaller
    return source


def _first_failing(options, fails):
    """The first option that still fails; the big steps stand first."""
    for start in range(0, len(options), MAX_BATCH):
        batch = options[start:start + MAX_BATCH]
        for option, failed in zip(batch, fails(batch)):
            if failed:
                return option
    return None


def candidates(source):
    """Programs with less in them, those with the least first."""
    tree = ast.parse(source)
    lines = source.split("\n")
    found = set()
    for owner in ast.walk(tree):
        for field in BODIES:
            body = getattr(owner, field, None)
            if isinstance(body, list) and body:
                found.update(_without_parts(lines, owner, field, body))
    for node in ast.walk(tree):
        found.update(_lifted(lines, node))
        found.update(_simpler_expression(lines, node))
        found.update(_fewer_imports(source, lines, node))
    found.discard(source)
    valid = [option for option in found if _parses(option)]
    return sorted(valid, key=lambda option: (_size(option), option))


def _size(source):
    """Lines with code, then characters."""
    return sum(1 for line in source.split("\n") if line.strip()), len(source)


def _without_parts(lines, owner, field, body):
    """Without halves, quarters and single statements of one body."""
    length = len(body)
    while length:
        for start in range(0, len(body), length):
            part = body[start:start + length]
            whole = len(part) == len(body)
            first, last = _extent(part[0])[0], _extent(part[-1])[1]
            if whole and field in ("orelse", "finalbody"):
                first = _header_line(lines, first)
            filler = whole and field == "body" and not isinstance(owner, ast.Module)
            indent = lines[_extent(part[0])[0] - 1]
            indent = indent[:len(indent) - len(indent.lstrip())]
            yield _replaced(lines, first, last, [indent + "pass"] if filler else [])
        length //= 2


def _header_line(lines, first):
    """The line of the ``else:`` or ``finally:`` above a body."""
    above = first - 1
    while above > 1 and not lines[above - 1].strip():
        above -= 1
    header = lines[above - 1].strip()
    return above if header in ("else:", "finally:") else first


def _lifted(lines, node):
    """A compound statement replaced by one of its bodies."""
    if not isinstance(node, COMPOUND):
        return
    first, last = _extent(node)
    for field in ("body", "orelse", "finalbody"):
        body = getattr(node, field, None)
        if not body:
            continue
        inner_first, inner_last = _extent(body[0])[0], _extent(body[-1])[1]
        shift = body[0].col_offset - node.col_offset
        inner = [line[shift:] if not line[:shift].strip() else line
                 for line in lines[inner_first - 1:inner_last]]
        yield _replaced(lines, first, last, inner)


def _simpler_expression(lines, node):
    """A conditional or a boolean operation replaced by one of its parts."""
    if isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.BoolOp):
        parts = node.values
    elif isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    else:
        return
    if any(part.end_lineno != node.lineno for part in [node] + parts):
        return
    line = lines[node.lineno - 1]
    if not line.isascii():
        return
    for part in parts:
        text = line[part.col_offset:part.end_col_offset]
        new = line[:node.col_offset] + text + line[node.end_col_offset:]
        yield _replaced(lines, node.lineno, node.lineno, [new])


def _fewer_imports(source, lines, node):
    """An import of several names without those that are used nowhere."""
    if not isinstance(node, ast.ImportFrom):
        return
    used = [alias for alias in node.names
            if alias.name == "*" or source.count(alias.asname or alias.name) > 1]
    if used and len(used) < len(node.names):
        names = ", ".join(alias.name + (" as " + alias.asname if alias.asname else "")
                          for alias in used)
        yield _replaced(lines, node.lineno, node.end_lineno,
                        ["from %s%s import %s" % (
                            "." * node.level, node.module or "", names)])


def _extent(node):
    """First and last line; decorators count, and ``case`` has its pattern's."""
    first = getattr(node, "lineno", None) or node.pattern.lineno
    for decorator in getattr(node, "decorator_list", ()):
        first = min(first, decorator.lineno)
    last = getattr(node, "end_lineno", None) or _extent(node.body[-1])[1]
    return first, last


def _replaced(lines, first, last, new):
    return "\n".join(lines[:first - 1] + new + lines[last:])


def _parses(source):
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True
