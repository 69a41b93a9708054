"""Constants of ``ssl`` as programs really get at them: through names, tables,
strings, functions, classes, conditions, arithmetic."""
from collections import namedtuple

from oracle.generator.base import Choice
from oracle.generator.conditions import condition

# A family of constants: the owner's attribute of ssl (None: ssl itself), the
# common prefix of the names, what may follow it, with each one's number.
Family = namedtuple("Family", "owner prefix members")

CLIENT_PROTOCOLS = Family(None, "PROTOCOL_", {
    "SSLv23": 2, "TLS": 2, "TLS_CLIENT": 16, "TLSv1": 3, "TLSv1_1": 4, "TLSv1_2": 5})
SERVER_PROTOCOLS = Family(None, "PROTOCOL_", {
    "SSLv23": 2, "TLS": 2, "TLS_SERVER": 17, "TLSv1": 3, "TLSv1_1": 4, "TLSv1_2": 5})
OLD_CLIENT_PROTOCOLS = Family(None, "PROTOCOL_", {
    "SSLv23": 2, "TLS": 2, "TLSv1": 3, "TLSv1_1": 4, "TLSv1_2": 5})
FLAGS = Family(None, "OP_NO_", {
    "SSLv3": 0x02000000, "TLSv1": 0x04000000, "TLSv1_1": 0x10000000,
    "TLSv1_2": 0x08000000, "TLSv1_3": 0x20000000})
VERSIONS = Family("TLSVersion", "", {
    "MINIMUM_SUPPORTED": -2, "TLSv1": 769, "TLSv1_1": 770, "TLSv1_2": 771,
    "TLSv1_3": 772, "MAXIMUM_SUPPORTED": -1})

VALUE = Choice()


def protocols(builder, role):
    """The protocol constants that suit the role on the target."""
    if builder.target.version < (3, 6):
        return OLD_CLIENT_PROTOCOLS
    return SERVER_PROTOCOLS if role == "server" else CLIENT_PROTOCOLS


def value(builder, family):
    """An expression for a random member. May write statements before."""
    return VALUE.pick(builder)(builder, family)


def member(builder, family):
    """A random member's name without the prefix."""
    names = sorted(family.members)
    # With a fixed method there is little to mutate.
    if family.prefix == "PROTOCOL_" and (
            not builder.allows_fixed or builder.chance(0.4)):
        names = [name for name in names if not name.startswith("TLSv")]
    return builder.one_of(names)


def spelled(builder, family, name):
    """A member as it is mostly written."""
    if family.owner:
        return "%s.%s" % (builder.ssl(family.owner), name)
    return builder.ssl(family.prefix + name)


def plain(builder, family):
    """A random member as it is mostly written."""
    return spelled(builder, family, member(builder, family))


def owner(builder, family):
    """The object that has the members as attributes."""
    return builder.ssl(family.owner) if family.owner else builder.imports.module()


def assigned(builder, expression, *bases):
    """Assigns to a new local name; returns the name."""
    name = builder.fresh(*bases)
    builder.add("%s = %s" % (name, expression))
    return name


VALUE.add(weight=14, leaf=True)(plain)


@VALUE.add(weight=1, leaf=True)
def number(builder, family):
    chosen = family.members[member(builder, family)]
    return hex(chosen) if chosen > 0xFFFF else str(chosen)


@VALUE.add(weight=2)
def local_name(builder, family):
    return assigned(builder, value(builder, family), "chosen", "setting", "wanted")


@VALUE.add(weight=3)
def module_constant(builder, family):
    name = builder.fresh("LEGACY", "DEFAULT", "PREFERRED", "TLS_SETTING")
    with builder.at_module_level():
        builder.add("%s = %s" % (name, value(builder, family)))
    return name


@VALUE.add(weight=2, leaf=True)
def get_attribute(builder, family):
    return "getattr(%s, %s)" % (owner(builder, family),
                                built_string(builder, family))


def built_string(builder, family):
    """An expression for a member's name as a string."""
    chosen = member(builder, family)
    full = family.prefix + chosen
    cut = builder.random.randint(1, len(full) - 1)
    forms = [
        '"%s"' % full,
        '"%s" + "%s"' % (full[:cut], full[cut:]),
        '"%s%%s" %% "%s"' % (full[:cut], full[cut:]),
        '"{}{}".format("%s", "%s")' % (full[:cut], full[cut:]),
        '"".join(["%s", "%s"])' % (full[:cut], full[cut:]),
        '"  %s ".strip()' % full,
        '"%s".replace("-", "_")' % full.replace("_", "-"),
        '"x.%s".split(".")[1]' % full,
    ]
    text = builder.one_of(forms)
    if builder.chance(0.4):
        name = assigned(builder, '"%s"' % chosen, "suffix", "version_name")
        forms = ['"%s" + %s', '"%s%%s" %% %s', '"%s{}".format(%s)']
        if builder.target.version >= (3, 6):
            forms.append('f"%s{%s}"')
        return builder.one_of(forms) % (family.prefix, name)
    return text


