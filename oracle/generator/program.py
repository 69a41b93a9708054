"""A whole program: imports, definitions, and a body that opens connections."""
from collections import namedtuple

from oracle.generator import loops, topics  # noqa: F401 (register productions)
from oracle.generator import parts
from oracle.generator.base import Builder, Scope, Writer
from oracle.generator.conditions import condition
from oracle.generator.contexts import new_context
from oracle.generator.mutations import mutate
from oracle.generator.openings import open_connection
from oracle.generator.outside import values_to_try

# A generated program: its entry's name, the texts of its files by path, the
# values to try of each environment variable that it reads and each module that
# may be absent, and the names of the
# productions that wrote it (with their topic).
Generated = namedtuple("Generated", "entry files environment used")


def generate(seed, index, target, plain=False):
    """Program number ``index`` of the run with this seed. The same arguments
    give the same program, on every machine. One that is ``plain`` has none of
    the constructs in `topics`."""
    name = "p%05d" % index
    builder = Builder("%s/%d/%d.%d" % ((seed, index) + target.version),
                      target, name, plain)
    body = Writer()
    builder.writer = body
    layout = builder.one_of(["module", "module", "main", "main", "guarded"])
    if layout == "module":
        _body(builder)
        lines = body.lines
    else:
        builder.in_function = True
        with builder.block("def main():"):
            _body(builder)
        lines = ["", ""] + body.lines + ["", ""]
        lines += ["main()"] if layout == "main" else [
            'if __name__ == "__main__":', "    main()"]
    files = parts.split(builder, name, builder.top, lines)
    files = {path: _tidy(text) for path, text in files.items()}
    environment = values_to_try(builder.environment + builder.absent, files)
    return Generated(name + ".py", files, environment, builder.used)


def _body(builder):
    """One or two stories of a context, each up to its connections."""
    for _ in range(builder.one_of([1, 1, 2])):
        scope = Scope(builder.one_of(["client", "client", "server"]))
        if builder.target.pyopenssl and builder.chance(0.3):
            from oracle.generator import pyopenssl
            pyopenssl.story(builder, scope)
        else:
            _story(builder, scope)


def _story(builder, scope):
    name = new_context(builder, scope)
    for _ in range(builder.one_of([0, 1, 1, 2, 2, 3, 4])):
        # Most failing assignments are caught, so that more is opened.
        mutate(builder, scope, name)
    if builder.in_function and builder.chance(0.15):
        with builder.block("if %s:" % condition(builder)):
            builder.add("return")
    open_connection(builder, scope, name)
    if builder.chance(0.3):
        mutate(builder, scope, name)
        open_connection(builder, scope, builder.one_of(scope.contexts))


def _tidy(lines):
    """At most two empty lines in a row, none at the ends."""
    kept = []
    for line in lines:
        if line or kept[-2:] != ["", ""]:
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return "\n".join(kept) + "\n"
