"""Coroutines that make, change and use contexts."""
from oracle.generator.texts import change, context, opening, statement, value

RUN = "[%asyncio.run(%s)||asyncio.new_event_loop().run_until_complete(%s)||asyncio.run(%s)%]"


def run(call):
    """Some way to run a coroutine."""
    return RUN.replace("%s", call).replace("asyncio.run", "<asyncio.run>").replace(
        "asyncio.new", "<asyncio.new").replace("loop().", "loop>().")


value("coroutine_value", run("$load_setting()"), top="""
async def $load_setting([%||delay=0%]):
    [%await <asyncio.sleep>(0)
    ||%]return <value>
""", weight=2)

value("awaited_value", run("$main()"), top="""
async def $inner(setting=None):
    return setting or <value!>
async def $main():
    found = await $inner([%||<value!>%])
    return found
""")

value("gathered", run("$main()") + "[[%0||1%]]", top="""
async def $one():
    return <value!>
async def $two():
    return <value!>
async def $main():
    return await <asyncio.gather>($one(), $two())
""")

value("asynchronous_generator", run("$first()"), top="""
async def $settings():
    yield <value>
    yield <value!>
async def $first():
    async for setting in $settings():
        return setting
""")

context("coroutine_makes", run("$create_context()"), top="""
async def $create_context(protocol=<protocol!>):
    made = [%<ssl.SSLContext>(protocol)||<context>%]
    <mutate made>
    [%await <asyncio.sleep>(0)
    ||%]return made
""", weight=3)

context("task_makes", run("$main()"), top="""
async def $create():
    return <context>
async def $main():
    task = [%<asyncio.ensure_future>($create())||<asyncio.create_task>($create())%]
    made = await task
    <mutate made>
    return made
""")

change("coroutine_changes", run("$configure(<c>)"), top="""
async def $configure(context[%||, flag=<flag!>%]):
    <mutate context>
    [%await <asyncio.sleep>(0)
    <mutate context>||%]
""", weight=3)

change("asynchronous_manager", run("$main(<c>)"), top="""
class $Guard(object):
    def __init__(self, context):
        self.context = context
    async def __aenter__(self):
        self.context.options |= <flag!>
        return self.context
    async def __aexit__(self, *details):
        [%self.context.options &= ~<flag!>||return False%]
async def $main(context):
    async with $Guard(context) as inner:
        <mutate inner>
""", weight=2)

change("asynchronous_contextmanager", run("$main(<c>)"), top="""
@<contextlib.asynccontextmanager>
async def $adjusted(context):
    context.options |= <flag!>
    try:
        yield context
    finally:
        [%pass||context.options |= <flag!>%]
async def $main(context):
    async with $adjusted(context):
        <mutate context>
""")

change("asynchronous_loop", run("$apply_all(<c>)"), top="""
async def $flags():
    for flag in (<flag!>, <flag!>):
        yield flag
async def $apply_all(context):
    async for flag in $flags():
        context.options |= flag
""")

change("asynchronous_method", run("$Service(<c>).start()"), top="""
class $Service(object):
    def __init__(self, context):
        self.context = context
    async def start(self):
        await self.prepare()
        return self.context
    async def prepare(self):
        <mutate self.context>
""")

change("coroutine_not_awaited", """
$pending = $harden(<c>)
$pending.close()
""", top="""
async def $harden(context):
    context.options |= <flag!>
""", since=(3, 7))

statement("event_loop_object", "$tls", """
$loop = <asyncio.new_event_loop>()
try:
    $tls = $loop.run_until_complete($prepare())
finally:
    $loop.close()
""", top="""
async def $prepare():
    made = <context>
    <mutate made>
    return made
""", weight=2)

opening("coroutine_opens", run("$connect(<c>)"), top="""
async def $connect(context):
    [%await <asyncio.sleep>(0)
    ||%]conn = context.wrap_socket(<socket>, <side>)
    conn.close()
""", weight=3)

opening("coroutine_story", run("$main()"), top="""
async def $open(context, sock):
    return context.wrap_socket(sock, <side>)
async def $main():
    made = <context>
    <mutate made>
    conn = await $open(made, <socket>)
    conn.close()
""", weight=2)

opening("gathered_openings", run("$main(<c>)"), top="""
async def $open_one(context, flag):
    context.options |= flag
    context.wrap_socket(<socket>, <side>)
async def $main(context):
    await <asyncio.gather>($open_one(context, <flag!>), $open_one(context, <flag!>))
""")

opening("client_class", run("$Client(<c>).run()"), top="""
class $Client(object):
    def __init__(self, context):
        self.context = context
    async def __aenter__(self):
        self.conn = self.context.wrap_socket(<socket>, <side>)
        return self
    async def __aexit__(self, *details):
        self.conn.close()
    async def run(self):
        async with self as client:
            client.conn.fileno()
""")

change("tasks_take_turns", run("$main(<c>)"), top="""
async def $first(context):
    context.options |= <flag!>
    await <asyncio.sleep>(0)
    context.options &= ~<flag!>
async def $second(context):
    <mutate context>
async def $main(context):
    await <asyncio.gather>($first(context), $second(context))
""")

change("asynchronous_queue", run("$main(<c>)"), top="""
async def $produce(queue):
    for flag in (<flag!>, <flag!>):
        await queue.put(flag)
    await queue.put(None)
async def $main(context):
    queue = <asyncio.Queue>()
    task = <asyncio.ensure_future>($produce(queue))
    while True:
        flag = await queue.get()
        if flag is None:
            break
        context.options |= flag
    await task
""")
