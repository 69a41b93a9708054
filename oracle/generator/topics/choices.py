"""Choosing: match, walrus, tables by environment, feature checks."""
from oracle.generator.texts import change, context, opening, value

value("match_literal", "$choose(<env>)", top="""
def $choose(name):
    match name:
        case [%<env1>||<env1> | "other"%]:
            return <value!>
        case [%None||"nothing"%]:
            return <value!>
        case [%_||other%]:
            return <value!>
""", weight=2)

value("match_structure", "$interpret([%(\"tls\", <value>)||{\"setting\": <value>}||[1, 2, 3]||None%])", top="""
def $interpret(given):
    match given:
        case ("tls", setting):
            return setting
        case {"setting": setting}:
            return setting
        case [first, *rest] if len(rest) == 2:
            return <value!>
        case _:
            return <value!>
""")

value("match_class", "$setting_of($Named([%\"old\"||\"new\"%]))", top="""
class $Named:
    __match_args__ = ("name",)
    def __init__(self, name):
        self.name = name
def $setting_of(given):
    match given:
        case $Named([%"old"||name="old"%]):
            return <value!>
        case $Named():
            return <value!>
    return <value!>
""")

value("walrus_in_test", "$result", body="""
if ($mode := <env>) [%is None||== <env1>||in (<env1>, "x")%]:
    $result = <value!>
else:
    $result = <value!>
""", weight=2)

value("walrus_kept", "[%$kept||($again := $kept)%]", body="""
$items = [($kept := <value!>), 1]
""")

value("walrus_in_while", "$found", body="""
$waiting = [<value!>, <value!>]
while ($found := $waiting.pop()) and len($waiting) > [%0||1%]:
    pass
""")

value("table_by_environment", "$TABLE[%[<env_or_first>]||.get(<env>, <value!>)||[<env> or <env1>]||.get(<env_or_first>)%]", top="""
$TABLE = {
    <env1>: <value>,
    <env2>: <value!>,
}
""", weight=3)

value("level_from_environment", "($strictest if int(<level>) [%> 1||>= 1||== 2||< 1%] else <value!>)", body="""
$strictest = <value>
""", weight=2)

value("level_indexes", "[<value!>, <value!>, <value!>][int(<level>)]", weight=2)

value("level_in_chain", "$chosen", body="""
$level = int(<level>)
if $level == 0:
    $chosen = <value!>
elif $level == 1:
    $chosen = <value!>
else:
    $chosen = <value!>
""")

value("environment_name_or_default", "(<value!> if [%<env_name> in os.environ||<env> is not None||<env> == <env1>||bool(<env>)%] else <value!>)", weight=2)

value("environment_lowered", "$by_mode((<env> or \"none\").[%lower()||strip()||upper().lower()%])", top="""
def $by_mode(mode):
    if mode in (<env1>, "anything"):
        return <value>
    elif mode == <env2>:
        return <value!>
    return <value!>
""", weight=2)

value("environment_required", "$mode", body="""
try:
    $mode = {<env1>: <value!>, <env2>: <value!>}[<os.environ>[<env_name>]]
except KeyError:
    $mode = <value!>
""")

value("by_python_version", "(<value!> if <sys.version_info> [%>= (3, 7)||< (3, 10)||[0] == 3||[:2] >= (3, 11)||>= (2, 7, 9)%] else <value!>)", weight=2)

value("by_openssl_version", "(<value!> if <ssl.OPENSSL_VERSION_INFO> [%>= (1, 1, 0)||< (1, 0, 1)||[0] >= 1||> (1, 0)%] else <value!>)")

value("by_feature", '(<value!> if [%getattr(<ssl>, "HAS_TLSv1_3", False)||hasattr(<ssl>, "TLSVersion")||hasattr(<ssl>, "PROTOCOL_TLS_CLIENT")||getattr(<ssl>, "HAS_NOTHING", False)||getattr(<ssl>, "PROTOCOL_TLSv9", None)%] else <value!>)', weight=2)

