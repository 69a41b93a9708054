"""Where contexts come from."""
from oracle.generator.base import Choice
from oracle.generator.conditions import condition
from oracle.generator.values import plain, protocols, value

# Productions write an expression for a new context (first kind) or statements
# that bind one, and return its name (second kind).
EXPRESSION = Choice()
STATEMENT = Choice()

NAMES = {
    "client": ["context", "ctx", "client_context", "tls_context", "secure"],
    "server": ["context", "ctx", "server_context", "tls_context", "listener_context"],
}


def context_name(builder, scope):
    return builder.fresh(*NAMES[scope.role])


def new_context(builder, scope):
    """Binds a new context; its name, which the scope knows from now on."""
    name = STATEMENT.pick(builder)(builder, scope)
    scope.contexts.append(name)
    return name


def expression(builder, scope):
    """An expression that makes a context."""
    return EXPRESSION.pick(builder)(builder, scope)


@EXPRESSION.add(weight=8, leaf=True)
def constructed(builder, scope):
    chosen = value(builder, protocols(builder, scope.role))
    # The parameter's name on 2.7 and 3.x alike.
    form = builder.one_of(["%s(%s)", "%s(%s)", "%s(protocol=%s)"])
    return form % (builder.ssl("SSLContext"), chosen)


@EXPRESSION.add(weight=1, leaf=True, when=lambda target: not target.python2)
def constructed_by_default(builder, _scope):
    return "%s()" % builder.ssl("SSLContext")


@EXPRESSION.add(weight=5, leaf=True)
def by_factory(builder, scope):
    factory = builder.one_of(["create_default_context"] * 4 + [
        "_create_unverified_context", "_create_stdlib_context"])
    server = scope.role == "server"
    purpose = builder.ssl("Purpose")
    forms = ["{p}.CLIENT_AUTH", "purpose={p}.CLIENT_AUTH"] if server else [
        "", "{p}.SERVER_AUTH", "purpose={p}.SERVER_AUTH"]
    if factory != "create_default_context":
        # Here only the protocol is positional, and purpose a keyword.
        forms = [form for form in forms if not form.startswith("{p}")]
        if builder.chance(0.3):
            old = ["SSLv23", "TLSv1", "TLSv1_2"] if builder.allows_fixed else ["SSLv23"]
            forms = [builder.ssl("PROTOCOL_" + builder.one_of(old))]
    return "%s(%s)" % (builder.ssl(factory), builder.one_of(forms).format(p=purpose))


@EXPRESSION.add(weight=3)
def by_own_function(builder, scope):
    """A function of the module that makes one, with its real arguments."""
    from oracle.generator.mutations import mutate
    name = builder.fresh("make_context", "build_context", "new_tls", "get_context")
    family = protocols(builder, scope.role)
    with builder.function("def %s(protocol=%s, strict=False):" % (
            name, plain(builder, family))):
        inner = type(scope)(scope.role)
        made = context_name(builder, inner)
        builder.add("%s = %s(protocol)" % (made, builder.ssl("SSLContext")))
        inner.contexts.append(made)
        with builder.block("if strict:"):
            mutate(builder, inner, made)
        if builder.chance(0.5):
            with builder.block("if %s:" % condition(builder)):
                builder.add("return %s" % made)
        for _ in range(builder.one_of([0, 1, 2])):
            mutate(builder, inner, made)
        builder.add("return %s" % made)
    given = value(builder, family)
    return builder.one_of([
        "{f}()", "{f}({v})", "{f}({v}, True)", "{f}(protocol={v})",
        "{f}(strict=True)", "{f}(strict=True, protocol={v})", "{f}(*({v}, False))",
        '{f}(**{{"protocol": {v}, "strict": True}})']).format(f=name, v=given)


@EXPRESSION.add(weight=1)
def by_conditional(builder, scope):
    return "(%s if %s else %s)" % (
        expression(builder, scope), condition(builder), expression(builder, scope))


@STATEMENT.add(weight=8, leaf=True)
def assigned(builder, scope):
    made = expression(builder, scope)
    name = context_name(builder, scope)
    builder.add("%s = %s" % (name, made))
    return name


@STATEMENT.add(weight=2)
def in_branches(builder, scope):
    name = context_name(builder, scope)
    test = condition(builder)
    with builder.block("if %s:" % test):
        builder.add("%s = %s" % (name, expression(builder, scope)))
    with builder.block("else:"):
        builder.add("%s = %s" % (name, expression(builder, scope)))
    return name


@STATEMENT.add(weight=1, leaf=True)
def with_fallback(builder, scope):
    name = context_name(builder, scope)
    with builder.block("try:"):
        builder.add("%s = %s" % (name, builder.one_of([
            expression(builder, scope),
            "%s(%s.PROTOCOL_SSLv9)" % (builder.ssl("SSLContext"),
                                       builder.imports.module()),
            "%s(-5)" % builder.ssl("SSLContext"),
        ])))
    with builder.block(builder.one_of([
            "except AttributeError:", "except (AttributeError, ValueError):",
            "except Exception:", "except (AttributeError, ValueError) as error:"])):
        builder.add("%s = %s" % (name, expression(builder, scope)))
    if builder.chance(0.3):
        with builder.block("finally:"):
            builder.add('%s = "ready"' % builder.fresh("state"))
    return name


@STATEMENT.add(weight=1)
def unpacked(builder, scope):
    one, other = expression(builder, scope), expression(builder, scope)
    name, second = context_name(builder, scope), builder.fresh("spare", "backup")
    builder.add("%s, %s = %s, %s" % (name, second, one, other))
    if builder.chance(0.3):
        builder.add("{a}, {b} = {b}, {a}".format(a=name, b=second))
    scope.contexts.append(second)
    return name


@STATEMENT.add(weight=1)
def from_table(builder, scope):
    table = builder.fresh("contexts", "pool", "registry")
    one, other = expression(builder, scope), expression(builder, scope)
    name = context_name(builder, scope)
    if builder.chance(0.5):
        builder.add('%s = {"main": %s, "other": %s}' % (table, one, other))
        builder.add('%s = %s["main"]' % (name, table))
    else:
        builder.add("%s = [%s, %s]" % (table, one, other))
        builder.add("%s = %s[%s]" % (name, table, builder.one_of(["0", "-1"])))
    return name


@STATEMENT.add(weight=1, leaf=True)
def from_comprehension(builder, scope):
    family = protocols(builder, scope.role)
    table = builder.fresh("contexts", "pool")
    name = context_name(builder, scope)
    items = ", ".join(plain(builder, family) for _ in range(2))
    builder.add("%s = [%s(item) for item in (%s)]" % (
        table, builder.ssl("SSLContext"), items))
    builder.add("%s = %s[%d]" % (name, table, builder.one_of([0, 1])))
    return name


@STATEMENT.add(weight=1, leaf=True)
def at_module_level(builder, scope):
    name = builder.fresh("CONTEXT", "SHARED_CONTEXT")
    with builder.at_module_level():
        builder.add("%s = %s" % (name, expression(builder, scope)))
    return name


@STATEMENT.add(weight=1, leaf=True)
def remade(builder, scope):
    """Bound, unbound and bound again."""
    name = context_name(builder, scope)
    builder.add("%s = %s" % (name, expression(builder, scope)))
    if builder.chance(0.5):
        builder.add("del %s" % name)
    builder.add("%s = %s" % (name, expression(builder, scope)))
    return name
