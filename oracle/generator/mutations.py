"""What programs do to a context: every mutator, in every order and under every
kind of control flow."""
from oracle.generator.base import Choice
from oracle.generator.conditions import condition
from oracle.generator.contexts import new_context
from oracle.generator.values import FLAGS, VERSIONS, flags, plain, value

# Productions write statements that may change the settings of `name`.
MUTATION = Choice()


def has_bounds(target):
    return target.has_bounds


def mutate(builder, scope, name):
    """Writes a statement, simple or compound, about the context."""
    MUTATION.pick(builder)(builder, scope, name)


@MUTATION.add(weight=10, leaf=True)
def set_flags(builder, _scope, name):
    mask = flags(builder)
    builder.add(builder.one_of([
        "{c}.options |= {m}", "{c}.options |= {m}", "{c}.options |= {m}",
        "{c}.options = {c}.options | {m}", 'setattr({c}, "options", {c}.options | {m})',
    ]).format(c=name, m=mask))


@MUTATION.add(weight=6, leaf=True)
def clear_flags(builder, _scope, name):
    mask = flags(builder)
    builder.add(builder.one_of([
        "{c}.options &= ~{m}", "{c}.options &= ~{m}", "{c}.options ^= {m}",
        "{c}.options = {c}.options & ~{m}",
    ]).format(c=name, m=mask))


@MUTATION.add(weight=2, leaf=True)
def other_arithmetic(builder, _scope, name):
    mask = value(builder, FLAGS)
    builder.add(builder.one_of([
        "{c}.options -= {c}.options & {m}", "{c}.options += {m}",
        "{c}.options = {m}", "{c}.options = 0", "{c}.options = {all}",
        "{c}.options = {all} | {m}", "{c}.options &= 0", "{c}.options |= 0",
    ]).format(c=name, m=mask, all=builder.ssl("OP_ALL")))


@MUTATION.add(weight=12, leaf=True, when=has_bounds)
def set_minimum(builder, _scope, name):
    bound = value(builder, VERSIONS)
    _set_bound(builder, builder.one_of([
        "%s.minimum_version = %s", "%s.minimum_version = %s",
        'setattr(%s, "minimum_version", %s)']) % (name, bound))


@MUTATION.add(weight=6, leaf=True, when=has_bounds)
def set_maximum(builder, _scope, name):
    _set_bound(builder, "%s.maximum_version = %s" % (name, value(builder, VERSIONS)))


@MUTATION.add(weight=2, leaf=True, when=has_bounds)
def set_both(builder, _scope, name):
    _set_bound(builder, "{c}.minimum_version = {c}.maximum_version = {v}".format(
        c=name, v=plain(builder, VERSIONS)))


def _set_bound(builder, statement):
    """Often guarded: a fixed method refuses bounds with a ValueError."""
    if not builder.allows_fixed or builder.chance(0.15):
        builder.add(statement)
        return
    with builder.block("try:"):
        builder.add(statement)
    with builder.block(builder.one_of(
            ["except ValueError:", "except (AttributeError, ValueError):"])):
        builder.add("pass")


@MUTATION.add(weight=2, leaf=True)
def without_effect(builder, _scope, name):
    builder.add(builder.one_of([
        '%s.set_ciphers("HIGH")', '%s.set_ciphers("ALL:@SECLEVEL=0")',
        "%s.check_hostname = False", '%s.load_cert_chain("server.pem")',
        '%s.load_verify_locations("ca.pem")']) % name)


@MUTATION.add(weight=2, leaf=True, when=has_bounds)
def copied(builder, scope, name):
    """From one context to another."""
    other = builder.one_of(scope.contexts)
    attribute = builder.one_of(["options", "minimum_version", "maximum_version"])
    builder.add("%s.%s = %s.%s" % (name, attribute, other, attribute))


@MUTATION.add(weight=2)
def under_alias(builder, scope, name):
    alias = builder.fresh("alias", "same", "shared")
    builder.add("%s = %s" % (alias, name))
    mutate(builder, scope, alias)


@MUTATION.add(weight=6)
def in_branch(builder, scope, name):
    with builder.block("if %s:" % condition(builder)):
        mutate(builder, scope.child(), name)
    if builder.chance(0.3):
        with builder.block("else:"):
            mutate(builder, scope.child(), name)


@MUTATION.add(weight=2)
def in_chain(builder, scope, name):
    one, other = condition(builder), condition(builder)
    with builder.block("if %s:" % one):
        mutate(builder, scope.child(), name)
    with builder.block("elif %s:" % other):
        mutate(builder, scope.child(), name)
    with builder.block("else:"):
        mutate(builder, scope.child(), name)