value("feature_table", "$DEFAULT", top="""
if hasattr(<ssl>, [%"PROTOCOL_TLS"||"OP_NO_TLSv1_3"||"NO_SUCH_THING"%]):
    $DEFAULT = <value!>
else:
    $DEFAULT = <value!>
""", weight=2)

value("first_present", "$first_present([%\"PROTOCOL_TLSv9\", <fullname>||<fullname>%])", top="""
def $first_present(*names):
    for name in names:
        if hasattr(<owner>, name):
            return getattr(<owner>, name)
    return <value!>
""")

context("by_feature", "$make()", top="""
def $make():
    if hasattr(<ssl>, [%"create_default_context"||"make_secure_context"%]):
        made = <default_context>
    else:
        made = <ssl.SSLContext>(<protocol!>)
    <mutate made>
    return made
""", weight=2)

context("by_python_version", "$make()", top="""
if <sys.version_info> [%>= (3, 6)||< (3, 6)||[0] == 2%]:
    def $make():
        return <context>
else:
    def $make():
        return <ssl.SSLContext>(<protocol!>)
""", weight=2)

context("by_mode", "$context_for(<env>)", top="""
def $context_for(mode):
    if mode == <env1>:
        return <ssl.SSLContext>(<protocol>)
    made = <context>
    if mode is None:
        return made
    <mutate made>
    return made
""", weight=2)

change("by_match", """
match [%<env>||("set", "options")||len([1, 2])||{"mode": "strict"}%]:
    case [%<env1>||("set", "options")||2||{"mode": "strict"}%]:
        <mutate c>
    case [%None||("set", _)||3%]:
        <mutate c>
    case _:
        <mutate c>
""", weight=2)

change("by_level", """
$level = int(<level>)
if $level [%>= 1||> 1||== 0||< 2%]:
    <mutate c>
[%elif $level == 1:
    <mutate c>||else:
    <mutate c>||if $level >= 2:
    <mutate c>%]
""", weight=3)

change("minimum_by_table", """
$wanted = $MINIMUM[%.get(<env>)||.get(<env>, <bound!>)||[<env_or_first>]%]
if $wanted is not None:
    <c>.minimum_version = $wanted
""", top="""
$MINIMUM = {<env1>: <bound!>, <env2>: <bound!>}
""", weight=3)

change("minimum_by_level", "<c>.minimum_version = [<bound!>, <bound!>, <bound!>][int(<level>)]", weight=2)

change("minimum_guarded", """
[%if hasattr(<ssl>, "TLSVersion"):
    <c>.minimum_version = <bound!>
else:
    <c>.options |= <flag!>||if <ssl.HAS_TLSv1_3>:
    <c>.maximum_version = <ssl.TLSVersion>.TLSv1_3
    <mutate c>||try:
    <c>.minimum_version = <bound!>
except (AttributeError, ValueError):
    <c>.options |= <flag!>%]
""", weight=3)

change("flag_guarded", """
[%if hasattr(<ssl>, "OP_NO_TLSv1_1"):
    <c>.options |= <ssl.OP_NO_TLSv1_1>||<c>.options |= getattr(<ssl>, "OP_NO_TLSv1_3", 0)||<c>.options |= getattr(<ssl>, "OP_NO_RENEGOTIATION", 0) | <flag!>||try:
    <c>.options |= <ssl>.OP_NO_TLSv9
except AttributeError:
    <c>.options |= <flag!>%]
""", weight=3)

opening("opened_on_condition", """
if [%<test>||<env> != <env1>||<env_name> in os.environ or <known>%]:
    <c>.wrap_socket(<socket>, <side>)
else:
    <mutate c>
    $conn = <c>.wrap_socket(<socket>, <side>)
""", weight=2)

opening("opened_after_choice", """
$tls = <c> if <test> else <context>
$conn = $tls.wrap_socket(<socket>, <side>)
""", weight=2)
