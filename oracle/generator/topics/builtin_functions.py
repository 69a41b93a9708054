"""Built-in functions, operators and comprehensions over constants and contexts."""
from oracle.generator.texts import change, opening, statement, value

value("least_or_greatest", "[%min||max%]([%[<value!>, <value!>]||<value>, <value!>||$known%])", body="""
$known = (<value!>, <value!>)
""", weight=2)

value("sorted_sequence", "sorted([%[<value!>, <value!>]||{<value!>, <value!>}||(<value>,)%][%||, reverse=True||, key=lambda item: -item%])[[%0||-1%]]")

value("mapped", "list(map([%lambda name: getattr(<owner>, name)||$by_name%], [<fullname>, <fullname>]))[[%0||1%]]", top="""
def $by_name(name):
    return getattr(<owner>, name)
""", weight=2)

value("filtered", "list(filter([%None||lambda item: item != 1||bool%], [<value>, <value!>]))[0]")

value("zipped", "dict(zip((\"low\", \"high\"), (<value>, <value!>)))[[%\"low\"||\"high\"%]]", weight=2)

value("enumerated", "$picked", body="""
for $index, $item in enumerate([<value>, <value!>][%||, 1%]):
    if $index == 1:
        $picked = $item
""")

value("any_or_all", "(<value!> if [%any||all%]([<known>, [%True||False||<test>%]]) else <value!>)")

value("dict_comprehension", "$table[[%\"a\"||\"b\"%]]", body="""
$table = {name: item for name, item in zip("ab", (<value!>, <value!>))}
""")

value("filtered_comprehension", "[item for item in $items if item[%|| is not None|| != 0%]][[%0||-1%]]", body="""
$items = [<value>, None, <value!>]
""", weight=2)

value("nested_comprehension", "[item for row in $rows for item in row][[%0||1||-1%]]", body="""
$rows = [[<value>], [<value!>, <value!>]]
""")

value("star_unpacking", "[%$head||$rest[0]||$rest[-1]%]", body="""
$head, *$rest = [<value>, <value!>, <value!>]
""", since=(3,))

value("lists_joined", "([%[<value>] + [<value!>]||[<value>] * 2%])[-1]")

value("stack", "$stack.pop([%||0%])", body="""
$stack = [<value!>]
$stack.[%append(<value>)||insert(0, <value>)||extend([<value!>, <value!>])%]
[%$stack.reverse()||%]
""", weight=2)

value("slices", "$items[[%1:||:1||::-1||-1:%]][0]", body="""
$items = (<value>, <value!>, <value!>)
""")

value("chained_comparison", "(<value!> if [%0 < $level <= 2||1 <= $level < 2||$level > 1%] else <value!>)", body="""
$level = int(<level>)
""", weight=2)

value("and_or", '[%(<test> and <value!> or <value!>)||(<known> and <value!>) or <value!>||(None or <value>)||({}.get("x") or <value>)%]')

value("indexed_by_bool", '[<value!>, <value!>][[%bool(<env>)||int(1 > 2)||len("a")%]]')

value("reduced", "<functools.reduce>([%max||min||lambda one, other: other||lambda one, other: one%], [<value!>, <value!>, <value!>])")

value("item_getter", "<operator.itemgetter>([%1%])" + "((<value!>, <value>))")

value("attribute_getter", "<operator.attrgetter>(<fullname>)(<owner>)")

value("iterated_until", "next(iter([<value>]))")

value("variables_of_class", "[%vars($Box)||$Box.__dict__%][\"setting\"]", top="""
class $Box(object):
    setting = <value>
""")

change("reduced_flags", "<c>.options |= <functools.reduce>([%<operator.or_>||lambda one, other: one | other%], [<flag!>, <flag!>, <flag!>][%||, 0%])", weight=3)

change("reduced_names", """
<c>.options |= <functools.reduce>(
    <operator.or_>, (getattr(<ssl>, "OP_NO_" + name) for name in [<flagname>, <flagname>]), 0)
""", weight=2)

