"""Records: dataclasses, named tuples, enumerations, namespaces."""
from oracle.generator.texts import change, context, opening, value

value("dataclass_default", "$Settings([%||<value>||minimum=<value>||<value!>, <value!>%]).[%minimum||maximum%]", top="""
@<dataclasses.dataclass>[%||(frozen=True)%]
class $Settings:
    minimum: int = <value!>
    maximum: int = <value!>
""", weight=2)

value("dataclass_factory", "$Settings([%||[<value!>]%]).allowed[0]", top="""
@<dataclasses.dataclass>
class $Settings:
    allowed: list = <dataclasses.field>(default_factory=lambda: [<value!>])
""")

value("dataclass_post_init", "$Settings([%||name=\"old\"||\"new\"%]).chosen", top="""
@<dataclasses.dataclass>
class $Settings:
    name: str = "new"
    chosen: int = 0
    def __post_init__(self):
        if self.name == "old":
            self.chosen = <value!>
        else:
            self.chosen = <value!>
""", weight=2)

value("dataclass_replaced", "<dataclasses.replace>($base, minimum=<value!>).[%minimum||maximum%]", body="""
$base = $Settings(<value>, <value!>)
""", top="""
@<dataclasses.dataclass>
class $Settings:
    minimum: int
    maximum: int
""")

value("dataclass_inherited", "$Child([%||minimum=<value>%]).minimum", top="""
@<dataclasses.dataclass>
class $Parent:
    minimum: int = <value!>
@<dataclasses.dataclass>
class $Child($Parent):
    [%minimum: int = <value!>||name: str = "child"%]
""")

value("named_tuple", "$Pair([%<value>, <value!>||low=<value>, high=<value!>||*[<value!>, <value!>]%])[%.low||.high||[0]||._replace(low=<value!>).low%]", top="""
$Pair = <collections.namedtuple>("Pair", [%"low high"||["low", "high"]||"low, high"%])
""", weight=2)

value("typed_named_tuple", "$Pair([%<value>||<value>, <value!>||low=<value>%]).[%low||high%]", top="""
class $Pair(<typing.NamedTuple>):
    low: int
    high: int = <value!>
""")

value("named_tuple_unpacked", "$low", body="""
$low, $high = $Pair(<value>, <value!>)
""", top="""
$Pair = <collections.namedtuple>("Pair", "low high")
""")

value("enumeration", "$Level[%.OLD||.NEW||[\"OLD\"]%].value", top="""
class $Level(<enum.Enum>):
    OLD = <value!>
    NEW = <value!>
    legacy = <value!>
    modern = <value!>
    production = <value!>
    testing = <value!>
""", weight=1)

value("enumeration_method", "$Level.[%OLD||NEW%].setting()", top="""
class $Level(<enum.Enum>):
    OLD = "old"
    NEW = "new"
    def setting(self):
        if self is $Level.OLD:
            return <value!>
        return <value!>
""")

value("enumeration_table", "$BY_LEVEL[[%$Level.OLD||$Level.NEW||$Level(\"new\")||$Level[\"OLD\"]%]]", top="""
class $Level(<enum.Enum>):
    OLD = "old"
    NEW = "new"
$BY_LEVEL = {$Level.OLD: <value>, $Level.NEW: <value!>}
""", weight=2)

value("integer_enumeration", '[%$Wanted.LOW||$Wanted.HIGH||$Wanted["LOW"]%].value', top="""
class $Wanted(<enum.IntEnum>):
    LOW = <value!>
    HIGH = <value!>
""")

value("enumeration_by_value", "$settings_for($Profile([%\"legacy\"||\"modern\"%]))", top="""
class $Profile(<enum.Enum>):
    LEGACY = "legacy"
    MODERN = "modern"
def $settings_for(profile):
    if profile == $Profile.LEGACY:
        return <value>
    elif profile is $Profile.MODERN:
        return <value!>
    raise ValueError(profile)
""")

value("namespace", "$settings.[%minimum||maximum%]", body="""
$settings = <types.SimpleNamespace>(minimum=<value>, maximum=<value!>)
[%$settings.minimum = <value!>||$settings.__dict__.update(minimum=<value!>)||vars($settings)["maximum"] = <value!>||%]
""", weight=2)

value("parsed_arguments", "$parsed.setting or <value!>", body="""
$parser = <argparse.ArgumentParser>()
$parser.add_argument("--setting", default=[%None||<value>%])
$parsed = $parser.parse_args([])
""")

value("nested_dict", "$CONFIG[\"tls\"][[%\"minimum\"||\"maximum\"%]]", body="""
[%$CONFIG["tls"]["minimum"] = <value>||$CONFIG["tls"].update(maximum=<value>)||$CONFIG.setdefault("tls", {}).setdefault("minimum", <value!>)||%]
""", top="""
$CONFIG = {
    "name": "example",
    "tls": {"minimum": <value>, "maximum": <value!>},
}
""", weight=2)

