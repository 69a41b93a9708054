"""Names of constants computed as strings."""
from oracle.generator.texts import change, context, value

value("name_from_prefix", "getattr(<owner>, [%\"<prefix>\" + $name||\"<prefix>%s\" % $name||\"<prefix>{}\".format($name)||\"{0}{1}\".format(\"<prefix>\", $name)||\"\".join([\"<prefix>\", $name])%])", body="""
$name = <member>
""", weight=2)

value("name_from_format_string", "getattr(<owner>, f\"[%<prefix>{$name}||{'<prefix>'}{$name}||<prefix>{$name!s}||{$prefix}{$name}%]\")", body="""
$prefix = "<prefix>"
$name = <member>
""", weight=2)

value("name_in_function", "$constant([%<member>||name=<member>%])", top="""
def $constant(name, prefix="<prefix>"):
    return getattr(<owner>, prefix + name)
""", weight=2)

value("name_with_default", "getattr(<owner>, \"<prefix>\" + [%<member>||\"TLSv9\"%], <value!>)")

value("name_from_pieces", "getattr(<owner>, \"<prefix>TLSv1\" + [%\"\"||\"_2\"||\"_\" + \"2\"||\"_%d\" % 2||\"_\" + str(1 + 1)%]) or <value!>")

value("name_from_dotted", "getattr(<owner>, \"<prefix>\" + \"TLSv1.2\".[%replace(\".\", \"_\")||strip().replace(\".\", \"_\")||translate({46: \"_\"})%])", since=(3,))

value("name_changed_in_case", "getattr(<owner>, \"<prefix>\" + \"TLSV1_2\".[%replace(\"V\", \"v\")||lower().replace(\"tls\", \"TLS\")%])")

value("name_split", "getattr(<owner>, \"ssl:%s\".split(\":\")[1] % <fullname>)")

value("name_joined_in_steps", "getattr(<owner>, $text)", body="""
$text = "<prefix>"
$text += <member>
""")

value("name_from_table", "getattr(<owner>, $NAMES[[%\"old\"||\"new\"%]])", top="""
$NAMES = {"old": <fullname>, "new": <fullname>}
""", weight=2)

value("name_by_environment", "getattr(<owner>, $NAMES.get(<env>, <fullname>))", top="""
$NAMES = {<env1>: <fullname>, <env2>: <fullname>}
""", weight=2)

value("name_in_namespace", "vars(<ssl>).get(<fullname>) or <value!>")

value("name_stripped", 'getattr(<owner>, [%(" %s " % <fullname>).strip()||(<fullname> + "--").rstrip("-")||("ssl." + <fullname>)[4:]%])')

value("name_without_prefix", "getattr(<owner>, (\"ssl.\" + <fullname>).removeprefix(\"ssl.\"))")

context("protocol_by_name", "<ssl.SSLContext>(getattr(<ssl>, [%\"PROTOCOL_\" + $name||\"PROTOCOL_%s\" % $name||\"PROTOCOL_{}\".format($name)||\"_\".join((\"PROTOCOL\", $name))%]))", body="""
$name = [%"SSLv23"||"SSLv" + "23"||"sslv23".replace("sslv", "SSLv")%]
""", weight=3)

context("class_by_name", "getattr(<ssl>, [%\"SSLContext\"||\"SSL\" + \"Context\"||\"%sContext\" % \"SSL\"%])(<protocol>)", weight=2)

context("factory_by_name", "getattr(<ssl>, \"create_%s_context\" % \"default\")([%purpose=<purpose>||<purpose>%])")

change("flag_by_name", """
for $suffix in [%"TLSv1", "TLSv1_1"||("SSLv3", <flagname>)||[<flagname>]||"TLSv1 TLSv1_1".split()%]:
    <c>.options |= getattr(<ssl>, [%"OP_NO_" + $suffix||"OP_NO_%s" % $suffix||"OP_NO_{}".format($suffix)||"_".join(["OP", "NO", $suffix])%])
""", weight=3)