@MUTATION.add(weight=4)
def in_try(builder, scope, name):
    with builder.block("try:"):
        mutate(builder, scope.child(), name)
        if builder.chance(0.4):
            builder.add(builder.one_of([
                'raise ValueError("stop")', "{}[\"absent\"]", 'int("x")',
                "%s.no_such_setting" % name, "[][0]"]))
            mutate(builder, scope.child(), name)
    with builder.block(builder.one_of([
            "except ValueError:", "except (AttributeError, ValueError):",
            "except Exception:", "except Exception as error:"])):
        mutate(builder, scope.child(), name)
    if builder.chance(0.3):
        with builder.block("else:"):
            mutate(builder, scope.child(), name)
    if builder.chance(0.3):
        with builder.block("finally:"):
            mutate(builder, scope.child(), name)


@MUTATION.add(weight=1, when=lambda target: not target.python2)
def in_suppress(builder, scope, name):
    with builder.block("with %s.suppress(ValueError, AttributeError):"
                       % builder.module("contextlib")):
        mutate(builder, scope.child(), name)


@MUTATION.add(weight=1, when=lambda target: target.version >= (3, 10))
def in_match(builder, scope, name):
    variable, values = builder.unknown()
    with builder.block('match os.environ.get("%s"):' % variable):
        for one in [one for one in values if one is not None]:
            guard = " if %s" % builder.one_of(["True", "1 > 2", "len('a') == 1"]) \
                if builder.chance(0.3) else ""
            with builder.block('case "%s"%s:' % (one, guard)):
                mutate(builder, scope.child(), name)
        if builder.chance(0.6):
            with builder.block("case %s:" % builder.one_of(["_", "None", "other"])):
                mutate(builder, scope.child(), name)


@MUTATION.add(weight=4)
def by_own_function(builder, scope, name):
    function = builder.fresh("harden", "configure", "adjust", "apply_settings")
    parameter = builder.fresh("context", "target")
    extra = value(builder, FLAGS)
    with builder.function("def %s(%s, flag=0):" % (function, parameter)):
        inner = type(scope)(scope.role, [parameter])
        if builder.chance(0.4):
            with builder.block("if %s:" % condition(builder)):
                builder.add("return %s" % parameter)
        mutate(builder, inner, parameter)
        builder.add("%s.options |= flag" % parameter)
        builder.add("return %s" % parameter)
    call = builder.one_of(["{f}({c})", "{f}({c}, {x})", "{f}({c}, flag={x})",
                           "{f}(%s={c})" % parameter]).format(f=function, c=name, x=extra)
    builder.add(call if builder.chance(0.7) else "%s = %s" % (name, call)
                if not name.isupper() else call)


@MUTATION.add(weight=1)
def by_nested_function(builder, scope, name):
    function = builder.fresh("apply", "tweak")
    with builder.block("def %s(inner=%s):" % (function, name)):
        kept, builder.in_function = builder.in_function, True
        mutate(builder, type(scope)(scope.role, ["inner"]), "inner")
        builder.in_function = kept
    builder.add("%s()" % function)


@MUTATION.add(weight=1)
def another_made(builder, scope, _name):
    """A further context comes into view."""
    other = new_context(builder, scope)
    mutate(builder, scope, other)


@MUTATION.add(weight=1, when=lambda target: not target.python2)
def by_closure(builder, scope, name):
    """A nested function that rebinds what it finds outside."""
    if not builder.in_function:
        return without_effect(builder, scope, name)
    outer, inner = builder.fresh("seen", "state"), builder.fresh("update", "bump")
    builder.add("%s = %s" % (outer, value(builder, FLAGS)))
    with builder.block("def %s(*, extra=0):" % inner):
        builder.add("nonlocal %s" % outer)
        builder.add("%s |= extra" % outer)
    builder.add("%s(%s)" % (inner, builder.one_of(
        ["", "extra=" + plain(builder, FLAGS)])))
    builder.add("%s.options |= %s" % (name, outer))
    return None


@MUTATION.add(weight=1)
def by_returning_early(builder, scope, name):
    """A function that leaves a loop, or a try, by returning."""
    function = builder.fresh("settle", "negotiate", "prepare")
    with builder.function("def %s(context):" % function):
        inner = type(scope)(scope.role, ["context"])
        with builder.block("for round_ in (1, 2, 3):"):
            mutate(builder, inner.child(), "context")
            with builder.block("if %s:" % builder.one_of(
                    ["round_ == 2", condition(builder)])):
                builder.add("return True")
        with builder.block("try:"):
            builder.add("return False")
        with builder.block("finally:"):
            mutate(builder, inner.child(), "context")
    with builder.block("if %s(%s):" % (function, name)):
        mutate(builder, scope.child(), name)
