"""Generators, generator expressions and iterators."""
from oracle.generator.texts import change, context, opening, value

value("next_of_generator", "next($settings()[%||, None%])", top="""
def $settings():
    [%if <test>:
        yield <value!>
    ||%]yield <value>
    yield <value!>
""", weight=2)

value("list_of_generator", "list($settings())[[%0||1||-1%]]", top="""
def $settings():
    yield <value>
    yield <value!>
""")

value("delegating_generator", "next($all_settings())", top="""
def $old_settings():
    yield <value>
def $all_settings(strict=False):
    if strict:
        yield <value!>
    yield from $old_settings()
    yield <value!>
""")

value("generator_expression", "next((item for item in $candidates[% if item != $candidates[0]||%]), <value!>)", body="""
$candidates = [<value>, <value!>, $first]
""", top="""
$first = <value!>
""")

value("generator_loop", "$chosen", body="""
$chosen = <value!>
for $chosen in $each([%1||2||0%]):
    [%pass||break||continue%]
""", top="""
def $each(count):
    known = [<value!>, <value!>]
    for index in range(count):
        yield known[index]
""")

value("sent_to_generator", "$reply", body="""
$dialogue = $negotiate()
next($dialogue)
$reply = $dialogue.send(<value>)
""", top="""
def $negotiate():
    wanted = yield <value!>
    yield wanted
""")

value("own_iterator", "next(iter($Settings()))", top="""
class $Settings(object):
    def __init__(self):
        self.items = [<value>, <value!>]
    def __iter__(self):
        [%return iter(self.items)||for item in self.items:
            yield item%]
""")

value("unpacked_generator", "$one", body="""
$one, $two = (item for item in (<value!>, <value!>))
""")

context("yielded", "next($contexts())", top="""
def $contexts():
    made = <context>
    <mutate made>
    yield made
    <mutate made>
    yield made
""", weight=2)

context("yielded_by_protocol", "[%next($offers())||list($offers())[-1]||[one for one in $offers()][0]%]", top="""
def $offers():
    for protocol in (<protocol!>, <protocol!>):
        yield <ssl.SSLContext>(protocol)
""", weight=2)

change("each_yielded", """
for $each in $both(<c>):
    <mutate $each>
""", top="""
def $both(context):
    [%yield context||yield <ssl.SSLContext>(<protocol!>)
    yield context||if <test>:
        yield context%]
""")

change("flags_yielded", """
for $flag in $old_flags([%||True||strict=False%]):
    <c>.options |= $flag
""", top="""
def $old_flags(strict=False):
    yield <flag>
    if strict:
        yield <flag!>
""", weight=2)

change("generator_of_flags", """
for $flag in (getattr(<ssl>, "OP_NO_" + name) for name in (<flagname>, <flagname>)):
    <c>.options |= $flag
""")

change("sum_of_generator", "<c>.options |= sum(flag for flag in (<flag!>, 0))")

change("changed_between_yields", """
$steps = $procedure(<c>)
next($steps)
<mutate c>
[%next($steps, None)||list($steps)||for $_step in $steps:
    pass%]
""", top="""
def $procedure(context):
    context.options |= <flag>
    yield "first"
    context.options &= ~<flag!>
    yield "second"
""")

opening("connections_yielded", """
for $conn in $connections(<c>):
    $conn.close()
""", top="""
def $connections(context):
    for number in range(2):
        yield context.wrap_socket(<socket>, <side>)
        context.options |= <flag!>
""")

opening("list_of_connections", "$conns = [<c>.wrap_socket(sock, <side>) for sock in (<socket>, <socket>)]")

value("partly_consumed", "$taken", body="""
$steps = $each()
next($steps)
$taken = next($steps, <value!>)
[%for $taken in $steps:
    pass||$rest = list($steps)||$steps.close()%]
""", top="""
def $each():
    for item in (<value!>, <value!>, <value>):
        yield item
""", weight=2)

value("returned_by_generator", "next($outer())", top="""
def $inner():
    yield <value!>
    return <value!>
def $outer():
    steps = $inner()
    next(steps)
    found = yield from steps
    yield found
""", since=(3, 3))

value("of_itertools", "[%list(<itertools.islice>([<value!>, <value!>, <value>], 1, 3))[0]"
      "||next(<itertools.chain>([<value!>], (<value!>,)))"
      "||list(<itertools.chain.from_iterable>([[<value!>], [<value!>, <value>]]))[-1]"
      "||next(<itertools.cycle>([<value!>, <value!>]))"
      "||list(<itertools.repeat>(<value!>, 2))[1]"
      "||list(<itertools.starmap>(lambda first, second: second, [(<value!>, <value!>)]))[0]%]")

value("late_bound_in_comprehension", "[lambda: item for item in (<value!>, <value!>)][0]()")

change("thrown_into_generator", """
$steps = $procedure(<c>)
next($steps)
$steps.throw([%KeyError("stop")||ValueError%])
""", top="""
def $procedure(context):
    try:
        yield context
    except KeyError:
        context.options |= <flag!>
        yield context
    except ValueError:
        context.options &= ~<flag!>
        yield context
    finally:
        context.options |= <flag!>
""")

change("lazy_generator_expression", """
$pending = ($apply(<c>, flag) for flag in (<flag!>, <flag!>))
[%next($pending)||list($pending)||any($pending)||pass%]
""", top="""
def $apply(context, flag):
    context.options |= flag
    return True
""")