@VALUE.add(weight=3)
def from_dict(builder, family):
    names = builder.random.sample(["old", "new", "strict", "default"], 3)
    table = builder.fresh("TABLE", "SETTINGS", "BY_NAME")

    def define():
        builder.add("%s = {%s}" % (table, ", ".join(
            '"%s": %s' % (name, value(builder, family)) for name in names)))

    if builder.chance(0.6):
        with builder.at_module_level():
            define()
    else:
        define()
    form = builder.one_of(['%s["%s"]', '%s.get("%s")', '%s.pop("%s", None)'])
    if "pop" in form:
        table = "dict(%s)" % table
    return form % (table, builder.one_of(names))


@VALUE.add(weight=2)
def from_dict_by_environment(builder, family):
    name, values = builder.unknown()
    keys = [one for one in values if one is not None]
    items = ", ".join('"%s": %s' % (key, plain(builder, family)) for key in keys)
    table = builder.fresh("TABLE", "CHOICES", "BY_MODE")
    with builder.at_module_level():
        builder.add("%s = {%s}" % (table, items))
    fallback = plain(builder, family)
    return builder.one_of([
        '%s.get(os.environ.get("%s"), %s)' % (table, name, fallback),
        '%s[os.environ.get("%s", "%s")]' % (table, name, keys[0]),
        '(%s.get(os.getenv("%s")) or %s)' % (table, name, fallback),
    ])


@VALUE.add(weight=2)
def from_sequence(builder, family):
    items = [value(builder, family) for _ in range(3)]
    form = builder.one_of(["(%s)", "[%s]"]) % ", ".join(items)
    name = assigned(builder, form, "options_list", "candidates", "choices")
    return "%s[%s]" % (name, builder.one_of(["0", "1", "-1", "1:][0", "len(%s) - 1" % name]))


@VALUE.add(weight=2)
def unpacked(builder, family):
    one, other = value(builder, family), value(builder, family)
    first, second = builder.fresh("first", "low"), builder.fresh("second", "high")
    forms = ["{a}, {b} = {x}, {y}", "({a}, {b}) = [{x}, {y}]",
             "{a}, {b} = {x}, {y}\n{a}, {b} = {b}, {a}", "{a} = {b} = {x}"]
    if not builder.target.python2:
        forms.append("{a}, *{b}_rest = ({x}, {y}, {x})\n{b} = {b}_rest[0]")
    builder.add(builder.one_of(forms).format(a=first, b=second, x=one, y=other))
    return builder.one_of([first, second])


@VALUE.add(weight=3)
def conditional(builder, family):
    return "(%s if %s else %s)" % (
        value(builder, family), condition(builder), value(builder, family))


@VALUE.add(weight=2)
def branch(builder, family):
    name = builder.fresh("picked", "selected")
    one, other = plain(builder, family), value(builder, family)
    if builder.chance(0.5):
        builder.add("%s = %s" % (name, other))
        with builder.block("if %s:" % condition(builder)):
            builder.add("%s = %s" % (name, one))
        return name
    with builder.block("if %s:" % condition(builder)):
        builder.add("%s = %s" % (name, one))
    with builder.block("else:"):
        builder.add("%s = %s" % (name, plain(builder, family)))
    return name


@VALUE.add(weight=2)
def default_by_or(builder, family):
    return "(%s or %s)" % (builder.one_of(["None", "0", "False"]),
                           value(builder, family))


@VALUE.add(weight=3)
def returned(builder, family):
    name = builder.fresh("pick", "default_setting", "choose")
    with builder.function("def %s():" % name):
        if builder.chance(0.4):
            with builder.block("if %s:" % condition(builder)):
                builder.add("return %s" % plain(builder, family))
        builder.add("return %s" % value(builder, family))
    return "%s()" % name


@VALUE.add(weight=2)
def parameter(builder, family):
    name = builder.fresh("same", "either", "pass_through")
    header = "def %s(given=%s, other=None):" % (name, plain(builder, family))
    with builder.function(header):
        builder.add("return other or given")
    given = value(builder, family)
    return builder.one_of([
        "%s(%s)", "%s(other=%s)", "%s(None, %s)", "%s(given=%s)", "%s(*[%s])",
        '%s(**{"other": %s})']) % (name, given)


