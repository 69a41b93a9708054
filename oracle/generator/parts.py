"""Programs of several files: what stands above the body, in modules of its own.

The names of the modules begin with the program's, so that all programs can lie
in one folder.
"""
import ast

# How the entry gets at what a module defines: the names, the module's name.
WAYS = ["names", "names", "star", "listed", "attributes", "by_name", "package",
        "relative"]


def split(builder, name, header, top, body):
    """The files of a program by path: the entry, and modules for the pieces
    of `top`."""
    pieces = _pieces(top)
    entry = name + ".py"
    if not pieces or not builder.chance(0.5):
        return {entry: header + top + body}
    at = builder.random.randint(1, len(pieces))
    groups = [group for group in (pieces[:at], pieces[at:]) if group]
    files, imported = {}, []
    for number, group in enumerate(groups):
        module = "%s_%s" % (name, builder.one_of(["tls", "net", "common"]) + str(number))
        defined = [one for piece in group for one in piece.names]
        lines = [line for piece in group for line in piece.lines]
        way = builder.one_of(WAYS)
        # A later module may need what an earlier one defines.
        files.update(_module(way, module, header + imported + lines, defined))
        imported = imported + _import(way, module, defined)
    files[entry] = header + imported + [""] + body
    return files


class _Piece:
    """A statement of the module level, with the names that it binds."""

    def __init__(self, names, lines):
        self.names = names
        self.lines = lines


def _pieces(top):
    """The statements of `top`; none if one of them binds no plain name."""
    tree = ast.parse("\n".join(top) + "\n")
    pieces, start = [], 0
    for node in tree.body:
        names = _bound(node)
        if not names:
            return []
        pieces.append(_Piece(names, top[start:node.end_lineno] + [""]))
        start = node.end_lineno
    return pieces


def _bound(node):
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.Assign):
        targets = [target for one in node.targets for target in ast.walk(one)]
        return [one.id for one in targets if isinstance(one, ast.Name)]
    return []


def _module(way, module, lines, names):
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
    if way == "attributes":
        return ["import %s" % module] + ["%s = %s.%s" % (one, module, one) for one in names]
    if way == "by_name":
        return ["import importlib", 'parts = importlib.import_module("%s")' % module] + [
            "%s = parts.%s" % (one, one) for one in names]
    if way in ("star", "listed"):
        return ["from %s import *" % module]
    return ["from %s import %s" % (module, ", ".join(names))]