change("flag_if_present", """
for $suffix in ("SSLv9", <flagname>):
    [%if hasattr(<ssl>, "OP_NO_" + $suffix):
        <c>.options |= getattr(<ssl>, "OP_NO_" + $suffix)||<c>.options |= getattr(<ssl>, "OP_NO_" + $suffix, 0)||$flag = getattr(<ssl>, "OP_NO_" + $suffix, None)
    if $flag is not None:
        <c>.options |= $flag%]
""", weight=3)

change("attribute_by_name", """
$attribute = [%"minimum" + "_version"||"%s_version" % "minimum"||"_".join(["maximum", "version"])%]
setattr(<c>, $attribute, <bound>)
""", weight=3, since=(3, 7))

change("both_bounds_by_name", """
for $end in ("minimum", "maximum"):
    setattr(<c>, [%f"{$end}_version"||$end + "_version"||"%s_version" % $end%], [%<bound!>||getattr(<ssl.TLSVersion>, <boundname>)%])
""", weight=2)

change("option_table", """
$config = {"disable": "TLSv1,TLSv1_1"[%, "extra": 1||%]}
for $name in $config["disable"].split(","):
    <c>.options |= getattr(<ssl>, "OP_NO_" + $name[%||.strip()%])
""", weight=2)

change("listed_constants", """
for $name in [%dir(<ssl>)||sorted(vars(<ssl>))%]:
    if $name.startswith("OP_NO_TLSv1") [%and not $name.endswith("_3")||and $name != "OP_NO_TLSv1_2"||and len($name) < 12%]:
        <c>.options |= getattr(<ssl>, $name)
""")

value("name_formatted", "getattr(<owner>, [%f\"{$name:s}\"||\"%.60s\" % $name||\"{:<3}\".format($name)||format($name, \">2\")||\"%-2s\" % $name||f\"{$name:.{$width}}\"||\"{n}\".format_map({\"n\": $name})||\"%(n)s\" % {\"n\": $name}%])", body="""
$name, $width = <fullname>, 60
""", weight=2, since=(3, 6))

value("name_taken_apart", "getattr(<owner>, [%$name.partition(\"!\")[0]||$name.rpartition(\".\")[-1]||\"\".join($name.splitlines())||$name[:3] + $name[3:]||$name[::-1][::-1]||$name.ljust(2)||$name.encode().decode()||str.join(\"\", [$name])||$name.rsplit(None, 1)[0]%])", body="""
$name = <fullname>
""", weight=2, since=(3,))

value("name_translated", "getattr(<owner>, $name.replace(\"_\", \".\").translate([%str.maketrans(\".\", \"_\")||str.maketrans({\".\": \"_\"})||{ord(\".\"): \"_\"}%]))", body="""
$name = <fullname>
""", since=(3,))

value("chosen_by_number", "(<value!>, <value>)[[%int(\"0x1\", 16)||divmod(7, 3)[1]||round(0.6)||\"abc\".find(\"b\")||len(f\"{1:03d}\") - 3||\"a-b\".count(\"-\")||int(\"%x\" % 0, 16)||pow(2, 3, 7)||abs(-1)||bin(4).count(\"1\")%]]", weight=2, since=(3, 6))

value("member_by_its_name", "[%next(one for one in <ssl.TLSVersion> if one.name == $name)||<ssl.TLSVersion>.__members__[$name]||{one.name: one for one in <ssl.TLSVersion>}[$name]||<ssl.TLSVersion>[$name].value%] and <value>", body="""
$name = "TLSv1_2"
""", since=(3, 7))

change("flags_of_listed_members", """
for $flag in [%<ssl.Options>||sorted(<ssl.Options>)||[one for one in <ssl.Options>]%]:
    if $flag.name in ("OP_NO_TLSv1", "OP_NO_TLSv1_1"):
        <c>.options |= $flag
""", since=(3, 6))
