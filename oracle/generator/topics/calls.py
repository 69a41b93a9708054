"""How arguments reach parameters."""
from oracle.generator.texts import change, context, opening, value

value("keyword_dict_updated", "$resolve(**$kwargs)", body="""
$kwargs = {"primary": <value>}
[%$kwargs.update(fallback=<value>)||$kwargs.update({"fallback": <value>})||$kwargs["fallback"] = <value>||$kwargs.setdefault("primary", <value>)%]
[%$kwargs.setdefault("fallback", <value!>)||$kwargs.pop("fallback", None)||$kwargs["primary"] = $kwargs.get("fallback") or <value!>%]
""", top="""
def $resolve(primary=None, fallback=None):
    [%return primary or fallback||return fallback or primary||return primary if fallback is None else fallback%]
""", weight=2)

value("keyword_dict_merged", "$resolve(**[%dict($defaults, **$given)||dict($defaults, setting=<value!>)||$merged%])", body="""
$given = {"setting": <value>}
$merged = [%dict($defaults)||<copy.copy>($defaults)||$defaults.copy()%]
$merged.update($given)
""", top="""
$defaults = {"setting": <value>, "other": <value!>}
def $resolve(setting, other=None):
    return [%setting||other||other or setting%]
""")

value("keyword_dicts_by_bar", "$select(**($base | {[%\"old\"||\"new\"%]: <value!>}))", body="""
$base = {"old": <value>, "new": <value>}
""", top="""
def $select(*, old, new=None):
    return [%new if new is not None else old||old||new%]
""", since=(3, 9))

value("variadic", "$first_of([%<value>, <value!>||*[<value>, <value!>]||*(<value>,)%])", top="""
def $first_of(*candidates):
    [%return candidates[0]||return candidates[-1]||head = candidates[:1]
    return head[0]||for candidate in candidates:
        if candidate:
            return candidate
    return <value!>%]
""", weight=2)

value("variadic_keywords", "$option([%setting=<value>||other=<value!>, setting=<value>||**{\"setting\": <value>}||%])", top="""
def $option(**options):
    [%return options.get("setting", <value!>)||return options.pop("setting", None) or <value!>||if "setting" in options:
        return options["setting"]
    return <value!>%]
""", weight=2)

value("keyword_only", "$setting([%||strict=True||strict=False, old=<value!>||old=<value>%])", top="""
def $setting(*, strict=False, old=<value!>):
    if strict:
        return <value>
    return old
""", since=(3,))

value("positional_only", "$pick_one([%<value>, None||<value>||<value!>, other=<value>%])", top="""
def $pick_one(first, /, other=None):
    return other or first
""")

value("forwarded", "$outer([%<value>||<value>, flag=True||setting=<value>||*(<value>,), **{\"flag\": False}%])", top="""
def $inner(setting, flag=False, other=<value!>):
    return other if flag else setting
def $outer(*args, **kwargs):
    [%kwargs.setdefault("flag", False)||kwargs.pop("flag", None)||%]
    return $inner(*args, **kwargs)
""", weight=2)

value("default_at_definition", "$current()", body="""
$setting = <value>
def $current(setting=$setting):
    return setting
$setting = <value!>
""")

value("mutable_default", "$remember(<value!>)[[%0||-1%]]", body="""
[%$remember(<value>)||%]
""", top="""
def $remember(item, seen=[]):
    seen.append(item)
    return seen
""")

value("sentinel_default", "$lookup([%||<value>||None||default=<value!>%]) or <value!>", top="""
$_UNSET = object()
def $lookup(default=$_UNSET):
    if default is $_UNSET:
        return <value!>
    return default
""", weight=2)

context("factory_with_options", "$create([%||options=<flags>||<protocol>, <flag>||None, options=<flag!>||verify=False||**{\"options\": <flag>}%])", top="""
def $create(version=None, options=0, verify=True):
    made = <ssl.SSLContext>(version or <protocol>)
    made.options |= options
    if not verify:
        made.check_hostname = False
        made.verify_mode = <ssl.CERT_NONE>
    <mutate made>
    return made
""", weight=2)

