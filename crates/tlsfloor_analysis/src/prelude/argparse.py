"""argparse: what it makes of a list of arguments, known or not."""
import sys


class ArgumentError(Exception):
    pass


class ArgumentTypeError(Exception):
    pass


SUPPRESS = "==SUPPRESS=="
REMAINDER = "..."
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"


class HelpFormatter(object):
    pass


class RawTextHelpFormatter(HelpFormatter):
    pass


class RawDescriptionHelpFormatter(HelpFormatter):
    pass


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass


class Namespace(object):
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __contains__(self, key):
        return key in self.__dict__

    def __eq__(self, other):
        return self.__dict__ == other.__dict__


class Action(object):
    def __init__(self, option_strings=(), dest=None, nargs=None, const=None, default=None,
                 type=None, choices=None, required=False, help=None, metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.kind = "store"


class BooleanOptionalAction(Action):
    pass


class _Container(object):
    def add_argument(self, *names, **options):
        self._added.append((names, options))
        return Action()

    def add_argument_group(self, *args, **kwargs):
        return self

    def add_mutually_exclusive_group(self, required=False):
        return self

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)

    def get_default(self, dest):
        for action in self._made():
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def _made(self):
        return [_action(self._defaults, *names, **options) for names, options in self._added]


def _action(defaults, *names, action="store", dest=None, nargs=None, const=None, default=None,
            type=None, choices=None, required=False, help=None, metavar=None, version=None):
    optional = bool(names) and names[0][:1] == "-"
    if dest is None:
        dest = names[0]
        if optional:
            long = [name for name in names if name[:2] == "--"]
            dest = (long or names)[0].lstrip("-").replace("-", "_")
    if action == "store_true":
        const, default, nargs = True, bool(default), 0
    elif action == "store_false":
        const, nargs = False, 0
        default = True if default is None else default
    elif action in ("store_const", "append_const", "count", "version", "help"):
        nargs = 0
    default = defaults.get(dest, default)
    if isinstance(action, str):
        made = Action(names if optional else (), dest, nargs, const, default, type, choices,
                      required)
        made.kind = action
    elif action is BooleanOptionalAction:
        both = names + tuple(["--no-" + name[2:] for name in names if name[:2] == "--"])
        made = Action(both, dest, 0, const, default, type, choices, required)
        made.kind = "boolean"
    else:
        made = action(option_strings=list(names), dest=dest, nargs=nargs, const=const,
                      default=default, type=type, choices=choices, required=required)
        made.kind = "own"
    return made


