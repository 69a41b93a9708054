"""Conditions: what the platform decides, what constants decide, what nobody
can know."""
from oracle.generator.base import Choice

KNOWN = Choice()
UNKNOWN = Choice()


def condition(builder, p_unknown=0.5):
    """An expression for a test."""
    kind = UNKNOWN if builder.chance(p_unknown) else KNOWN
    text = kind.pick(builder)(builder)
    if builder.chance(0.12):
        return "not (%s)" % text
    if builder.chance(0.1) and builder.budget > 0:
        other = condition(builder, p_unknown)
        return "(%s) %s (%s)" % (text, builder.one_of(["and", "or"]), other)
    return text


@KNOWN.add(leaf=True, weight=3)
def version(builder):
    builder.module("sys")
    form = builder.one_of([
        "sys.version_info >= (3, {minor})", "sys.version_info < (3, {minor})",
        "sys.version_info[:2] > (3, {minor})", "sys.version_info[0] == 2",
        "sys.version_info.major >= 3", "(3, {minor}) <= sys.version_info",
        "sys.version_info[0] >= 3 and sys.version_info[1] >= {minor}",
    ])
    return form.format(minor=builder.one_of([0, 5, 6, 7, 8, 10, 12]))


@KNOWN.add(leaf=True, weight=3)
def has_attribute(builder):
    names = ["PROTOCOL_TLS_CLIENT", "SSLContext", "OP_NO_TLSv1_1", "TLSVersion",
             "create_default_context", "wrap_socket", "MemoryBIO", "OP_NO_NOTHING"]
    if not builder.target.python2:
        # The reference build of 2.7 has SSLv3, the one at hand has not.
        names.append("PROTOCOL_SSLv3")
    return 'hasattr(%s, "%s")' % (builder.imports.module(), builder.one_of(names))


@KNOWN.add(leaf=True)
def has_flag(builder):
    flags = ["HAS_SNI"]
    if builder.target.has_bounds:
        flags += ["HAS_TLSv1", "HAS_TLSv1_2", "HAS_TLSv1_3", "HAS_SSLv2", "HAS_SSLv3"]
    return builder.ssl(builder.one_of(flags))


@KNOWN.add(leaf=True)
def safe_flag(builder):
    return 'getattr(%s, "HAS_%s", False)' % (
        builder.imports.module(), builder.one_of(["TLSv1_1", "SNI", "NOTHING"]))


@KNOWN.add(leaf=True, weight=2)
def module_flag(builder):
    name = builder.fresh("DEBUG", "STRICT", "USE_LEGACY", "VERIFY")
    with builder.at_module_level():
        builder.add("%s = %s" % (name, builder.one_of(
            ["True", "False", "0", "1", "None", '""', '"yes"', "[]", "1 > 2"])))
    return name


@KNOWN.add(leaf=True)
def in_constants(builder):
    name = builder.fresh("MODE", "PROFILE")
    with builder.at_module_level():
        builder.add('%s = "%s"' % (name, builder.one_of(["old", "new"])))
    return builder.one_of([
        '%s == "old"', '%s in ("old", "older")', '%s != "new"',
        '%s.startswith("o")', 'len(%s) > 2', '%s.upper() == "NEW"',
    ]) % name


@KNOWN.add(leaf=True)
def same_constant(builder):
    return "%s == %s" % (builder.ssl("PROTOCOL_SSLv23"), builder.one_of(
        [builder.ssl("PROTOCOL_TLSv1"), builder.ssl("PROTOCOL_SSLv23"), "2"]))


@UNKNOWN.add(leaf=True, weight=3)
def environment_is(builder):
    name, values = builder.unknown()
    value = builder.one_of([value for value in values if value is not None])
    form = builder.one_of([
        'os.environ.get("{name}") == "{value}"',
        'os.environ.get("{name}", "") == "{value}"',
        'os.getenv("{name}") != "{value}"',
        'os.environ.get("{name}") in ("{value}", "other")',
        'os.environ.get("{name}", "{value}").lower() == "{value}"',
    ])
    return form.format(name=name, value=value)


@UNKNOWN.add(leaf=True)
def environment_set(builder):
    name, _ = builder.unknown()
    return builder.one_of([
        '"%s" in os.environ', 'os.environ.get("%s")', 'os.getenv("%s") is None',
        'bool(os.environ.get("%s"))',
    ]) % name


@UNKNOWN.add(leaf=True)
def environment_variable(builder):
    name, values = builder.unknown()
    value = builder.one_of([value for value in values if value is not None])
    local = builder.fresh("mode", "setting")
    if builder.chance(0.5):
        builder.add('%s = os.environ.get("%s")' % (local, name))
    else:
        with builder.at_module_level():
            builder.add('%s = os.environ.get("%s")' % (local, name))
    return '%s == "%s"' % (local, value)


@UNKNOWN.add(leaf=True, when=lambda target: target.version >= (3, 8))
def environment_walrus(builder):
    name, values = builder.unknown()
    value = builder.one_of([value for value in values if value is not None])
    return '(%s := os.environ.get("%s")) == "%s"' % (
        builder.fresh("chosen", "current"), name, value)
