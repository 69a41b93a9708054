"""Instances: attributes, methods, properties, operators, building."""
from oracle.generator.texts import change, context, opening, statement, value

value("instance_attribute", "$Config([%||<value>||setting=<value>%]).setting", top="""
class $Config(object):
    def __init__(self, setting=<value!>):
        self.setting = setting
""", weight=2)

value("attribute_set_later", "$config.[%minimum||maximum%]", body="""
$config = $Config()
[%$config.minimum = <value>||setattr($config, "minimum", <value>)||$config.load()||$config.__dict__["minimum"] = <value!>||$config.__dict__.update(minimum=<value!>)%]
""", top="""
class $Config(object):
    minimum = <value!>
    maximum = <value!>
    def load(self):
        self.minimum = self.maximum
""", weight=2)

value("method", "$Policy([%\"old\"||\"new\"||<env>%]).choose()", top="""
class $Policy(object):
    def __init__(self, name):
        self.name = name
    def choose(self):
        if self.name == "old":
            return <value>
        return self.fallback()
    def fallback(self):
        return <value!>
""", weight=2)

value("class_and_static_method", "[%$Policy.default()||$Policy.plain()||$Policy().default()||$Policy.setting%]", top="""
class $Policy(object):
    setting = <value>
    @classmethod
    def default(cls):
        return cls.setting
    @staticmethod
    def plain():
        return <value!>
""", weight=2)

value("alternative_constructor", "$Policy.[%modern||legacy%]().setting", top="""
class $Policy(object):
    def __init__(self, setting):
        self.setting = setting
    @classmethod
    def modern(cls):
        return cls(<value>)
    @classmethod
    def legacy(cls):
        made = cls(<value!>)
        [%made.setting = <value!>||%]
        return made
""", weight=2)

value("property", "$config.setting", body="""
$config = $Config()
[%$config.setting = <value>||%]
""", top="""
class $Config(object):
    def __init__(self):
        self._setting = <value!>
    @property
    def setting(self):
        return self._setting
    @setting.setter
    def setting(self, new):
        [%self._setting = new||if new:
            self._setting = new%]
""", weight=2)

value("property_by_function", "$Config().setting", top="""
class $Config(object):
    def _get(self):
        return <value>
    setting = property(_get)
""")

value("cached_property", "$Config().setting", top="""
class $Config(object):
    @<functools.cached_property>
    def setting(self):
        return <value>
""")

value("callable_instance", "$Chooser(<value>)([%||<value!>%])", top="""
class $Chooser(object):
    def __init__(self, default):
        self.default = default
    def __call__(self, given=None):
        return given or self.default
""", weight=2)

value("items_protocol", "$settings[[%\"minimum\"||\"absent\"%]]", body="""
$settings = $Settings()
$settings["minimum"] = <value>
""", top="""
class $Settings(object):
    def __init__(self):
        self._items = {}
    def __getitem__(self, key):
        return self._items.get(key, <value!>)
    def __setitem__(self, key, new):
        self._items[key] = new
""", weight=2)

value("dict_subclass", "$settings[%.minimum||[\"minimum\"]%]", body="""
$settings = $AttrDict(minimum=<value>)
[%$settings.minimum = <value!>||$settings["minimum"] = <value!>||%]
""", top="""
class $AttrDict(dict):
    def __getattr__(self, name):
        return self[name]
    def __setattr__(self, name, new):
        self[name] = new
""")

value("fallback_attribute", "$Settings([%{\"minimum\": <value!>}||{}%]).minimum", top="""
class $Settings(object):
    def __init__(self, given):
        self.given = given
    def __getattr__(self, name):
        try:
            return self.given[name]
        except KeyError:
            return <value!>
""")

value("slots", "$Pair(<value>, <value!>).[%low||high%]", top="""
class $Pair(object):
    __slots__ = ("low", "high")
    def __init__(self, low, high):
        self.low = low
        self.high = high
""")

value("descriptor", "$config.setting", body="""
$config = $Config()
[%$config.setting = <value>||%]
""", top="""
class $Setting(object):
    def __init__(self, default):
        self.default = default
    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get("_setting", self.default)
    def __set__(self, instance, new):
        instance.__dict__["_setting"] = new
class $Config(object):
    setting = $Setting(<value!>)
""")

value("singleton_by_new", "$Config().setting", body="""
[%$Config().setting = <value>||%]
""", top="""
class $Config(object):
    _instance = None
    def __new__(cls):
        if cls._instance is None:
            cls._instance = super($Config, cls).__new__(cls)
            cls._instance.setting = <value!>
        return cls._instance
""")

value("singleton_by_method", "$Config.instance().setting", top="""
class $Config(object):
    _instance = None
    def __init__(self):
        self.setting = <value>
    @classmethod
    def instance(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance
""")

value("module_singleton", "$settings.chosen", body="""
[%$settings.choose(<value>)||%]
""", top="""
class $Settings(object):
    def __init__(self):
        self.chosen = <value!>
    def choose(self, new):
        self.chosen = new
$settings = $Settings()
""")

value("chained_builder", "$Builder()[%.low(<value>)||.low(<value!>).high(<value!>)||.high(<value!>)%].build()", top="""
class $Builder(object):
    def __init__(self):
        self._low = <value!>
        self._high = None
    def low(self, new):
        self._low = new
        return self
    def high(self, new):
        self._high = new
        return self
    def build(self):
        return self._high or self._low
""", weight=2)

