"""Context managers of both kinds, and what exceptions do."""
from oracle.generator.texts import change, context, opening, statement, value

MANAGER = """
class $Session(object):
    def __init__(self, context):
        self.context = context
    def __enter__(self):
        [%self.context.options |= <flag!>
        ||%]return self[%||.context%]
    def __exit__(self, *details):
        [%return False||self.context.options &= ~<flag!>
        return False||return None||return True%]
"""

value("entered", "$current", body="""
with $using(<value>) as $current:
    pass
""", top="""
@<contextlib.contextmanager>
def $using(setting):
    [%yield setting||try:
        yield setting
    finally:
        pass%]
""")

value("temporary", "$Config.setting", body="""
with $changed(<value!>):
    [%pass||$seen = $Config.setting%]
""", top="""
class $Config(object):
    setting = <value!>
@<contextlib.contextmanager>
def $changed(new):
    before = $Config.setting
    $Config.setting = new
    [%try:
        yield
    finally:
        $Config.setting = before||yield%]
""")

value("by_exception", "$find([%\"old\"||\"absent\"%])", top="""
$KNOWN = {"old": <value!>}
def $find(name):
    try:
        return $KNOWN[name]
    except KeyError:
        return <value>
    [%finally:
        $KNOWN["seen"] = True||%]
""", weight=2)

value("exception_carries", "$found", body="""
try:
    raise $Wanted(<value>)
except $Wanted as error:
    $found = error.setting
""", top="""
class $Wanted(Exception):
    def __init__(self, setting):
        Exception.__init__(self, "wanted")
        self.setting = setting
""")

value("try_else_finally", "$result", body="""
try:
    $number = int([%"5"||"x"||<level>%])
except ValueError:
    $result = <value!>
else:
    $result = <value!>
finally:
    $number = None
""")

context("managed", "$tls", body="""
with $settings_for(<protocol>) as $tls:
    <mutate $tls>
""", top="""
@<contextlib.contextmanager>
def $settings_for(protocol):
    made = <ssl.SSLContext>(protocol)
    [%made.options |= <flag!>||%]
    yield made
    [%made.options &= ~<flag!>||%]
""", weight=2)

statement("made_by_class_manager", "$tls", """
with $Provider() as $tls:
    $tls.options |= <flag!>
""", top="""
class $Provider(object):
    def __enter__(self):
        self.context = <context>
        <mutate self.context>
        return self.context
    def __exit__(self, kind, error, trace):
        [%self.context.options |= <flag!>||pass%]
""", weight=2)

change("with_manager", """
with $Session(<c>)[% as $session||%]:
    <mutate c>
""", top=MANAGER, weight=2)

change("manager_swallows", """
with $Quiet(<c>):
    <mutate c>
    raise ValueError("stop")
    <c>.options |= <flag!>
""", top="""
class $Quiet(object):
    def __init__(self, context):
        self.context = context
    def __enter__(self):
        return self.context
    def __exit__(self, kind, error, trace):
        self.context.options |= <flag!>
        return kind is ValueError
""")

change("temporarily", """
with $relaxed(<c>)[% as $looser||%]:
    <open c>
""", top="""
@<contextlib.contextmanager>
def $relaxed(context):
    before = context.options
    context.options &= ~<flag!>
    try:
        yield context
    finally:
        context.options = before
""", weight=2)

change("exit_stack", """
with <contextlib.ExitStack>() as $stack:
    $stack.callback([%$undo, <c>||lambda: $undo(<c>)%])
    <mutate c>
""", top="""
def $undo(context):
    context.options &= ~<flag!>
""")

change("suppressed", """
with <contextlib.suppress>([%Exception||AttributeError, KeyError, ValueError||Exception%]):
    <mutate c>
    {}["absent"] if <known> else None
    <mutate c>
""")

change("exception_in_helper", """
try:
    $check(<c>)
    <mutate c>
except $Refused:
    <mutate c>
[%else:
    <c>.options |= <flag!>||finally:
    <c>.options |= <flag!>||%]
""", top="""
class $Refused(Exception):
    pass
def $check(context):
    if <test>:
        raise $Refused("no")
""", weight=2)

change("reraised", """
try:
    $risky(<c>)
except (KeyError, RuntimeError) as error:
    <c>.options |= <flag!>
""", top="""
def $risky(context):
    try:
        context.options |= <flag!>
        [%raise KeyError("x")||{}["x"]||int("x")||pass%]
    except ValueError:
        context.options &= ~<flag!>
        raise RuntimeError("wrapped")
    finally:
        <mutate context>
""")

change("assertion", """
try:
    assert [%<test>||hasattr(<ssl>, "SSLContext")%], "unsupported"
    <mutate c>
except AssertionError:
    <mutate c>
""")

opening("closing", """
with <contextlib.closing>(<c>.wrap_socket(<socket>, <side>)) as $conn:
    $conn.fileno()
""", weight=2)

opening("connection_manager", """
with $connected(<c>) as $stream:
    $stream.fileno()
""", top="""
@<contextlib.contextmanager>
def $connected(context):
    [%context.options |= <flag!>
    ||%]conn = context.wrap_socket(<socket>, <side>)
    try:
        yield conn
    finally:
        conn.close()
""", weight=2)

opening("connection_class_manager", """
with $Connection(<c>) as $conn:
    pass
""", top="""
class $Connection(object):
    def __init__(self, context):
        self.context = context
        self.conn = None
    def __enter__(self):
        <mutate self.context>
        self.conn = self.context.wrap_socket(<socket>, <side>)
        return self.conn
    def __exit__(self, *details):
        self.conn.close()
""", weight=2)

opening("exit_stack_enter", """
with <contextlib.ExitStack>() as $stack:
    $raw = $stack.enter_context(<socket>)
    $conn = $stack.enter_context(<c>.wrap_socket($raw, <side>))
""")

opening("exception_then_open", """
try:
    $conn = <c>.wrap_socket([%None||"no socket"%], <side>)
except Exception:
    <mutate c>
    $conn = <c>.wrap_socket(<socket>, <side>)
""")

change("stack_of_managers", """
with <contextlib.ExitStack>() as $stack:
    [%$stack.enter_context($lowered(<c>))||$stack.callback($undo, <c>)||for $one in range(2):
        $stack.enter_context($lowered(<c>))%]
    $stack.push([%$Leaving(<c>)||lambda *details: $undo(<c>)%])
    [%$kept = $stack.pop_all()||pass%]
""", top="""
@<contextlib.contextmanager>
def $lowered(context):
    context.options |= <flag!>
    yield context
    context.options &= ~<flag!>
def $undo(context):
    context.options |= <flag!>
class $Leaving(object):
    def __init__(self, context):
        self.context = context
    def __enter__(self):
        return self
    def __exit__(self, *details):
        self.context.options &= ~<flag!>
""", since=(3, 3))

change("decorating_manager", """
@$during(<c>)
def $work():
    <c>.options |= <flag!>
$work()
""", top="""
@<contextlib.contextmanager>
def $during(context):
    context.options |= <flag!>
    yield
    context.options &= ~<flag!>
""", since=(3, 3))
