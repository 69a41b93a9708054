"""Programs of several files: what stands above the body, in modules of its own.

The names of the modules begin with the program's, so that all programs can lie
in one folder.
"""
import ast
import re

# How the entry gets at what a module defines: the names, the module's name.
WAYS = ["names", "names", "star", "listed", "attributes", "by_name", "package",
        "relative"]


def split(builder, name, top, body):
    """The files of a program by path: the entry, and modules for the pieces
    of `top`."""
    pieces = _pieces(top)
    entry = name + ".py"
    files = {path: header(builder, lines) + lines
             for path, lines in builder.files.items()}
    if len(pieces) < 2 or not builder.chance(0.5):
        files[entry] = header(builder, top + body) + top + body
        return files
    at = builder.random.randint(1, len(pieces))
    groups = [group for group in (pieces[:at], pieces[at:]) if group]
    imported = []
    for number, group in enumerate(groups):
        later = [line for other in groups[number + 1:] for piece in other
                 for line in piece.lines] + body
        module = builder.module_name(builder.one_of(["tls", "net", "common"]))
        used = set(re.findall(r"\w+", "\n".join(later)))
        defined = list(dict.fromkeys(
            one for piece in group for one in piece.names if one in used))
        lines = [line for piece in group for line in piece.lines]
        way = builder.one_of(WAYS)
        if any(one.startswith("_") for one in defined) and way in ("star", "relative"):
            # A star leaves out what begins so.
            way = "names"
        if builder.imports.star and way == "star":
            # It would bring the `socket` of ssl along.
            way = "listed"
        # A later module may need what an earlier one defines.
        files.update(_module(way, module, header(builder, lines) + imported + lines,
                             defined))
        imported = imported + _import(way, module, defined)
    files[entry] = header(builder, body) + imported + [""] + body
    return files


def header(builder, lines):
    """The import statements for what the lines use."""
    used = set(re.findall(r"\w+", "\n".join(lines)))
    # Those of ssl first: a star import must not hide another module.
    found = builder.imports.lines(used)
    found += ["import %s" % name for name in sorted(builder.modules) if name in used]
    for library, names in sorted(builder.from_libraries.items()):
        if names & used:
            found.append("from %s import %s" % (library, ", ".join(sorted(names & used))))
    return found + [""]


class _Piece:
    """Statements of the module level, with the names that they bind."""

    def __init__(self, names, lines):
        self.names = names
        self.lines = lines


def _pieces(top):
    """The statements of `top`; what binds no name stays with what stands above
    it. None if a star brings names that cannot be known here."""
    tree = ast.parse("\n".join(top) + "\n")
    pieces, start = [], 0
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            return []
        names = _bound(node)
        lines = top[start:node.end_lineno] + [""]
        if pieces and not names:
            pieces[-1].lines += lines
        else:
            pieces.append(_Piece(names, lines))
        start = node.end_lineno
    return pieces


def _bound(node):
    """The names that a statement binds at its own level."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp,
                         ast.GeneratorExp)):
        return []
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(one.asname or one.name).split(".")[0] for one in node.names]
    if isinstance(node, ast.Name):
        return [node.id] if isinstance(node.ctx, ast.Store) else []
    return [name for inner in ast.iter_child_nodes(node) for name in _bound(inner)]


def _module(way, module, lines, names):
    if not names:
        return {module + ".py": lines}
    if way == "listed":
        lines = lines + ["", "__all__ = [%s]" % ", ".join('"%s"' % one for one in names)]
    if way == "package":
        return {
            module + "/__init__.py": ["from .parts import %s" % ", ".join(names)],
            module + "/parts.py": lines,
        }
    if way == "relative":
        return {
            module + "/__init__.py": ["from . import parts"]
            + ["%s = parts.%s" % (one, one) for one in names],
            module + "/parts.py": ["from .inner import *"],
            module + "/inner.py": lines,
        }
    return {module + ".py": lines}


def _import(way, module, names):
    if not names:
        return ["import %s" % module]
    if way == "attributes":
        return ["import %s" % module] + ["%s = %s.%s" % (one, module, one) for one in names]
    if way == "by_name":
        return ["import importlib", 'parts = importlib.import_module("%s")' % module] + [
            "%s = parts.%s" % (one, one) for one in names]
    if way in ("star", "listed"):
        return ["from %s import *" % module]
    return ["from %s import %s" % (module, ", ".join(names))]
