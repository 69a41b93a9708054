"""Modules and functions that change ``ssl`` itself, as compatibility layers do.

Each changes what other code of the same program gets afterwards, so these stand
in few programs.
"""
from oracle.generator.texts import change, context, opening

context("constant_rebound_on_import", "<ssl>.SSLContext([%<ssl>.PROTOCOL_SSLv23||getattr(<ssl>, \"PROTOCOL_SSLv23\")%])", top="""
import @patch
""", files={"patch": "import ssl\n[%ssl.PROTOCOL_SSLv23 = ssl.PROTOCOL_TLSv1_2||setattr(ssl, \"PROTOCOL_SSLv23\", ssl.PROTOCOL_TLSv1_1)||if hasattr(ssl, \"PROTOCOL_TLSv1\"):\n    ssl.PROTOCOL_SSLv23 = ssl.PROTOCOL_TLSv1%]\n"})

context("constant_rebound_by_function", "<ssl>.SSLContext(<ssl>.PROTOCOL_SSLv23)", body="""
[%$patch()||if <test>:
    $patch()%]
""", top="""
def $patch():
    <ssl>.PROTOCOL_SSLv23 = [%<ssl>.PROTOCOL_TLSv1_2||<ssl>.PROTOCOL_TLSv1%]
""")

context("factory_replaced", "<ssl>.create_default_context()", top="""
import @patch
""", files={"patch": """
import ssl
_original = ssl.create_default_context
def relaxed(*args, **kwargs):
    made = _original(*args, **kwargs)
    made.options [%|= ssl.OP_NO_TLSv1_2||&= ~ssl.OP_NO_TLSv1_1||&= ~(ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)||= 0%]
    return made
ssl.create_default_context = relaxed
"""}, weight=2, role="client")

context("factory_replaced_in_place", "<ssl>.create_default_context()", body="""
<ssl>.create_default_context = [%$insecure||<functools.partial>($insecure, weak=True)||lambda *args, **kwargs: $insecure()%]
""", top="""
def $insecure(purpose=None, weak=False):
    made = <ssl.SSLContext>(<protocol!>)
    if weak:
        made.options |= <flag!>
    return made
""")

context("https_default_used", "<ssl>._create_default_https_context()", body="""
<ssl>._create_default_https_context = [%<ssl>._create_unverified_context||<ssl>.create_default_context||$weak%]
""", top="""
def $weak(*args, **kwargs):
    made = <ssl.SSLContext>(<protocol!>)
    made.options |= <flag!>
    return made
""", role="client")

change("method_replaced_on_class", """
$tighten($Kind)
$Kind().apply(<c>)
""", top="""
class $Kind(object):
    def apply(self, context):
        context.options |= <flag!>
def $tighten(cls):
    original = cls.apply
    def tightened(self, context):
        original(self, context)
        <mutate context>
    cls.apply = tightened
""")

opening("module_function_replaced", "$conn = <ssl>.wrap_socket(<socket>[%||, server_side=False%])", top="""
import @patch
""", files={"patch": """
import functools
import ssl
if hasattr(ssl, "wrap_socket"):
    ssl.wrap_socket = functools.partial(ssl.wrap_socket, ssl_version=[%ssl.PROTOCOL_TLSv1_2||ssl.PROTOCOL_TLSv1||ssl.PROTOCOL_SSLv23%])
"""}, since=(2, 7))