value("own_operator", "($Wrapped(<value!>) | $Wrapped(<value!>)).inner", top="""
class $Wrapped(object):
    def __init__(self, inner):
        self.inner = inner
    def __or__(self, other):
        return $Wrapped([%other.inner||self.inner%])
""")

value("attributes_by_loop", "$config.[%minimum||maximum%]", body="""
$config = $Options(minimum=<value>, maximum=<value!>)
""", top="""
class $Options(object):
    def __init__(self, **given):
        [%for name, item in given.items():
            setattr(self, name, item)||self.__dict__.update(given)%]
""", weight=2)

context("kept_in_instance", "$Client([%||<protocol>||protocol=<protocol>%]).context", top="""
class $Client(object):
    def __init__(self, protocol=<protocol!>):
        self.context = <ssl.SSLContext>(protocol)
        <mutate self.context>
""", weight=3)

context("made_lazily", "$Client().context", top="""
class $Client(object):
    _context = None
    @property
    def context(self):
        if self._context is None:
            self._context = self._create()
        return self._context
    def _create(self):
        made = <context>
        <mutate made>
        return made
""", weight=2)

context("fluent_builder", "$ContextBuilder()[%.protocol(<protocol>)||%][%.without(<flag>)||.without(<flag!>).without(<flag!>)||%].build()", top="""
class $ContextBuilder(object):
    def __init__(self):
        self._protocol = <protocol!>
        self._flags = 0
    def protocol(self, protocol):
        self._protocol = protocol
        return self
    def without(self, flag):
        self._flags |= flag
        return self
    def build(self):
        made = <ssl.SSLContext>(self._protocol)
        made.options |= self._flags
        return made
""", weight=3)

context("shared_by_class", "$Pool.get()", top="""
class $Pool(object):
    _shared = None
    @classmethod
    def get(cls):
        if cls._shared is None:
            cls._shared = <context>
            <mutate cls._shared>
        return cls._shared
""", weight=2)

context("class_attribute_context", "$Defaults.context", body="""
[%$Defaults.context.options |= <flag>||$Defaults().context.options |= <flag>||%]
""", top="""
class $Defaults(object):
    context = <context>
""", weight=2)

change("method_changes", "$Hardener([%||<flag>||flags=<flags>%]).apply(<c>)", top="""
class $Hardener(object):
    def __init__(self, flags=<flag!>):
        self.flags = flags
    def apply(self, context):
        context.options |= self.flags
        <mutate context>
""", weight=3)

change("instance_holds", """
$holder = $Holder(<c>)
[%$holder.adjust()||$holder.adjust().adjust()||$Holder.adjust($holder)%]
""", top="""
class $Holder(object):
    def __init__(self, context):
        self.context = context
    def adjust(self):
        <mutate self.context>
        return self
""", weight=2)

change("property_setter_changes", """
$wrapper = $Secured(<c>)
$wrapper.strict = [%True||False||bool(<env>)%]
""", top="""
class $Secured(object):
    def __init__(self, context):
        self._context = context
        self._strict = False
    @property
    def strict(self):
        return self._strict
    @strict.setter
    def strict(self, on):
        self._strict = on
        if on:
            self._context.options |= <flag!>
        else:
            self._context.options &= ~<flag!>
""", weight=2)

change("through_proxy", """
$proxy = $Proxy(<c>)
[%$proxy.options |= <flag>||setattr($proxy, "options", $proxy.options | <flag>)%]
""", top="""
class $Proxy(object):
    def __init__(self, target):
        object.__setattr__(self, "_target", target)
    def __getattr__(self, name):
        return getattr(self._target, name)
    def __setattr__(self, name, new):
        setattr(self._target, name, new)
""", weight=2)

change("in_container", """
$bag = {"items": [<c>]}
$bag["items"].append(<ssl.SSLContext>(<protocol!>))
$bag["items"][0].options |= <flag>
[%for $one in $bag["items"]:
    $one.options |= <flag!>||$bag["items"].pop().options |= <flag!>||$bag["items"].pop(0).options |= <flag!>%]
""", weight=2)

opening("client_object", "$Client(<c>[%||, <host>%]).connect()", top="""
class $Client(object):
    def __init__(self, context, host="example.org"):
        self.context = context
        self.host = host
    def connect(self):
        self.sock = self.context.wrap_socket(<socket>, <side>)
        return self.sock
""", weight=3)

opening("client_makes_own", """
$client = $Client([%||<c>||context=<c>||None%])
[%$client.context.options |= <flag!>||%]
$client.connect()
""", top="""
class $Client(object):
    def __init__(self, context=None):
        self.context = context or self._default()
    def _default(self):
        made = <context>
        <mutate made>
        return made
    def connect(self):
        return self.context.wrap_socket(<socket>, <side>)
""", weight=3)

opening("proxied_context", "$Proxy(<c>).wrap_socket(<socket>, <side>)", top="""
class $Proxy(object):
    def __init__(self, target):
        self._target = target
    def __getattr__(self, name):
        return getattr(self._target, name)
""")

statement("attribute_of_instance", "$client.context", """
$client = $Client()
$client.context = <context>
<mutate $client.context>
""", top="""
class $Client(object):
    context = None
""", weight=2)