class _Parsers(object):
    def __init__(self, dest, required):
        self.dest = dest
        self.required = required
        self.parsers = {}

    def add_parser(self, name, aliases=(), **kwargs):
        parser = ArgumentParser()
        self.parsers[name] = parser
        for alias in aliases:
            self.parsers[alias] = parser
        return parser


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(),
                 formatter_class=None, prefix_chars="-", fromfile_prefix_chars=None,
                 argument_default=None, conflict_handler="error", add_help=True,
                 allow_abbrev=True, exit_on_error=True):
        self._added = []
        self._defaults = {}
        self._parsers = None
        self.prog = prog
        self.description = description
        for parent in parents:
            self._added.extend(parent._added)
            self._defaults.update(parent._defaults)

    def add_subparsers(self, dest=None, required=False, **kwargs):
        self._parsers = _Parsers(dest, required)
        return self._parsers

    def error(self, message):
        sys.exit(2)

    def exit(self, status=0, message=None):
        sys.exit(status)

    def print_help(self, file=None):
        return None

    def print_usage(self, file=None):
        return None

    def format_help(self):
        return ""

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if args is not None and rest:
            self.error("unrecognized arguments")
        return found

    def parse_known_args(self, args=None, namespace=None):
        if namespace is None:
            namespace = Namespace()
        rest = []
        if args is None:
            self._guess(namespace)
        else:
            rest = self._parse(list(args), namespace)
        return namespace, rest

    parse_intermixed_args = parse_args

    def _preset(self, actions, namespace):
        for action in actions:
            if action.kind in ("help", "version") or action.default is SUPPRESS:
                continue
            if not hasattr(namespace, action.dest):
                default = action.default
                if isinstance(default, str):
                    default = self._typed(action, default)
                setattr(namespace, action.dest, default)
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)

    def _typed(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except (ValueError, TypeError, ArgumentTypeError):
            self.error("invalid value")

    def _checked(self, action, text):
        value = self._typed(action, text)
        if action.choices is not None and value not in action.choices:
            self.error("invalid choice")
        return value

    # ----- arguments that are not known -----

    def _guess(self, namespace):
        namespace.__dict__.update(_guessed(self._added, self._defaults, namespace.__dict__))
        if self._parsers is not None:
            chosen = _chosen()
            if self._parsers.dest is not None:
                setattr(namespace, self._parsers.dest, None)
            for name, parser in self._parsers.parsers.items():
                if chosen == name:
                    if self._parsers.dest is not None:
                        setattr(namespace, self._parsers.dest, name)
                    parser._guess(namespace)

    # ----- arguments that are known -----

    def _parse(self, args, namespace):
        actions = self._made()
        self._preset(actions, namespace)
        options = {}
        positional = []
        missing = []
        for action in actions:
            if action.option_strings:
                for name in action.option_strings:
                    options[name] = action
                if action.required:
                    missing.append(action)
            else:
                positional.append(action)
        plain, rest, at = [], [], 0
        while at < len(args):
            arg = args[at]
            at += 1
            if arg == "--":
                plain.extend(args[at:])
                break
            if arg[:1] != "-" or arg == "-" or _is_number(arg):
                plain.append(arg)
                if self._parsers is not None and len(plain) > len(positional):
                    rest.extend(self._parse_command(plain.pop(), args[at:], namespace))
                    break
                continue
            name, explicit = _split(arg, options)
            action = options.get(name)
            if action is None:
                rest.append(arg)
                continue
            if action in missing:
                missing.remove(action)
            if action.nargs == 0:
                self._flag(action, name, namespace)
                if explicit is not None and arg[:2] != "--":
                    args.insert(at, "-" + explicit)
                continue
            values = [] if explicit is None else [explicit]
            if explicit is None:
                most = 1
                if action.nargs in ("*", "+"):
                    most = len(args)
                elif isinstance(action.nargs, int):
                    most = action.nargs
                while at < len(args) and len(values) < most and (
                        args[at][:1] != "-" or args[at] == "-" or _is_number(args[at])):
                    values.append(args[at])
                    at += 1
            self._take(action, namespace, values)
        if missing:
            self.error("the following arguments are required")
        rest.extend(self._positional(positional, plain, namespace))
        return rest

    def _parse_command(self, name, args, namespace):
        parser = self._parsers.parsers.get(name)
        if parser is None:
            self.error("invalid choice")
        if self._parsers.dest is not None:
            setattr(namespace, self._parsers.dest, name)
        return parser._parse(args, namespace)

    def _positional(self, actions, values, namespace):
        for at, action in enumerate(actions):
            left = len(actions) - at - 1
            if action.nargs in ("*", "+", "..."):
                count = max(len(values) - left, 0)
                if count == 0 and action.nargs == "*":
                    if action.default is None:
                        setattr(namespace, action.dest, [])
                    continue
                self._take(action, namespace, values[:count])
                values = values[count:]
            elif action.nargs == "?":
                if len(values) > left:
                    self._take(action, namespace, values[:1])
                    values = values[1:]
            else:
                count = action.nargs if isinstance(action.nargs, int) else 1
                if len(values) < count:
                    self.error("the following arguments are required")
                self._take(action, namespace, values[:count])
                values = values[count:]
        if self._parsers is not None and self._parsers.required and not values:
            if self._parsers.dest is not None and not hasattr(namespace, self._parsers.dest):
                self.error("the following arguments are required")
        return values

    def _flag(self, action, name, namespace):
        if action.kind == "boolean":
            setattr(namespace, action.dest, name[:5] != "--no-")
        elif action.kind in ("help", "version"):
            self.exit()
        else:
            self._store(action, namespace, action.const)

    def _take(self, action, namespace, values):
        if action.nargs == "?" and not values:
            self._store(action, namespace, action.const)
            return
        values = [self._checked(action, value) for value in values]
        if action.nargs is None or action.nargs == "?":
            if not values:
                self.error("expected one argument")
            self._store(action, namespace, values[0])
            return
        if isinstance(action.nargs, int) and len(values) != action.nargs:
            self.error("expected arguments")
        if action.nargs == "+" and not values:
            self.error("expected at least one argument")
        self._store(action, namespace, values)

    def _store(self, action, namespace, value):
        if action.kind == "own":
            action(self, namespace, value, None)
        elif action.kind in ("append", "append_const"):
            old = getattr(namespace, action.dest, None)
            setattr(namespace, action.dest, (list(old) if old else []) + [value])
        elif action.kind == "extend":
            old = getattr(namespace, action.dest, None)
            setattr(namespace, action.dest, (list(old) if old else []) + value)
        elif action.kind == "count":
            setattr(namespace, action.dest, (getattr(namespace, action.dest, None) or 0) + 1)
        else:
            setattr(namespace, action.dest, value)


def _is_number(arg):
    return arg[1:2].isdigit()


def _split(arg, options):
    if arg in options:
        return arg, None
    if arg[:2] == "--":
        name, sign, value = arg.partition("=")
        if name in options:
            return name, value if sign else None
        near = [option for option in options if option[:len(name)] == name]
        if len(near) == 1:
            return near[0], value if sign else None
        return arg, None
    if arg[:2] in options:
        value = arg[2:]
        return arg[:2], value[1:] if value[:1] == "=" else value
    return arg, None
