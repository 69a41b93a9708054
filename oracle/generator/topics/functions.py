"""Functions as values: closures, lambdas, partials, tables, callbacks."""
from oracle.generator.texts import change, context, opening, value

value("closure", "$make_getter(<value>)()", top="""
def $make_getter(setting):
    def getter([%||default=None%]):
        return setting
    return getter
""", weight=2)

value("counter_by_nonlocal", "$make_chooser()()", top="""
def $make_chooser():
    current = <value!>
    def replace(other):
        nonlocal current
        current = other
    def get():
        return current
    [%replace(<value>)||%]
    return get
""")

value("cell_in_list", "$holder[0]", body="""
$holder = [<value!>]
def $replace(new):
    $holder[0] = new
[%$replace(<value>)||%]
""")

value("lambda_with_arguments", "$choose(<value>, [%<value!>||other=<value!>||None%])", body="""
$choose = lambda first, other=None: [%first or other||other or first||first if other is None else other%]
""", weight=2)

value("lambda_in_table", "$HANDLERS[[%\"old\"||\"new\"||<env_or_first>%]]()", top="""
$HANDLERS = {
    "old": lambda: <value!>,
    "new": lambda: <value!>,
    <env1>: lambda: <value!>,
    <env2>: lambda: <value!>,
}
""")

value("late_binding", "[$supplier() for $supplier in $suppliers][0]", body="""
$suppliers = []
for $item in (<value!>, <value!>):
    $suppliers.append([%lambda item=$item: item||lambda: $item%])
""")

value("partial", "$choose([%||other=<value!>||None%])", body="""
$choose = <functools.partial>($either, <value>)
""", top="""
def $either(first, other=None):
    return other or first
""", weight=2)

value("partial_of_partial", "$second([%||setting=<value>%])", body="""
$one = <functools.partial>($resolve, setting=<value>)
$second = <functools.partial>($one, [%setting=<value!>||extra=<value!>%])
""", top="""
def $resolve(setting=None, extra=None):
    return [%setting||extra or setting%]
""")

value("function_table", "$BY_NAME.get([%\"modern\"||\"absent\"||<env>%], $modern)()", top="""
def $legacy():
    return <value>
def $modern():
    return <value!>
$BY_NAME = {"legacy": $legacy, "modern": $modern, <env1>: $legacy}
""", weight=2)

value("function_as_argument", "$apply([%$supply||lambda: <value!>||<functools.partial>($supply)%])", top="""
def $supply(setting=<value>):
    return setting
def $apply(function, *args, **kwargs):
    return function(*args, **kwargs)
""", weight=2)

value("function_attribute", "$configure.default", top="""
def $configure():
    return $configure.default
$configure.default = <value>
""")

value("rebound_global_function", "$current()", top="""
def $current():
    return <value!>
def $install(function):
    global $current
    $current = function
[%$install(lambda: <value!>)||%]
""")

context("factory_from_table", '$FACTORIES[[%"strict"||"legacy"%]]()', top="""
def $strict():
    made = <default_context>
    <mutate made>
    return made
def $legacy():
    return <ssl.SSLContext>(<protocol>)
$FACTORIES = {"strict": $strict, "legacy": $legacy}
""", weight=2)

context("factory_by_environment", "$FACTORIES.get(<env>, <default_factory>)()", top="""
def $weak():
    made = <ssl.SSLContext>(<protocol!>)
    <mutate made>
    return made
$FACTORIES = {<env1>: $weak, "other": lambda: <ssl.SSLContext>(<protocol!>)}
""", weight=2)

context("factory_partial", "$factory([%||protocol=<protocol!>%])", body="""
$factory = <functools.partial>(<ssl.SSLContext>, protocol=<protocol>)
""")

context("factory_alias", "$factory(<protocol>)", body="""
$factory = [%<ssl.SSLContext>||getattr(<ssl>, "SSLContext")||lambda protocol: <ssl.SSLContext>(protocol)||[<ssl.SSLContext>][0]%]
""", weight=2)

context("default_factory_alias", "$factory()", body="""
$factory = [%<default_factory>||<ssl>._create_unverified_context||getattr(<ssl>, "create_default_context")%]
""")

context("closure_over_settings", "$context_factory(<flag>)()", top="""
def $context_factory(flags, protocol=<protocol!>):
    def build():
        made = <ssl.SSLContext>(protocol)
        made.options |= flags
        return made
    return build
""", weight=2)

context("made_once_global", "$get_context()", top="""
$_context = None
def $get_context():
    global $_context
    if $_context is None:
        $_context = <context>
        [%$_context.options |= <flag!>||%]
    return $_context
""", weight=2)

