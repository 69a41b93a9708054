"""The same stories told with pyOpenSSL, for interpreters that have it."""
from oracle.generator.conditions import condition

METHODS = ["SSLv23_METHOD", "TLS_METHOD", "TLSv1_METHOD", "TLSv1_1_METHOD",
           "TLSv1_2_METHOD"]
SIDED = {"client": "TLS_CLIENT_METHOD", "server": "TLS_SERVER_METHOD"}
FLAGS = ["OP_NO_SSLv3", "OP_NO_TLSv1", "OP_NO_TLSv1_1", "OP_NO_TLSv1_2",
         "OP_NO_TLSv1_3"]
BOUNDS = ["TLS1_VERSION", "TLS1_1_VERSION", "TLS1_2_VERSION", "TLS1_3_VERSION"]


def story(builder, scope):
    """A context of ``OpenSSL.SSL`` from its making to its connections."""
    module = _imported(builder)
    method = builder.one_of(METHODS + [SIDED[scope.role]])
    name = builder.fresh("context", "ctx", "openssl_context")
    test = condition(builder)
    builder.add("%s = %s.Context(%s.%s)" % (name, module, module, method))
    for _ in range(builder.one_of([0, 1, 2, 3])):
        if builder.chance(0.3):
            with builder.block("if %s:" % test):
                _mutate(builder, module, name)
        else:
            _mutate(builder, module, name)
    conn = builder.fresh("conn", "connection")
    builder.add("%s = %s.Connection(%s, %s)" % (
        conn, module, name, builder.one_of(["None", "socket=None"])))
    state = "set_connect_state" if scope.role == "client" else "set_accept_state"
    if builder.chance(0.8):
        builder.add("%s.%s()" % (conn, state))


def _imported(builder):
    """A name for ``OpenSSL.SSL``; each story imports it for itself."""
    module = builder.fresh("SSL", "openssl_ssl")
    with builder.at_module_level():
        builder.add("from OpenSSL import SSL" if module == "SSL"
                    else "from OpenSSL import SSL as %s" % module)
    return module


def _mutate(builder, module, name):
    flag = "%s.%s" % (module, builder.one_of(FLAGS))
    bound = "%s.%s" % (module, builder.one_of(BOUNDS))
    builder.add(builder.one_of([
        "{c}.set_options({f})", "{c}.set_options({f} | {m}.OP_NO_TLSv1)",
        "{c}.set_min_proto_version({b})", "{c}.set_max_proto_version({b})",
        "{c}.set_min_proto_version(0)", "{c}.set_options(0)",
        '{c}.set_cipher_list(b"HIGH")',
    ]).format(c=name, f=flag, b=bound, m=module))