value("default_dict", "$table[[%\"known\"||\"unknown\"%]]", body="""
$table = <collections.defaultdict>(lambda: <value!>)
$table["known"] = <value>
""")

value("chained_maps", "$settings[[%\"setting\"||\"other\"%]]", body="""
$settings = <collections.ChainMap>({[%||"setting": <value!>%]}, {"setting": <value>, "other": <value!>})
""")

value("ordered_dict", "list($table.values())[[%0||-1%]]", body="""
$table = <collections.OrderedDict>([("a", <value>), ("b", <value!>)])
[%$table["c"] = <value!>||$table.pop("b")||$table.popitem()||del $table["a"]%]
""")

context("from_dataclass", "$Config([%||flags=<flag>||<protocol>||protocol=<protocol>, flags=<flag>%]).context()", top="""
@<dataclasses.dataclass>
class $Config:
    protocol: int = <protocol!>
    flags: int = 0
    def context(self):
        made = <ssl.SSLContext>(self.protocol)
        made.options |= self.flags
        return made
""", weight=3)

context("context_in_dataclass", '$Client([%||name="b"%]).context', top="""
@<dataclasses.dataclass>
class $Client:
    name: str = "a"
    context: object = <dataclasses.field>(default_factory=<default_factory>)
    def __post_init__(self):
        <mutate self.context>
""", weight=2)

context("context_in_named_tuple", "$Endpoint(<host>, <context>).[%context||context||context%]", top="""
$Endpoint = <collections.namedtuple>("Endpoint", ["host", "context"])
""", weight=2)

change("settings_record", "$apply(<c>, $Settings([%||<flag>||flags=<flag!>, cleared=<flag!>%]))", top="""
class $Settings(object):
    def __init__(self, flags=0, cleared=0):
        self.flags = flags
        self.cleared = cleared
def $apply(context, settings):
    context.options |= settings.flags
    context.options &= ~settings.cleared
""", weight=2)

change("bounds_record", "$apply(<c>, $Bounds([%||<bound>||maximum=<bound>%]))", top="""
@<dataclasses.dataclass>
class $Bounds:
    minimum: object = <bound!>
    maximum: object = None
def $apply(context, bounds):
    try:
        context.minimum_version = bounds.minimum
        if bounds.maximum is not None:
            context.maximum_version = bounds.maximum
    except ValueError:
        pass
""", weight=2)

change("flag_enumeration", """
for $member in $Banned:
    <c>.options |= $member.value
""", top="""
class $Banned(<enum.Enum>):
    FIRST = <flag!>
    SECOND = <flag!>
""")

change("namespace_options", """
$options = <types.SimpleNamespace>(disabled=[<flag>, <flag!>], enabled=())
[%$options.disabled.append(<flag!>)||$options.enabled = [<flag!>]||%]
for $flag in $options.disabled:
    <c>.options |= $flag
for $flag in $options.enabled:
    <c>.options &= ~$flag
""", weight=2)

opening("record_of_peer", """
$peer = $Peer(<c>, <host>)
$peer.context.wrap_socket(<socket>, <side>)
""", top="""
$Peer = <collections.namedtuple>("Peer", "context name")
""")

value("flag_enumeration_tested", "(<value!> if $Feature.LEGACY [%in||not in%] ($Feature.STRICT[% | $Feature.LEGACY||%]) else <value!>)", top="""
class $Feature(<enum.Flag>):
    LEGACY = 1
    STRICT = 2
""")

value("counted_enumeration", "[<value!>, <value!>]["
      "[%$Level.NEW||$Level.OLD||$Level(1)||$Level[\"NEW\"]%]]", top="""
class $Level(<enum.IntEnum>):
    OLD = 0
    NEW = 1
""")

change("members_listed", """
for $wanted in $Disabled:
    <c>.options |= getattr(<ssl>, "OP_NO_" + $wanted.[%name||value%])
""", top="""
class $Disabled(<enum.Enum>):
    TLSv1 = "TLSv1"
    TLSv1_1 = [%"TLSv1_1"||"TLSv1_2"%]
""", weight=2)

value("argument_in_list", "$TABLE[$parser.parse_args([%[]||[\"--level\", \"low\"]||[\"--level=high\"]||\"--level low\".split()%]).level]", top="""
$TABLE = {"low": <value!>, "high": <value!>}
""", body="""
$parser = <argparse.ArgumentParser>()
$parser.add_argument("--level", choices=["low", "high"], default="high")
""", since=(3,))

value("configuration_in_text", "$TABLE[$parser.get(\"tls\", \"level\"[%||, fallback=\"high\"%])]", top="""
$TABLE = {"low": <value!>, "high": <value!>}
""", body="""
$parser = <configparser.ConfigParser>()
$parser.[%read_string("[tls]\\nlevel = low\\n")||read_dict({"tls": {"level": "high"}})%]
""", since=(3, 2))

value("setting_in_json", "$TABLE[<json.loads>('{\"tls\": {\"level\": \"low\"}}')[\"tls\"][\"level\"]]", top="""
$TABLE = {"low": <value!>, "high": <value!>}
""")