@VALUE.add(weight=1, leaf=True)
def called_lambda(builder, family):
    name = builder.fresh("supplier", "factory")
    builder.add("%s = lambda: %s" % (name, plain(builder, family)))
    return "%s()" % name


@VALUE.add(weight=2)
def class_attribute(builder, family):
    name = builder.fresh("Config", "Settings", "Defaults")
    with builder.at_module_level():
        first = value(builder, family)
        with builder.block("\n\nclass %s(object):" % name):
            builder.add("first = %s" % first)
            builder.add("second = %s" % builder.one_of(["first", plain(builder, family)]))
        builder.add("\n")
    return "%s.%s" % (name, builder.one_of(["first", "second"]))


@VALUE.add(weight=1, leaf=True, when=lambda target: target.version >= (3, 6))
def enum_value(builder, family):
    name = builder.fresh("Choice", "Mode")
    with builder.at_module_level():
        with builder.block("\n\nclass %s(%s.Enum):" % (name, builder.module("enum"))):
            builder.add("OLD = %s" % plain(builder, family))
            builder.add("NEW = %s" % plain(builder, family))
        builder.add("\n")
    return builder.one_of(["%s.OLD.value", '%s["NEW"].value', "%s.NEW.value"]) % name


@VALUE.add(weight=1, leaf=True)
def from_comprehension(builder, family):
    # Plain ones: a walrus must not stand in a comprehension's iterable.
    items = ", ".join(plain(builder, family) for _ in range(3))
    return builder.one_of([
        "[item for item in (%s)][%d]", "sorted([%s])[%d]", "list(reversed([%s]))[%d]",
    ]) % (items, builder.one_of([0, 1, 2]))


@VALUE.add(weight=1, when=lambda target: target.version >= (3, 8))
def from_walrus(builder, family):
    return "(%s := %s)" % (builder.fresh("kept", "noted"), value(builder, family))


@VALUE.add(weight=1)
def found_by_loop(builder, family):
    name = builder.fresh("found", "usable")
    items = [plain(builder, family) for _ in range(3)]
    with builder.block("for %s in (%s):" % (name, ", ".join(items))):
        with builder.block("if %s == %s:" % (name, builder.one_of(items))):
            builder.add("break")
    return name


@VALUE.add(weight=1, when=lambda target: not target.python2, leaf=True)
def by_fallback(builder, family):
    name = builder.fresh("best", "supported")
    absent = family.prefix + builder.one_of(["SSLv9", "TLSv9"])
    with builder.block("try:"):
        builder.add("%s = %s.%s" % (name, owner(builder, family), absent))
    with builder.block("except AttributeError:"):
        builder.add("%s = %s" % (name, plain(builder, family)))
    return name


@VALUE.add(weight=1, leaf=True)
def by_default_of_getattr(builder, family):
    name = family.prefix + builder.one_of(["TLSv1", "TLSv9"])
    return 'getattr(%s, "%s", %s)' % (
        owner(builder, family), name, plain(builder, family))


@VALUE.add(weight=1, when=lambda target: target.version >= (3, 10))
def matched(builder, family):
    name, values = builder.unknown()
    local = builder.fresh("profile", "level_setting")
    values = [one for one in values if one is not None]
    last = value(builder, family)
    with builder.block('match os.environ.get("%s"):' % name):
        for one in values[:-1] + ["absent"]:
            with builder.block('case "%s":' % one):
                builder.add("%s = %s" % (local, plain(builder, family)))
        with builder.block("case _:"):
            builder.add("%s = %s" % (local, last))
    return local


@VALUE.add(weight=1, leaf=True)
def by_global(builder, family):
    name = builder.fresh("CURRENT", "STATE")
    with builder.at_module_level():
        builder.add("%s = %s" % (name, plain(builder, family)))
    setter = builder.fresh("set_state", "switch")
    with builder.function("def %s(new):" % setter):
        builder.add("global %s" % name)
        builder.add("%s = new" % name)
    if builder.chance(0.8):
        builder.add("%s(%s)" % (setter, plain(builder, family)))
    return name


def flags(builder):
    """An expression for one or several OP_NO flags."""
    kind = builder.random.random()
    if kind < 0.55:
        return value(builder, FLAGS)
    parts = [value(builder, FLAGS) for _ in range(builder.one_of([2, 2, 3]))]
    if kind < 0.8:
        return "(%s)" % " | ".join(parts)
    if kind < 0.9:
        name = assigned(builder, "0", "mask", "disabled")
        for part in parts:
            builder.add("%s |= %s" % (name, part))
        return name
    name = assigned(builder, "0", "mask", "disabled")
    item = builder.fresh("flag", "bit")
    with builder.block("for %s in [%s]:" % (item, ", ".join(parts))):
        builder.add("%s |= %s" % (name, item))
    return name
