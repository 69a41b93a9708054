"""What may be filled in at the marked places of a text."""
from oracle.generator import values
from oracle.generator.base import Scope
from oracle.generator.conditions import KNOWN, condition
from oracle.generator.contexts import expression
from oracle.generator.mutations import mutate
from oracle.generator.openings import host, open_connection, side, socket_expression


class Places:
    """The places of one use of a text."""

    def __init__(self, rendering):
        self.rendering = rendering
        self.builder = rendering.builder
        self._variable = None

    def fill(self, place):
        """The expression for a place."""
        builder, scope = self.builder, self.rendering.scope
        family = self._family(place.rstrip("!"))
        if family:
            return (values.plain if place.endswith("!") else values.value)(builder, family)
        simple = {
            "c": lambda: self.rendering.subject,
            "flags": lambda: values.flags(builder),
            "context": lambda: expression(builder, scope),
            "test": lambda: condition(builder),
            "known": lambda: KNOWN.pick(builder)(builder),
            "ssl": builder.imports.module,
            "socket": lambda: socket_expression(builder),
            "side": lambda: side(builder, scope),
            "host": lambda: host(builder),
            "role": lambda: scope.role,
            "is_server": lambda: str(scope.role == "server"),
            "level": self._level,
            "absent": self.rendering.absent,
            "purpose": lambda: "%s.%s" % (builder.ssl("Purpose"), {
                "client": "SERVER_AUTH", "server": "CLIENT_AUTH"}[scope.role]),
            "default_context": lambda: self._default("%s(%s)"),
            "default_factory": lambda: self._default("lambda: %s(%s)"),
        }
        if place in simple:
            return simple[place]()
        if place.startswith("env"):
            return self._environment(place)
        if place in ("prefix", "owner", "member", "fullname", "flagname", "boundname"):
            return self._name(place)
        head, _, rest = place.partition(".")
        if head == "ssl":
            return builder.ssl(rest)
        return builder.library(head, rest)

    def statement(self, kind, name):
        """Statements about the context called `name`."""
        builder, scope = self.builder, self.rendering.scope
        if name == "c":
            name = self.rendering.subject
        inner = Scope(scope.role, [name])
        if kind == "mutate":
            mutate(builder, inner, name)
        else:
            open_connection(builder, inner, name)

    def _family(self, place):
        return {
            "value": self.rendering.family, "flag": values.FLAGS,
            "bound": values.VERSIONS,
            "protocol": values.protocols(self.builder, self.rendering.scope.role),
        }.get(place)

    def _name(self, place):
        family = {"flagname": values.FLAGS, "boundname": values.VERSIONS}.get(
            place, self.rendering.family)
        if place == "prefix":
            return family.prefix
        if place == "owner":
            return values.owner(self.builder, family)
        member = values.member(self.builder, family)
        return '"%s"' % (family.prefix + member if place == "fullname" else member)

    def _environment(self, place):
        """`env` reads a variable, `env1` and `env2` are values it may have."""
        if self._variable is None:
            self._variable = self.builder.unknown(but="TLS_LEVEL")
        name, options = self._variable
        options = [one for one in options if one is not None]
        if place == "env":
            return 'os.environ.get("%s")' % name
        if place == "env_or_first":
            return 'os.environ.get("%s", "%s")' % (name, options[0])
        if place == "env_name":
            return '"%s"' % name
        return '"%s"' % options[(int(place[3:]) - 1) % len(options)]

    def _default(self, form):
        """The usual factory, for the right side."""
        factory = self.builder.ssl("create_default_context")
        if self.rendering.scope.role == "client":
            return factory if form.startswith("lambda") else form % (factory, "")
        return form % (factory, self.builder.ssl("Purpose") + ".CLIENT_AUTH")

    def _level(self):
        """A number as a string, from the environment if there is room."""
        if self.builder.reads("TLS_LEVEL"):
            return 'os.environ.get("TLS_LEVEL", "0")'
        return '"%s"' % self.builder.one_of("012")