context("factory_with_bounds", "$create([%||minimum=<bound>||None, <bound>||minimum=<bound!>, maximum=<bound!>||**{\"minimum\": <bound>}%])", top="""
def $create(minimum=None, maximum=None):
    made = <ssl.SSLContext>([%<ssl.PROTOCOL_TLS_SERVER>||<ssl.PROTOCOL_TLS>||<ssl.PROTOCOL_TLS>%])
    if minimum is not None:
        made.minimum_version = minimum
    if maximum[%|| is not None%]:
        made.maximum_version = maximum
    return made
""", weight=3)

context("factory_with_keywords", "$build(**$options)", body="""
$options = {"protocol": <protocol>}
if <test>:
    $options["flags"] = <flag>
[%$options.setdefault("flags", <flag!>)||$options.update(flags=<flag>)||%]
""", top="""
def $build(protocol, **kwargs):
    made = <ssl.SSLContext>(protocol)
    for name, wanted in kwargs.items():
        if name == "flags":
            made.options |= wanted
    return made
""", weight=2)

context("recursive_factory", "$attempt([<protocol!>, <protocol!>])", top="""
def $attempt(protocols):
    if not protocols:
        return <ssl.SSLContext>(<protocol!>)
    try:
        return <ssl.SSLContext>(protocols[0])
    except ValueError:
        return $attempt(protocols[1:])
""")

change("several_by_variadic", "[%$disable(<c>, <flag>, <flag!>)||$disable(<c>, *[<flag!>, <flag!>])||$disable(<c>)||$disable(*(<c>, <flag>))%]", top="""
def $disable(context, *flags):
    for flag in flags:
        context.options |= flag
""", weight=2)

change("bounds_by_keywords", "[%$restrict(<c>, minimum_version=<bound>)||$restrict(<c>, **{\"maximum_version\": <bound>})||$restrict(<c>, **dict(minimum_version=<bound!>, maximum_version=<bound!>))%]", top="""
def $restrict(context, **settings):
    for name, wanted in settings.items():
        try:
            setattr(context, name, wanted)
        except ValueError:
            pass
""", weight=2)

change("recursive_change", "$limit(<c>, [<flag!>, <flag>])", top="""
def $limit(context, flags):
    if not flags:
        return context
    context.options |= flags[0]
    return $limit(context, flags[1:])
""")

change("recursive_counter", "$tighten(<c>, [%2||1||0%])", top="""
def $tighten(context, depth):
    if depth <= 0:
        return
    <mutate context>
    $tighten(context, depth - 1)
""")

change("early_return", "$secure(<c>[%||, True||, strict=False||, strict=bool(<env>)%])", top="""
def $secure(context, strict=False):
    if not strict:
        return context
    <mutate context>
    return context
""", weight=2)

change("flag_tested_twice", """
$legacy = <test>
if $legacy:
    <mutate c>
$label = "old"
if [%not $legacy||$legacy%]:
    $label = "new"
    <mutate c>
""", weight=2)

opening("wrap_with_keyword_dict", """
$arguments = {"server_side": <is_server>}
[%$arguments["suppress_ragged_eofs"] = True||$arguments.update(do_handshake_on_connect=False)||$arguments.setdefault("server_side", False)%]
if not $arguments["server_side"]:
    $arguments["server_hostname"] = <host>
$conn = <c>.wrap_socket(<socket>, **$arguments)
""", weight=2)

opening("wrap_forwarded", "$wrap(<c>, <socket>, <side>)", top="""
def $wrap(context, sock, *args, **kwargs):
    return context.wrap_socket(sock, *args, **kwargs)
""", weight=2)

opening("context_by_default", "$connect(<socket>[%||, None||, context=<c>%])", top="""
def $connect(sock, context=None):
    if context is None:
        context = <context>
    <mutate context>
    return context.wrap_socket(sock, <side>)
""", weight=2)
