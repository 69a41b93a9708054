"""Threads, executors, queues, caches, and what runs at the end."""
from oracle.generator.texts import change, opening, value

value("cached_call", "$setting([%1||2%])", top="""
@<functools.lru_cache>(maxsize=[%None||8%])
def $setting(number):
    return <value!> if number == 1 else <value!>
""", since=(3, 2))

value("future_result", "$pool.submit($setting).result()", body="""
$pool = $pooled()
""", top="""
def $pooled():
    import concurrent.futures
    return concurrent.futures.ThreadPoolExecutor(1)
def $setting():
    return <value>
""", since=(3, 2))

change("in_a_thread", """
$thread = <threading.Thread>(target=$configure, args=(<c>,))
$thread.start()
$thread.join()
""", top="""
def $configure(context):
    <mutate context>
""", weight=2)

change("thread_class", """
$thread = $Worker(<c>)
$thread.start()
$thread.join()
""", top="""
class $Worker(<threading.Thread>):
    def __init__(self, context):
        <threading.Thread>.__init__(self)
        self.context = context
    def run(self):
        <mutate self.context>
""")

change("cached_change", """
$apply(<flag!>)
<c>.options &= ~<flag!>
$apply(<flag!>)
""", body="""
@<functools.lru_cache>(maxsize=None)
def $apply(flag):
    <c>.options |= flag
""", since=(3, 2))

opening("at_exit", """
<atexit.register>($finish, <c>)
[%<mutate c>||pass%]
""", top="""
def $finish(context):
    context.wrap_socket(<socket>, <side>)
""")

opening("opened_in_a_pool", """
with $pooled() as $pool:
    $pool.submit($connect, <c>).result()
""", top="""
def $pooled():
    import concurrent.futures
    return concurrent.futures.ThreadPoolExecutor(1)
def $connect(context):
    return context.wrap_socket(<socket>, <side>)
""", since=(3, 2))