change("operator_functions", "<c>.options = <operator.or_>(<c>.options, <flag>)")

change("mask_computed", """
$mask = <flag> | <flag!>
$mask [%^= <flag!>||&= ~<flag!>||&= <flag!>||= $mask ^ <flag!>%]
<c>.options |= $mask
""", weight=2)

change("tested_bit", """
if [%<c>.options & <flag!>||not <c>.options & <flag!>||(<c>.options & <flag!>) == 0%]:
    <mutate c>
""", weight=2)

change("bound_compared", """
$wanted = <bound!>
if [%<c>.minimum_version < $wanted||<c>.minimum_version != $wanted||$wanted > <c>.minimum_version%]:
    <c>.minimum_version = $wanted
""", weight=2)

change("versions_enumerated", """
$allowed = [version for version in <ssl.TLSVersion> if version >= <ssl.TLSVersion>.TLSv1]
[%<c>.minimum_version = min($allowed)||if $allowed:
    <c>.minimum_version = $allowed[0]%]
""")

change("version_by_key", "<c>.minimum_version = <ssl.TLSVersion>[%[<boundname>]||(771)||(770)||[\"TLSv1_\" + \"2\"]||[\"tlsv1_2\".replace(\"tls\", \"TLS\")]%]", weight=2)

change("greatest_bound", "<c>.minimum_version = [%max||min%](<c>.minimum_version, <bound!>)", weight=2)

change("option_by_key", "<c>.options |= <ssl.Options>[%.OP_NO_TLSv1||[\"OP_NO_TLSv1\"]||[\"OP_NO_\" + <flagname>]%]", since=(3, 6), weight=2)

change("contexts_in_list", """
$contexts = [<c>, <ssl.SSLContext>(<protocol!>)]
for $number, $each in enumerate($contexts):
    if $number == [%0||1%]:
        <mutate $each>
""", weight=2)

change("list_comprehension_effect", "[setattr(<c>, \"options\", <c>.options | flag) for flag in (<flag!>, <flag!>)]")

change("any_tested", """
if [%any||all%](<c>.options & flag for flag in (<flag!>, <flag!>)):
    <mutate c>
""")

change("setattr_over_dict", """
for $name, $wanted in [%$SETTINGS.items()||sorted($SETTINGS.items())||list($SETTINGS.items())%]:
    setattr(<c>, $name, $wanted)
""", top="""
$SETTINGS = {"check_hostname": False[%, "options": <flag!>||%]}
""", weight=2)

statement("contexts_by_role", "$contexts[[%0||1||-1%]]", """
$contexts = list(map([%<ssl.SSLContext>||lambda protocol: <ssl.SSLContext>(protocol)%], [<protocol!>, <protocol!>]))
""", weight=2)

statement("contexts_in_dict", "$contexts[[%\"a\"||\"b\"%]]", """
$contexts = {name: <ssl.SSLContext>(protocol) for name, protocol in {"a": <protocol!>, "b": <protocol!>}.items()}
[%for $each in $contexts.values():
    $each.options |= <flag!>||$contexts["a"].options |= <flag!>%]
""", weight=2)

statement("keyed_cache", "$get_context(<protocol!>)", "", top="""
$_cache = {}
def $get_context(protocol):
    if protocol not in $_cache:
        made = <ssl.SSLContext>(protocol)
        <mutate made>
        $_cache[protocol] = made
    return $_cache[protocol]
""", weight=2)

opening("opened_in_loop", """
for $number in range(2):
    $conn = <c>.wrap_socket(<socket>, <side>)
    <c>.options |= <flag!>
""", weight=2)

opening("opened_by_any", "$opened = any(<c>.wrap_socket(sock, <side>) for sock in [<socket>])")

