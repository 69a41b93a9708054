"""Programs of several files: packages, cycles, shims, shared state."""
from oracle.generator.texts import change, context, opening, value

value("setting_of_other_module", "[%@config.SETTING||$get()%]", top="""
import @config
def $get():
    return @config.SETTING
""", files={"config": "SETTING = <value>\n"}, weight=2)

value("setting_overwritten", "$config.SETTING", body="""
[%$config.SETTING = <value>||setattr($config, "SETTING", <value>)||@setup.apply()||%]
""", top="""
import @config as $config
import @setup
""", files={"config": "SETTING = <value>\n", "setup": """
import @config
def apply():
    @config.SETTING = <value!>
"""}, weight=2)

value("setting_copied_by_import", "$SETTING", body="""
@config.SETTING = <value!>
""", top="""
import @config
from @config import SETTING as $SETTING
""", files={"config": "SETTING = <value>\n"})

value("star_import_with_all", "[%offered_@values||again_@values%]", top="""
from @values import *
""", files={"values": """
__all__ = ["offered_@values", "again_@values"]
offered_@values = <value>
again_@values = <value!>
hidden_@values = <value!>
"""})

value("registry_filled_elsewhere", "$REGISTRY[%[\"chosen\"]||.get(\"chosen\")||.get(\"absent\", <value!>)%]", top="""
from @registry import REGISTRY as $REGISTRY
import @plugin
""", files={"registry": """
REGISTRY = {}
def register(name, item):
    REGISTRY[name] = item
""", "plugin": """
from @registry import REGISTRY, register
[%register("chosen", <value>)||REGISTRY["chosen"] = <value>%]
"""}, weight=2)

value("optional_module", "$chosen", top="""
try:
    import absent_module as $local
except ImportError:
    $local = None
$chosen = <value!> if $local is None else <value!>
""", weight=2)

value("shim_module", "$SETTING", top="""
try:
    from <absent> import SETTING as $SETTING
except ImportError:
    from @fallback import SETTING as $SETTING
""", files={"fallback": "SETTING = <value>\n"}, weight=2)

value("imported_in_function", "$load()", top="""
def $load():
    [%from @lazy import SETTING
    return SETTING||import @lazy
    return @lazy.SETTING||from @lazy import load as real
    return real()%]
""", files={"lazy": """
SETTING = <value>
def load():
    return SETTING
"""}, weight=2)

value("import_cycle", "$first.get()", top="""
import @first as $first
""", files={"first": """
import @second
BASE = <value>
def get():
    return @second.chosen()
""", "second": """
import @first
def chosen():
    return [%@first.BASE||@first.BASE or <value!>%]
"""})

value("package_reexports", "$SETTING", top="""
from @package import SETTING as $SETTING
""", files={"package/__init__": """
from .defaults import *
[%from .overrides import SETTING||from . import overrides
SETTING = overrides.SETTING||SETTING = SETTING%]
""", "package/defaults": "SETTING = <value>\n", "package/overrides": """
from .defaults import SETTING as _base
SETTING = [%_base||<value!>%]
"""}, weight=2)

value("subpackage_relative", "$get()", top="""
from @package.inner.tool import get as $get
""", files={"package/__init__": "LEVEL = <value>\n", "package/inner/__init__": "", "package/inner/tool": """
from .. import LEVEL
from ..shared import OTHER
def get():
    return [%LEVEL||OTHER%]
""", "package/shared": "OTHER = <value!>\n"})

value("namespace_package", "$settings.SETTING", top="""
from @space import settings as $settings
""", files={"space/settings": "SETTING = <value>\n"}, since=(3, 3))

value("imported_by_name", "$module.SETTING", body="""
$module = [%<importlib.import_module>("@config")||__import__("@config")%]
""", files={"config": "SETTING = <value>\n"}, weight=2)

value("module_getattr", "@lazy.SETTING", top="""
import @lazy
""", files={"lazy": """
def __getattr__(name):
    if name == "SETTING":
        return <value!>
    raise AttributeError(name)
"""}, since=(3, 7))

value("module_class", "$Config().setting", top="""
from @base import Base as $Base
class $Config($Base):
    [%setting = <value!>||pass%]
""", files={"base": """
class Base(object):
    setting = <value>
"""}, weight=2)