change("callbacks", """
for $callback in [[%$no_old, $restore||$restore, $no_old||$no_old%]]:
    $callback(<c>)
""", top="""
def $no_old(context):
    context.options |= <flag>
def $restore(context):
    context.options &= ~<flag!>
""", weight=2)

change("hooks_registered", "$run_hooks(<c>)", top="""
$_hooks = []
def $register(function):
    $_hooks.append(function)
    return function
def $run_hooks(context):
    for hook in $_hooks:
        hook(context)
@$register
def $on_create(context):
    <mutate context>
[%$register(lambda context: setattr(context, "options", context.options | <flag!>))||%]
""", weight=2)

change("optional_callback", "$finish(<c>[%||, $adjust||, on_done=$adjust||, on_done=None%])", top="""
def $adjust(context):
    <mutate context>
def $finish(context, on_done=None):
    if on_done is not None:
        on_done(context)
    [%if callable(on_done):
        context.options |= <flag!>||%]
""", weight=2)

change("lambda_change", "$adjust(<c>)", body="""
$adjust = lambda target: [%setattr(target, "options", target.options | <flag!>)%]
""")

change("partial_change", "$disable(<c>)", body="""
$disable = <functools.partial>([%$switch, flag=<flag>||$switch, flag=<flag!>, on=False%])
""", top="""
def $switch(context, flag, on=True):
    if on:
        context.options |= flag
    else:
        context.options &= ~flag
""", weight=2)

change("bound_method_call", "$set_option(\"options\", <c>.options | <flag>)", body="""
$set_option = [%<functools.partial>(setattr, <c>)%]
""")

change("nested_helpers", "$outer(<c>)", top="""
def $outer(context):
    def forbid(flag):
        context.options |= flag
    def allow(flag):
        context.options &= ~flag
    forbid(<flag>)
    [%allow(<flag!>)||forbid(<flag!>)||if <test>:
        allow(<flag!>)%]
""", weight=2)

opening("function_partial", "$wrap($raw)", body="""
$raw = <socket>
$wrap = <functools.partial>(<c>.wrap_socket, [%server_side=<is_server>||server_side=<is_server>, do_handshake_on_connect=False%])
<c>.check_hostname = False
""")

opening("callback", "$with_socket(lambda sock: <c>.wrap_socket(sock, <side>))", top="""
def $with_socket(callback):
    sock = <socket>
    try:
        return callback(sock)
    finally:
        sock.close()
""")

opening("table_of_openers", """
$openers = {"plain": lambda sock: sock, "tls": lambda sock: <c>.wrap_socket(sock, <side>)}
$openers["tls"](<socket>)
""")

opening("pool_of_functions", """
for $task in [$first, $second]:
    $task(<c>)
""", top="""
def $first(context):
    <open context>
def $second(context):
    context.options |= <flag!>
    context.wrap_socket(<socket>, <side>)
""")

value("counts_down", "$descend([%1||5||9%])", top="""
def $descend(left):
    if left [%== 0||<= 0||< 1%]:
        return <value!>
    return $descend(left - 1)
""")

value("walks_a_tree", "$deepest([%[[[[[<value>]]]]]||[[<value>]]%])", top="""
def $deepest(tree):
    return $deepest(tree[0]) if isinstance(tree, list) else tree
""")

value("attribute_of_function", "[%$holder.setting||getattr($holder, \"setting\", <value!>)||vars($holder)[\"setting\"]||$holder.__dict__.get(\"setting\")%]", top="""
def $holder():
    return None
""", body="""
$holder.setting = <value>
""")

value("dispatched_on_type", "$pick([%1||\"a\"||[]||None||True%])", top="""
@<functools.singledispatch>
def $pick(given):
    return <value!>
@$pick.register(int)
def $of_int(given):
    return <value!>
@$pick.register(str)
def $of_text(given):
    return <value!>
""", since=(3, 4))

value("refused_call", "$answer", top="""
def $strict(first, *, second=None):
    return first
""", body="""
try:
    $answer = $strict([%<value>||<value>, <value!>||<value>, third=1||second=<value!>||%])
except TypeError:
    $answer = <value!>
""", since=(3,))

value("ordered_by_comparison", "sorted([1, 3, 2], key=<functools.cmp_to_key>(lambda one, other: [%one - other||other - one%]))[0] == 1 and <value!> or <value>", since=(3, 2))

value("sentinel_default", "$given([%||<value>||None%])", top="""
$MISSING = object()
def $given(setting=$MISSING):
    if setting is $MISSING or setting is None:
        return <value!>
    return setting
""")
