"""Inheritance: overriding, super, mixins, diamonds, abstract bases, metaclasses."""
from oracle.generator.texts import change, context, opening, value

value("overridden_attribute", "[%$Strict||$Base%].setting", top="""
class $Base(object):
    setting = <value>
class $Strict($Base):
    [%setting = <value!>||pass||other = <value!>%]
""", weight=2)

value("overridden_method", "$Child().get()", top="""
class $Parent(object):
    def get(self):
        return self._value()
    def _value(self):
        return <value>
class $Child($Parent):
    [%def _value(self):
        return <value!>||def get(self):
        return super($Child, self).get()||pass||def _value(self):
        return <value!> or $Parent._value(self)%]
""", weight=2)

value("initialized_by_super", "$Child([%||<value>%]).setting", top="""
class $Parent(object):
    def __init__(self, setting):
        self.setting = setting
class $Child($Parent):
    def __init__(self, setting=<value!>):
        [%super($Child, self).__init__(setting)||$Parent.__init__(self, setting=<value!>)||super($Child, self).__init__(setting)
        self.setting = <value!>%]
""", weight=2)

value("initialized_by_short_super", "$Child([%||other=<value>||setting=<value>%]).setting", top="""
class $Parent:
    def __init__(self, setting=<value!>, **rest):
        self.setting = setting
class $Child($Parent):
    def __init__(self, *args, other=None, **kwargs):
        super().__init__(*args, **kwargs)
        [%self.other = other||if other is not None:
            self.setting = other%]
""", weight=2)

value("diamond", "$Both().setting()", top="""
class $Base(object):
    def setting(self):
        return <value!>
class $Left($Base):
    def setting(self):
        return [%super($Left, self).setting()||<value!>%]
class $Right($Base):
    def setting(self):
        return <value!>
class $Both([%$Left, $Right||$Right, $Left%]):
    pass
""", weight=2)

value("mixin_attribute", "$Config.setting", top="""
class $LegacyMixin(object):
    setting = <value!>
class $Defaults(object):
    setting = <value!>
class $Config([%$LegacyMixin, $Defaults||$Defaults, $LegacyMixin%]):
    pass
""")

value("abstract_base", "$Concrete().get()", top="""
class $Abstract(<abc.ABC>):
    @<abc.abstractmethod>
    def setting(self):
        raise NotImplementedError
    def get(self):
        return self.setting()
class $Concrete($Abstract):
    def setting(self):
        return <value>
""", since=(3, 4))

value("template_not_implemented", "$Concrete().get()", top="""
class $Base(object):
    setting = None
    def get(self):
        if self.setting is None:
            raise NotImplementedError
        return self.setting
class $Concrete($Base):
    setting = <value>
""")

value("metaclass", "$Config.setting", top="""
class $Meta(type):
    def __new__(mcs, name, bases, namespace):
        namespace[%["setting"] = <value!>||.setdefault("setting", <value!>)%]
        return super().__new__(mcs, name, bases, namespace)
class $Config(metaclass=$Meta):
    [%setting = <value!>||pass%]
""")

value("registered_subclasses", "$Base.registry[[%\"old\"||\"new\"%]].setting", top="""
class $Base:
    registry = {}
    def __init_subclass__(cls, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[name] = cls
class $Old($Base, name="old"):
    setting = <value!>
class $New($Base, name="new"):
    setting = <value!>
""")

value("looked_up_by_type", "($strict if isinstance($given, $Strict) else $loose)", body="""
$given = [%$Strict()||$Loose()%]
$strict, $loose = <value!>, <value!>
""", top="""
class $Loose(object):
    pass
class $Strict($Loose):
    pass
""")

value("dynamic_class", "$Config[%||()%].setting", body="""
$Config = type("Config", (object,), {"setting": <value>})
""")

value("nested_class", "$Settings.Tls.[%minimum||maximum%]", top="""
class $Settings(object):
    class Tls(object):
        minimum = <value!>
        maximum = <value!>
""")

value("attribute_set_on_class", "$Child().setting", body="""
[%$Parent.setting = <value>||$Child.setting = <value>||setattr($Child, "setting", <value!>)%]
""", top="""
class $Parent(object):
    setting = <value!>
class $Child($Parent):
    pass
""", weight=2)

FACTORIES = """
class $Base(object):
    protocol = <protocol>
    flags = 0
    def create(self):
        made = <ssl.SSLContext>(self.protocol)
        self.configure(made)
        return made
    def configure(self, context):
        [%pass||context.options |= self.flags%]
class $Derived($Base):
    [%flags = <flag!>
    ||%][%protocol = <protocol!>
    ||%]def configure(self, context):
        [%super($Derived, self).configure(context)
        ||%]<mutate context>
"""

context("template_method", "[%$Derived||$Base%]().create()", top=FACTORIES.replace(
    "||%]<mutate context>", "||%]context.options |= <flag>\n        <mutate context>"),
    weight=3)

context("mixins_configure", "$Service().context()", top="""
class $Core(object):
    def context(self):
        return <context>
class $NoOldMixin(object):
    def context(self):
        made = super($NoOldMixin, self).context()
        made.options |= <flag!>
        return made
class $RelaxedMixin(object):
    def context(self):
        made = super($RelaxedMixin, self).context()
        made.options &= ~<flag!>
        return made
class $Service([%$NoOldMixin, $RelaxedMixin, $Core||$RelaxedMixin, $NoOldMixin, $Core||$NoOldMixin, $Core%]):
    [%pass||def context(self):
        made = super($Service, self).context()
        made.options |= <flag!>
        return made%]
""", weight=3)

context("class_method_hierarchy", "[%$Strict||$Base%].make()", top="""
class $Base(object):
    protocol = <protocol>
    @classmethod
    def make(cls):
        made = <ssl.SSLContext>(cls.protocol)
        made.options |= cls.flags()
        return made
    @staticmethod
    def flags():
        return <flag!>
class $Strict($Base):
    @staticmethod
    def flags():
        return <flag>
""", weight=2)

change("strategy_objects", """
for $policy in ([%$Strong(), $Weak()||$Weak(), $Strong()||$Strong()%],):
    $policy.apply(<c>)
""", top="""
class $Weak(object):
    flag = <flag!>
    def apply(self, context):
        context.options &= ~self.flag
class $Strong($Weak):
    def apply(self, context):
        context.options |= self.flag
""", weight=2)

change("cooperative_super", "$Full().apply(<c>)", top="""
class $Root(object):
    def apply(self, context):
        <mutate context>
class $First($Root):
    def apply(self, context):
        super($First, self).apply(context)
        context.options |= <flag!>
class $Second($Root):
    def apply(self, context):
        context.options &= ~<flag!>
        super($Second, self).apply(context)
class $Full([%$First, $Second||$Second, $First%]):
    pass
""", weight=2)

opening("client_hierarchy", "[%$SecureClient||$Client%](<c>).connect()", top="""
class $Client(object):
    def __init__(self, context):
        self.context = context
    def prepare(self):
        pass
    def connect(self):
        self.prepare()
        return self.context.wrap_socket(<socket>, <side>)
class $SecureClient($Client):
    def prepare(self):
        <mutate self.context>
""", weight=3)

opening("handler_of_class", "$Handler.handle(<c>)", top="""
class $Handler(object):
    @staticmethod
    def wrap(context, sock):
        return context.wrap_socket(sock, <side>)
    @classmethod
    def handle(cls, context):
        return cls.wrap(context, <socket>)
""")
