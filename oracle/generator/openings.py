"""Where a context meets a socket."""
from oracle.generator.base import Choice
from oracle.generator.contexts import expression
from oracle.generator.values import protocols, value

# Productions write the statements of one connection from the context `name`.
OPENING = Choice()


def has_buffers(target):
    return target.has_buffers


def open_connection(builder, scope, name):
    """Writes one connection."""
    OPENING.pick(builder)(builder, scope, name)


def host(builder):
    return builder.one_of(['"example.org"', '"localhost"', '"mail.example.org"'])


def socket_expression(builder):
    """An unconnected socket, or one that the tracer connects to nowhere."""
    module = builder.module("socket")
    return builder.one_of([
        "%s.socket()", '%s.create_connection(("example.org", 443))',
        "%s.socket()", '%s.create_connection(("localhost", 993), timeout=5)',
        "%s.socket(%s.AF_INET, %s.SOCK_STREAM)",
    ]).replace("%s", module)


def side(builder, scope):
    """The arguments that say which side it is, after the socket."""
    if scope.role == "client":
        return builder.one_of(["server_hostname=" + host(builder)] * 4 + [
            "server_side=False, server_hostname=" + host(builder),
            'server_side=0, **{"server_hostname": %s}' % host(builder)])
    return builder.one_of([
        "server_side=True", "server_side=True", "True", '**{"server_side": True}',
        "server_side=1", "server_side=not False"])


@OPENING.add(weight=6, leaf=True)
def on_one_line(builder, scope, name):
    made = socket_expression(builder)
    if builder.chance(0.5):
        local = builder.fresh("sock", "raw")
        builder.add("%s = %s" % (local, made))
        made = local
    call = "%s.wrap_socket(%s, %s)" % (name, made, side(builder, scope))
    form = builder.one_of(["{v} = {call}", "{v} = {call}", "{call}", "{call}.close()"])
    builder.add(form.format(v=builder.fresh("conn", "tls", "wrapped"), call=call))


@OPENING.add(weight=4, leaf=True)
def on_many_lines(builder, scope, name):
    call = "%s.wrap_socket(\n    %s,\n    %s%s\n)" % (
        name, socket_expression(builder),
        side(builder, scope), "" if builder.target.python2 else ",")
    if ", **{" in call or "**{" in call:
        # A comma after ** is a syntax error before Python 3.5.
        call = call.replace("},\n)", "}\n)")
    builder.add("%s = %s" % (builder.fresh("conn", "tls"), call))


@OPENING.add(weight=2, leaf=True)
def as_manager(builder, scope, name):
    raw, tls = builder.fresh("sock", "raw"), builder.fresh("conn", "secured")
    if builder.target.python2:
        builder.add("%s = %s" % (raw, socket_expression(builder)))
        builder.add("%s = %s.wrap_socket(%s, %s)" % (tls, name, raw, side(builder, scope)))
        return
    with builder.block("with %s as %s:" % (socket_expression(builder), raw)):
        with builder.block("with %s.wrap_socket(%s, %s) as %s:" % (
                name, raw, side(builder, scope), tls)):
            builder.add("%s.fileno()" % tls)


@OPENING.add(weight=3, leaf=True, when=has_buffers)
def in_memory(builder, scope, name):
    buffer = builder.ssl("MemoryBIO")
    if builder.chance(0.5):
        incoming, outgoing = builder.fresh("incoming"), builder.fresh("outgoing")
        builder.add("%s, %s = %s(), %s()" % (incoming, outgoing, buffer, buffer))
        ends = "%s, %s" % (incoming, outgoing)
    else:
        ends = "%s(), %s()" % (buffer, buffer)
    builder.add("%s = %s.wrap_bio(%s, %s)" % (
        builder.fresh("obj", "tls_object"), name, ends, side(builder, scope)))


@OPENING.add(weight=2, leaf=True)
def by_accept(builder, scope, name):
    listener = builder.fresh("listener", "server")
    peer = builder.fresh("peer", "accepted")
    builder.add("%s = %s.socket()" % (listener, builder.module("socket")))
    builder.add('%s.bind(("127.0.0.1", 0))' % listener)
    builder.add("%s.listen(1)" % listener)
    builder.add("%s, address = %s.accept()" % (peer, listener))
    builder.add("%s = %s.wrap_socket(%s, %s)" % (
        builder.fresh("conn", "stream"), name, peer, side(builder, scope)))


@OPENING.add(weight=1, leaf=True)
def by_bound_method(builder, scope, name):
    wrap, sock = builder.fresh("wrap"), builder.fresh("sock")
    builder.add("%s = %s" % (sock, socket_expression(builder)))
    builder.add("%s = %s.wrap_socket" % (wrap, name))
    builder.add("%s(%s, %s)" % (wrap, sock, side(builder, scope)))


@OPENING.add(weight=4)
def by_own_function(builder, scope, name):
    function = builder.fresh("connect", "open_tls", "start", "serve")
    with builder.function("def %s(context, sock=None):" % function):
        with builder.block("if sock is None:"):
            builder.add("sock = %s" % socket_expression(builder))
        if builder.chance(0.3):
            from oracle.generator.mutations import mutate
            mutate(builder, type(scope)(scope.role, ["context"]), "context")
        call = "context.wrap_socket(sock, %s)" % side(builder, scope)
        if builder.chance(0.5):
            builder.add("return %s" % call)
        else:
            builder.add("conn = %s" % call)
            builder.add("return conn")
    form = builder.one_of(["%s(%s)", "%s(%s, None)", "%s(context=%s)"])
    builder.add(form % (function, name))
    if builder.chance(0.4):
        builder.add("%s(%s)" % (function, builder.one_of(scope.contexts)))


@OPENING.add(weight=2, leaf=True)
def at_once(builder, scope, _name):
    """A context that never gets a name."""
    made = expression(builder, scope)
    sock = builder.fresh("sock")
    builder.add("%s = %s" % (sock, socket_expression(builder)))
    call = ("%s\n    .wrap_socket(%s, %s)" if builder.chance(0.4) and made[0] != "("
            else "%s.wrap_socket(%s, %s)") % (made, sock, side(builder, scope))
    builder.add("%s = (%s)" % (builder.fresh("conn"), call))


@OPENING.add(weight=2, leaf=True, when=lambda target: target.has_function)
def by_module_function(builder, scope, _name):
    family = protocols(builder, "server" if scope.role == "server" else "client")
    arguments = [socket_expression(builder)]
    if scope.role == "server":
        arguments += ["server_side=True", 'certfile="server.pem"']
    chosen = value(builder, family)
    if "CLIENT" not in chosen and builder.chance(0.8):
        arguments.append("ssl_version=" + chosen)
    if builder.chance(0.3):
        arguments.append('ciphers="HIGH"')
    builder.add("%s = %s(%s)" % (
        builder.fresh("conn"), builder.ssl("wrap_socket"), ", ".join(arguments)))


@OPENING.add(weight=2, leaf=True)
def side_by_environment(builder, _scope, name):
    variable, values = builder.unknown()
    value_ = builder.one_of([one for one in values if one is not None])
    sock = builder.fresh("sock")
    builder.add("%s = %s" % (sock, socket_expression(builder)))
    # A server gets no host name; a client that checks none needs none.
    builder.add("%s.check_hostname = False" % name)
    builder.add('%s.wrap_socket(%s, server_side=os.environ.get("%s") == "%s")' % (
        name, sock, variable, value_))
