"""Mutations under loops: known iterables, counters, tables."""
from oracle.generator.conditions import condition
from oracle.generator.mutations import MUTATION, mutate
from oracle.generator.values import FLAGS, VERSIONS, member, plain


@MUTATION.add(weight=2, leaf=True)
def over_names(builder, _scope, name):
    names = ['"%s"' % member(builder, FLAGS) for _ in range(builder.one_of([1, 2, 3]))]
    item = builder.fresh("version", "old")
    with builder.block("for %s in (%s,):" % (item, ", ".join(names))):
        if builder.chance(0.3):
            with builder.block("if %s == %s:" % (item, builder.one_of(names))):
                builder.add(builder.one_of(["break", "continue"]))
        builder.add("%s.options %s getattr(%s, %s)" % (
            name, builder.one_of(["|=", "|=", "^="]), builder.imports.module(),
            builder.one_of(['"OP_NO_" + %s', '"OP_NO_%%s" %% %s']) % item))


@MUTATION.add(weight=2)
def in_while(builder, scope, name):
    counter = builder.fresh("attempt", "count", "index")
    builder.add("%s = 0" % counter)
    with builder.block("while %s < %d:" % (counter, builder.one_of([0, 1, 2, 3]))):
        mutate(builder, scope.child(), name)
        builder.add("%s += 1" % counter)
        if builder.chance(0.3):
            with builder.block("if %s:" % condition(builder)):
                builder.add("break")
    if builder.chance(0.3):
        with builder.block("if %s == 1:" % counter):
            mutate(builder, scope.child(), name)


@MUTATION.add(weight=2)
def in_for_else(builder, scope, name):
    item = builder.fresh("step", "position")
    with builder.block("for %s in range(%d):" % (item, builder.one_of([0, 1, 3]))):
        with builder.block("if %s == 1:" % item):
            builder.add("break")
        mutate(builder, scope.child(), name)
    with builder.block("else:"):
        mutate(builder, scope.child(), name)


@MUTATION.add(weight=2)
def over_contexts(builder, scope, name):
    item = builder.fresh("each", "one")
    others = ", ".join([name, builder.one_of(scope.contexts)])
    with builder.block("for %s in [%s]:" % (item, others)):
        mutate(builder, scope.child(), item)


@MUTATION.add(weight=2, leaf=True)
def over_items(builder, _scope, name):
    """A table of flags by name, of which some are taken."""
    table = builder.fresh("FLAGS", "BITS")
    keys = ["sslv3", "tls10", "tls11"]
    with builder.at_module_level():
        builder.add("%s = {%s}" % (table, ", ".join(
            '"%s": %s' % (key, plain(builder, FLAGS)) for key in keys)))
    key, bit = builder.fresh("label"), builder.fresh("bit", "flag")
    with builder.block("for %s, %s in sorted(%s.items()):" % (key, bit, table)):
        test = builder.one_of([
            '{k} in ("sslv3", "tls10")', '{k} != "tls11"', '{k} not in ["tls10"]',
            '{k}.startswith("tls")', '{k} == "tls10" or not {k}'])
        with builder.block("if %s:" % test.format(k=key)):
            builder.add("%s.options |= %s" % (name, bit))


@MUTATION.add(weight=1, leaf=True)
def over_pairs(builder, _scope, name):
    number, bit = builder.fresh("number", "row"), builder.fresh("bit", "flag")
    items = "[%s, %s]" % (plain(builder, FLAGS), plain(builder, FLAGS))
    header = builder.one_of([
        "for {n}, {b} in enumerate({i}):", "for {n}, {b} in zip((0, 1), {i}):",
        "for {n}, {b} in zip(range(2), reversed({i})):"])
    with builder.block(header.format(n=number, b=bit, i=items)):
        with builder.block("if %s > 0:" % number):
            builder.add("continue")
        builder.add("%s.options %s %s" % (name, builder.one_of(["|=", "^="]), bit))


@MUTATION.add(weight=1, leaf=True, when=lambda target: target.has_bounds)
def settings_from_table(builder, _scope, name):
    """Attribute names and values from a dict."""
    attribute, wanted = builder.fresh("attribute", "key"), builder.fresh("wanted")
    table = '{"minimum_version": %s, "maximum_version": %s}' % (
        plain(builder, VERSIONS), plain(builder, VERSIONS))
    with builder.block("for %s, %s in %s.items():" % (attribute, wanted, table)):
        with builder.block("try:"):
            builder.add("setattr(%s, %s, %s)" % (name, attribute, wanted))
        with builder.block("except ValueError:"):
            builder.add(builder.one_of(["pass", "break", "continue"]))


@MUTATION.add(weight=1)
def until_done(builder, scope, name):
    left = builder.fresh("remaining", "left")
    builder.add("%s = [%s]" % (left, ", ".join("12"[:builder.one_of([0, 1, 2])])))
    with builder.block("while True:"):
        with builder.block("if not %s:" % left):
            builder.add("break")
        builder.add("%s.pop()" % left)
        mutate(builder, scope.child(), name)