opening("opened_from_values", """
$pool = {"main": <c>, "other": <context>}
for $tls in [%$pool.values()||[$pool[name] for name in sorted($pool)]||list($pool.values())[:1]%]:
    $tls.wrap_socket(<socket>, <side>)
""", weight=2)

opening("opened_from_filter", """
for $tls in [one for one in (<c>, None) if one is not None]:
    $tls.wrap_socket(<socket>, <side>)
""")

change("set_of_names", """
$old = {name.[%strip()||replace(".", "_")%] for name in ["TLSv1", " TLSv1_1"[%||, <flagname>%]]}
[%$old.add(<flagname>)||$old.discard("TLSv1")||$old -= {"TLSv1"}||$old |= {<flagname>}%]
for $name in [%sorted($old)||$old%]:
    <c>.options |= getattr(<ssl>, "OP_NO_" + $name.strip())
""", weight=2)

change("arguments_joined", """
$names = [%"TLSv1 TLSv1_1".split()||", ".join([<flagname>, <flagname>]).split(", ")||list(filter(None, ["", <flagname>]))%]
<c>.options |= sum({getattr(<ssl>, "OP_NO_" + name) for name in $names})
""")

change("options_listed", """
for $option in <ssl.Options>:
    if $option.name in ("OP_NO_TLSv1", "OP_NO_" + <flagname>):
        <c>.options |= $option
""", since=(3, 6))

change("print_flags", """
print("options", <c>.options, "protocol", <c>.protocol)
<c>.options = [%int(<c>.options) | <flag>||<c>.options | int(<flag!>)||<ssl.OP_ALL> | <flag!>%]
""")

value("heap_gives_least", "<heapq.heappop>($heap)[1]", body="""
$heap = [(3, <value!>)]
<heapq.heappush>($heap, (1, <value>))
<heapq.heappush>($heap, (2, <value!>))
[%<heapq.heappop>($heap)||%]
""")

value("found_by_bisection", "(<value!>, <value>, <value!>)[<bisect.bisect>([10, 20], [%5||10||25%])]")

value("queue_turned", "$queue[%[0]||.popleft()||.pop()||[-1]%]", body="""
$queue = <collections.deque>([<value!>, <value>][%, maxlen=2||%])
$queue.[%rotate(1)||appendleft(<value!>)||append(<value>)||reverse()||extend([<value!>])%]
""", weight=2)

value("copied_container", "$first[\"a\"][0]", body="""
$first = {"a": [<value>]}
$second = <copy.[%copy||deepcopy%]>($first)
$second["a"][%[0] = <value!>|| = [<value!>]||.append(<value!>)%]
""", weight=2)

value("copied_instance", "$first.setting", top="""
class $Holder(object):
    def __init__(self, setting):
        self.setting = setting
""", body="""
$first = $Holder(<value>)
$second = <copy.copy>($first)
$second.setting = <value!>
""")

value("slice_replaced", "$items[[%0||-1||1%]]", body="""
$items = [<value!>, <value>, <value!>]
[%$items[1:2] = [<value!>, <value>]||del $items[:1]||$items[:] = [<value!>, <value>]||$items[0:0] = (<value>,)%]
""")

value("counted", "[<value!>, <value>, <value!>][<collections.Counter>(\"aab\")[[%\"a\"||\"b\"||\"z\"%]]]")

value("proxied", "$view[\"a\"]", body="""
$table = {"a": <value!>}
$view = <types.MappingProxyType>($table)
[%$table["a"] = <value>||%]
""", since=(3, 3))

value("keys_in_common", "$table[[%sorted($table.keys() & {\"a\", \"z\"})[0]||list(dict.fromkeys(\"ab\"))[1]%]]", body="""
$table = {"a": <value>, "b": <value!>}
""", since=(3,))

value("item_put_in_last", "$table.popitem()[1]", body="""
$table = {"a": <value!>}
$table[[%"b"||"a"%]] = <value>
""", since=(3, 7))
