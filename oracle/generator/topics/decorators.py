"""Decorators: of the library, own ones, with arguments, of classes, stacked."""
from oracle.generator.texts import change, context, opening, value

PASSING = """
def $logged(function):
    [%@<functools.wraps>(function)
    ||%]def wrapper(*args, **kwargs):
        [%result = function(*args, **kwargs)
        return result||return function(*args, **kwargs)%]
    return wrapper
"""

REPLACING = """
def $overriding(setting):
    def decorate(function):
        @<functools.wraps>(function)
        def wrapper(*args, **kwargs):
            [%return setting||kwargs["default"] = setting
            return function(*args, **kwargs)||found = function(*args, **kwargs)
            return found or setting%]
        return wrapper
    return decorate
"""

value("decorated", "$setting()", top=PASSING + """
@$logged
def $setting():
    return <value>
""", weight=2)

value("decorated_with_arguments", "$setting()", top=REPLACING + """
@$overriding(<value!>)
def $setting(default=None):
    return default or <value!>
""", weight=2)

value("decorated_twice", "$setting()", top=PASSING + REPLACING + """
[%@$logged
@$overriding(<value!>)||@$overriding(<value!>)
@$logged%]
def $setting(default=<value!>):
    return default
""")

value("cached", "$setting([%||<value>%])", top="""
@<functools.lru_cache>(maxsize=None)
def $setting(given=None):
    return given or <value>
""")

value("cached_plainly", "$setting([%\"old\"||\"new\"%])", top="""
@<functools.cache>
def $setting(name):
    if name == "old":
        return <value>
    return <value!>
""")

value("memoized_by_hand", "$setting(\"a\")", top="""
def $memoize(function):
    known = {}
    def wrapper(key):
        if key not in known:
            known[key] = function(key)
        return known[key]
    return wrapper
@$memoize
def $setting(key):
    return <value>
""")

value("decorator_registers", "$REGISTRY[[%\"old\"||\"new\"%]]()", top="""
$REGISTRY = {}
def $register(name):
    def decorate(function):
        $REGISTRY[name] = function
        return function
    return decorate
@$register("old")
def $_old():
    return <value>
@$register("new")
def $_new():
    return <value!>
""", weight=2)

value("decorated_class", "$Settings.minimum", top="""
def $with_default(cls):
    cls.minimum = <value>
    return cls
@$with_default
class $Settings(object):
    minimum = <value!>
""")

value("class_decorator_with_argument", "$Settings().get()", top="""
def $configured(**attributes):
    def decorate(cls):
        for name, given in attributes.items():
            setattr(cls, name, given)
        return cls
    return decorate
@$configured(chosen=<value!>)
class $Settings(object):
    def get(self):
        return self.chosen
""")

value("decorator_as_class", "$setting([%||<value>%])", top="""
class $Tracked(object):
    def __init__(self, function):
        self.function = function
        self.calls = 0
    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)
@$Tracked
def $setting(given=<value!>):
    return given
""")

value("single_dispatch", "$convert([%\"text\"||7||None%])", top="""
@<functools.singledispatch>
def $convert(given):
    return <value!>
@$convert.register(str)
def $_from_text(given):
    return <value!>
@$convert.register(int)
def $_from_number(given):
    return <value!>
""")

context("cached_factory", "$get_context([%||<protocol!>%])", top="""
@<functools.lru_cache>(maxsize=None)
def $get_context(protocol=<protocol!>):
    made = <ssl.SSLContext>(protocol)
    <mutate made>
    return made
""", weight=2)

context("hardened_by_decorator", "$make_context()", top="""
def $hardened(function):
    @<functools.wraps>(function)
    def wrapper(*args, **kwargs):
        made = function(*args, **kwargs)
        <mutate made>
        return made
    return wrapper
@$hardened
def $make_context([%||protocol=<protocol!>%]):
    return <context>
""", weight=3)

context("restricted_by_decorator", "$make_context()", top="""
def $without(*flags):
    def decorate(function):
        def wrapper(*args, **kwargs):
            made = function(*args, **kwargs)
            for flag in flags:
                made.options |= flag
            return made
        return wrapper
    return decorate
@$without(<flag!>, <flag!>)
[%@$without()
||%]def $make_context():
    return <ssl.SSLContext>(<protocol>)
""", weight=2)

context("retried_by_decorator", "$make_context()", top="""
def $retry(times):
    def decorate(function):
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return function(attempt, *args, **kwargs)
                except ValueError:
                    continue
            return <ssl.SSLContext>(<protocol!>)
        return wrapper
    return decorate
@$retry(2)
def $make_context(attempt):
    if attempt == 0:
        [%raise ValueError("not yet")||return <ssl.SSLContext>(<protocol!>)%]
    return <ssl.SSLContext>(<protocol!>)
""")

context("decorated_method", "$Factory().build()", top=PASSING + """
class $Factory(object):
    protocol = <protocol>
    @$logged
    def build(self):
        made = <ssl.SSLContext>(self.protocol)
        <mutate made>
        return made
""")

change("change_by_decorated", "$adjust(<c>)", top=PASSING + """
@$logged
def $adjust(context):
    <mutate context>
""", weight=2)

change("argument_checked", "$adjust(<c>)", top="""
def $with_context(function):
    def wrapper(context, *args):
        if not isinstance(context, <ssl.SSLContext>):
            raise TypeError("no context")
        function(context, *args)
        return context
    return wrapper
@$with_context
def $adjust(context, flag=<flag>):
    context.options |= flag
""")

opening("context_injected", "$connect(<socket>)", body="""
def $inject(function):
    def wrapper(*args):
        return function(<c>, *args)
    return wrapper
@$inject
def $connect(context, sock):
    return context.wrap_socket(sock, <side>)
""")

value("wrapped_state", "$counted()", top="""
def $count(function):
    @<functools.wraps>(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)
    wrapper.calls = 0
    return wrapper
@$count
def $counted():
    return <value>
""", since=(3,))

value("validated_argument", "$narrow([%<value>||given=<value>||<value!>, \"x\"%])", top="""
def $checked(*kinds):
    def decorate(function):
        @<functools.wraps>(function)
        def wrapper(given, *rest):
            if not isinstance(given, kinds):
                raise TypeError(given)
            return function(given, *rest)
        return wrapper
    return decorate
@$checked(int)
def $narrow(given, label=None):
    return given
""")
