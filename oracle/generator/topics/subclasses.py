"""Subclasses of SSLContext, and classes that stand in for one."""
from oracle.generator.texts import change, context, opening

context("subclass_with_init", "$TLSContext(<protocol>[%||, strict=True||, strict=False%])", top="""
class $TLSContext(<ssl.SSLContext>):
    def __new__(cls, protocol, **kwargs):
        return super($TLSContext, cls).__new__(cls, protocol)
    def __init__(self, protocol, strict=False):
        [%super($TLSContext, self).__init__()
        ||%]self.strict = strict
        if strict:
            self.options |= <flag>
        <mutate self>
""", weight=2, since=(3, 7))

context("subclass_with_new", "$TLSContext([%||<protocol>%])", top="""
class $TLSContext(<ssl.SSLContext>):
    def __new__(cls, protocol=<protocol!>, *args, **kwargs):
        self = super($TLSContext, cls).__new__(cls, [%protocol||<protocol!>%])
        self.options |= <flag>
        return self
    def __init__(self, *args, **kwargs):
        pass
""", weight=2, since=(3, 7))

context("plain_subclass", "$TLSContext(<protocol>)", top="""
class $TLSContext(<ssl.SSLContext>):
    [%pass||name = "ours"||def __repr__(self):
        return "ours"%]
""", weight=2)

context("subclass_with_method", "$TLSContext(<protocol>)[%.harden()||.harden(<flag!>)%]", top="""
class $TLSContext(<ssl.SSLContext>):
    banned = <flag!>
    def harden(self, flags=None):
        self.options |= self.banned if flags is None else flags
        return self
""", weight=2)

context("subclass_factory", "$TLSContext.[%modern||legacy%]()", top="""
class $TLSContext(<ssl.SSLContext>):
    @classmethod
    def modern(cls):
        made = cls(<protocol>)
        <mutate made>
        return made
    @classmethod
    def legacy(cls):
        return cls(<protocol!>)
""", weight=2)

context("subclass_wraps", "$TLSContext(<protocol>)", top="""
class $TLSContext(<ssl.SSLContext>):
    def wrap_socket(self, *args, **kwargs):
        [%self.options |= <flag!>
        ||%]return super($TLSContext, self).wrap_socket(*args, **kwargs)
""", weight=2)

context("subclass_of_subclass", "$StrictContext(<protocol>)", top="""
class $BaseContext(<ssl.SSLContext>):
    flags = <flag!>
    def setup(self):
        self.options |= self.flags
        return self
class $StrictContext($BaseContext):
    flags = <flag>
    def __init__(self, *args, **kwargs):
        self.setup()
""", weight=2, since=(3, 7))

context("subclass_with_mixin", "$Mixed(<protocol>).restrict()", top="""
class $RestrictMixin(object):
    def restrict(self):
        self.options |= <flag>
        [%self.options &= ~<flag!>
        ||%]return self
class $Mixed($RestrictMixin, <ssl.SSLContext>):
    pass
""", weight=2)

change("changed_by_unbound_method", "[%$Tools.forbid(<c>, <flag>)||$Tools().allow(<c>)%]", top="""
class $Tools(object):
    @staticmethod
    def forbid(context, flag):
        context.options |= flag
    def allow(self, context):
        context.options &= ~<flag!>
""")

change("checked_by_isinstance", """
if isinstance(<c>, [%<ssl.SSLContext>||(dict, <ssl.SSLContext>)||dict%]):
    <mutate c>
[%else:
    <mutate c>||%]
""", weight=2)

change("checked_by_hasattr", """
if hasattr(<c>, [%"minimum_" + "version"||"options"||"no_such_thing"||"set_alpn_protocols"%]):
    <mutate c>
[%else:
    <mutate c>||%]
""", weight=2)

opening("delegating_wrapper", "$Wrapper(<c>).wrap(<socket>)", top="""
class $Wrapper(object):
    def __init__(self, inner):
        self._inner = inner
    def wrap(self, sock, **kwargs):
        kwargs.setdefault("server_side", <is_server>)
        self._inner.check_hostname = False
        return self._inner.wrap_socket(sock, **kwargs)
""", weight=2)

opening("wrapper_same_name", "$Secure(<c>).wrap_socket(<socket>)", top="""
class $Secure(object):
    def __init__(self, context):
        self.context = context
    def wrap_socket(self, sock):
        <mutate self.context>
        return self.context.wrap_socket(sock, <side>)
""", weight=2)

opening("descriptor_context", "$Client().connect()", top="""
class $LazyContext(object):
    def __get__(self, instance, owner):
        if "_context" not in instance.__dict__:
            made = <context>
            instance.__dict__["_context"] = made
        return instance.__dict__["_context"]
class $Client(object):
    context = $LazyContext()
    def connect(self):
        self.context.options |= <flag!>
        return self.context.wrap_socket(<socket>, <side>)
""")
