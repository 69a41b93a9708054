"""What programs get from outside, and the values of it to run them with.

Environment variables, by name; and modules that are not among the program's
files, which may be installed or not, by name too.
"""
import ast
import re

# Variables that programs read, with the values that they may name (None: not
# set). The tool cannot know which.
ENVIRONMENT = {
    "TLS_MODE": [None, "legacy", "modern", "other"],
    "TLS_STRICT": [None, "1", "0", "other"],
    "APP_ENV": ["production", "testing", None, "other"],
    "TLS_LEVEL": ["0", "1", "2", "7", "other"],
}

# What every variable may be besides: not set, or what no program names.
ALWAYS = [None, "unforeseen"]

# Environment variables and modules per program: their combinations are all run.
MAX_VARIABLES = 2

# Modules that may be absent (None), with what their `SETTING` may be otherwise,
# as an expression over the names of `ssl`.
_FLAGS = ["OP_NO_SSLv3", "OP_NO_TLSv1", "OP_NO_TLSv1_1", "OP_NO_TLSv1_2", "OP_NO_TLSv1_3"]
MODULES = {
    "absent_module": [None, "0"],
    "absent_protocols": [None, "PROTOCOL_SSLv23", "PROTOCOL_TLSv1", "PROTOCOL_TLSv1_1",
                         "PROTOCOL_TLSv1_2"],
    "absent_flags": [None, "0"] + _FLAGS + [" | ".join(_FLAGS)],
    "absent_bounds": [None] + ["TLSVersion." + name for name in (
        "MINIMUM_SUPPORTED", "TLSv1", "TLSv1_1", "TLSv1_2", "TLSv1_3", "MAXIMUM_SUPPORTED")],
}


def values_to_try(names, files):
    """For each variable and module of these, what to run the program with."""
    tried = {}
    for name in names:
        if name in MODULES:
            tried[name] = MODULES[name]
        else:
            known = with_keys(ENVIRONMENT[name], files)
            if _is_number_and_text(name, "\n".join(files.values())):
                known += [" " + one for one in known if one and one.isdigit()]
            tried[name] = known + [one for one in ALWAYS if one not in known]
    return tried


def _is_number_and_text(name, text):
    """Is the variable read as a number here and as text there? Then one number
    may have several texts."""
    as_number = len(re.findall(r'int\(os\.environ\.get\("%s"' % name, text))
    return 0 < as_number < text.count('"%s"' % name)


def with_keys(values, files):
    """The values, and the other texts of tables, `match` statements and sequences
    that know one of them: the program may look for it among these."""
    wider = list(values)
    for text in files.values():
        for group in _groups_of_strings(text):
            if any(one in group for one in values if one is not None):
                wider += [one for one in group if one not in wider]
    return wider


def _groups_of_strings(text):
    """The strings that are keys of one dict, patterns of one `match`, or items of
    one sequence."""
    try:
        tree = ast.parse(text)
    except SyntaxError:  # Written for an older Python than this.
        return []
    groups = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            nodes = node.keys
        elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            nodes = node.elts
        elif type(node).__name__ == "Match":
            nodes = [inner.value for case in node.cases
                     for inner in ast.walk(case.pattern)
                     if type(inner).__name__ == "MatchValue"]
        else:
            continue
        groups.append([one.value for one in nodes
                       if isinstance(one, ast.Constant) and isinstance(one.value, str)])
    return groups