value("mutated_list_elsewhere", "@state.ITEMS[-1]", body="""
@state.add(<value>)
""", top="""
import @state
""", files={"state": """
ITEMS = [<value!>]
def add(item):
    ITEMS.append(item)
"""})

value("global_setter_elsewhere", "$state.[%get()||CURRENT%]", body="""
[%$state.use(<value>)||%]
""", top="""
import @state as $state
""", files={"state": """
CURRENT = <value>
def use(new):
    global CURRENT
    CURRENT = new
def get():
    return CURRENT
"""}, weight=2)

context("made_elsewhere", "[%@tls.make()||@tls.make(<protocol>)||@tls.shared%]", top="""
import @tls
""", files={"tls": """
shared = <ssl.SSLContext>(<protocol!>)
def make(protocol=<protocol!>):
    made = <ssl.SSLContext>(protocol)
    <mutate made>
    return made
"""}, weight=3)

context("shared_and_changed_elsewhere", "$shared", top="""
from @tls import shared as $shared
[%import @hardening||from @hardening import apply as $apply
$apply()||from @hardening import apply as $apply%]
""", files={"tls": "shared = <context>\n", "hardening": """
from @tls import shared
def apply():
    shared.options |= <flag!>
shared.options [%|= <flag!>||&= ~<flag!>%]
"""}, weight=3)

context("factory_class_elsewhere", "$Factory().build()", top="""
from @factory import Factory as $BaseFactory
class $Factory($BaseFactory):
    [%flags = <flag!>||pass||def finish(self, context):
        context.options |= <flag!>
        return context%]
""", files={"factory": """
class Factory(object):
    flags = 0
    def build(self):
        made = <ssl.SSLContext>(<protocol>)
        made.options |= self.flags
        return self.finish(made)
    def finish(self, context):
        <mutate context>
        return context
"""}, weight=2)

context("compatibility_module", "$make_context()", top="""
from @compat import make_context as $make_context
""", files={"compat": """
try:
    from ssl import [%create_default_context||no_such_context%] as make_context
except ImportError:
    def make_context():
        return <ssl.SSLContext>(<protocol!>)
"""}, weight=2, role="client")

context("package_factory", "$package.[%client()||make.client()%]", top="""
import @package as $package
import @package.make
""", files={"package/__init__": "from .make import client\n", "package/make": """
from . import settings
def client():
    made = <ssl.SSLContext>(settings.PROTOCOL)
    made.options |= settings.FLAGS
    return made
""", "package/settings": "PROTOCOL = <protocol>\nFLAGS = <flags>\n"}, weight=2)

change("changed_elsewhere", "[%@policy.apply(<c>)||@policy.Policy().apply(<c>)||@policy.APPLY[\"strict\"](<c>)%]", top="""
import @policy
""", files={"policy": """
def apply(context):
    <mutate context>
class Policy(object):
    def apply(self, context):
        context.options |= <flag!>
APPLY = {"strict": apply}
"""}, weight=3)

change("plugins_apply", """
for $plugin in @plugins.PLUGINS:
    $plugin(<c>)
""", top="""
import @plugins
import @extra
""", files={"plugins": """
PLUGINS = []
def plugin(function):
    PLUGINS.append(function)
    return function
""", "extra": """
from @plugins import plugin
[%@plugin
def no_old(context):
    context.options |= <flag!>||def no_old(context):
    <mutate context>
plugin(no_old)%]
"""}, weight=2)

opening("opened_elsewhere", "@client.[%connect(<c>)||Client(<c>).connect()%]", top="""
import @client
""", files={"client": """
def connect(context):
    return context.wrap_socket(<socket>, <side>)
class Client(object):
    def __init__(self, context):
        self.context = context
    def connect(self):
        <mutate self.context>
        return self.context.wrap_socket(<socket>, <side>)
"""}, weight=3)

opening("default_context_elsewhere", """
@client.set_default(<c>)
@client.connect()
""", top="""
import @client
""", files={"client": """
_default = None
def set_default(context):
    global _default
    _default = context
def connect(context=None):
    context = context or _default
    return context.wrap_socket(<socket>, <side>)
"""}, weight=2)
