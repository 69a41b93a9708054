"""What all productions share: random choice, names, output, the target.

A *production* writes a piece of a program. Productions of one kind stand in a
``Choice``; adding one is adding a decorated function. Nothing here knows what
a program means: its meaning is what the interpreter does with it.
"""
import random
from collections import namedtuple
from contextlib import contextmanager

from oracle.generator.outside import ENVIRONMENT, MAX_VARIABLES


class Target(namedtuple("Target", "version pyopenssl")):
    """The Python that programs are written for."""

    @property
    def python2(self):
        return self.version < (3,)

    @property
    def has_bounds(self):
        """minimum_version and maximum_version."""
        return self.version >= (3, 7)

    @property
    def has_buffers(self):
        """MemoryBIO and wrap_bio."""
        return self.version >= (3, 5)

    @property
    def has_function(self):
        """The function ssl.wrap_socket."""
        return self.version < (3, 12)


class Writer:
    """Lines of code under a growing and shrinking indentation."""

    def __init__(self):
        self.lines = []
        self._depth = 0

    def add(self, text):
        """Adds one or several lines at the present indentation."""
        for line in text.split("\n"):
            self.lines.append("    " * self._depth + line if line else "")

    @contextmanager
    def deeper(self, depth):
        """Meanwhile, lines stand deeper by so much."""
        self._depth += depth
        yield
        self._depth -= depth

    @contextmanager
    def block(self, header):
        """A compound statement; its body is what is added meanwhile."""
        self.add(header)
        self._depth += 1
        n_before = len(self.lines)
        yield
        if len(self.lines) == n_before:
            self.add("pass")
        self._depth -= 1


class Scope:
    """What a piece of code may refer to."""

    def __init__(self, role, contexts=()):
        # The side that this code is meant to play: "client" or "server".
        self.role = role
        self.contexts = list(contexts)

    def child(self):
        """For a block: what is made in it does not exist after it."""
        return Scope(self.role, self.contexts)


class Choice:
    """Productions of one kind, with weights and conditions."""

    def __init__(self):
        self._productions = []

    def add(self, weight=1, when=None, leaf=False, fits=None, plain=True):
        """Registers a production; one that is not ``plain`` is left out of
        plain programs. ``when`` tells from the target whether it
        can be used, ``fits`` from the program so far; a ``leaf`` calls for no
        other production of its kind."""
        def register(function):
            self._productions.append((function, weight, when, leaf, fits, plain))
            return function
        return register

    def pick(self, builder):
        """A production for this target; only leaves once the budget is used."""
        usable = [(function, weight)
                  for function, weight, when, leaf, fits, plain in self._productions
                  if (when is None or when(builder.target))
                  and (leaf or builder.budget > 0)
                  and (fits is None or fits(builder))
                  and (plain or not builder.plain)]
        functions, weights = zip(*usable)
        builder.budget -= 1
        chosen = builder.random.choices(functions, weights)[0]
        builder.used.append(chosen.__name__)
        return chosen


# Names that the import statements of some style may bind.
IMPORTED = ["tls", "pyssl", "Context", "make_context", "Version", "OLD_PROTOCOL",
            "Options"]

class Builder:
    """The program being written."""

    def __init__(self, seed, target, name="program", plain=False):
        self.random = random.Random(seed)
        self.name = name
        # Only the productions that are plain.
        self.plain = plain
        self.target = target
        # How many more nested pieces the program may get.
        self.budget = self.random.randint(4, 20)
        # Environment variables that it reads, and modules that may be absent.
        self.environment, self.absent = [], []
        self.modules = set()
        # The names of productions, in the order of use.
        self.used = []
        # Names imported from libraries, by library; does this program import so?
        self.from_libraries = {}
        self.imports_names = self.chance(0.5)
        # The lines of further files by path, and the modules that these are.
        self.files = {}
        self._n_modules = 0
        # Is a fixed protocol, which has no bounds, used in this program?
        self.allows_fixed = self.chance(0.4)
        # What stands above the body, in the order of completion: whatever a
        # piece needs was complete before it.
        self.top = []
        self.writer = Writer()
        # Names that imports bind: a local one would hide the module.
        self._taken = set(IMPORTED) | {"main"}
        # At present: may statements that only a function may hold be written?
        self.in_function = False
        # At present: is this called while an event loop runs?
        self.in_async = False
        from oracle.generator.names import Imports
        self.imports = Imports(self)

    def chance(self, probability):
        return self.random.random() < probability

    def one_of(self, options):
        return self.random.choice(options)

    def fresh(self, *bases):
        """An unused name, preferably one of these."""
        base = self.one_of(bases)
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = "%s%d" % (base, number)
        self._taken.add(name)
        return name

    def reserve(self, names):
        """Makes names unavailable."""
        self._taken.update(names)

    def add(self, text):
        self.writer.add(text)

    def block(self, header):
        return self.writer.block(header)

    def deeper(self, depth):
        return self.writer.deeper(depth)

    def library(self, module, name):
        """An expression for a name of a library, which is imported."""
        if not name:
            return self.module(module)
        first, dot, rest = name.partition(".")
        if not self.imports_names or module in ("os", "sys", "socket", "operator",
                                                "copy", "asyncio"):
            return "%s.%s" % (self.module(module), name)
        self.from_libraries.setdefault(module, set()).add(first)
        return first + dot + rest

    def module_name(self, base):
        """A new module of the program; its name begins with the program's."""
        self._n_modules += 1
        return "%s_%s%d" % (self.name, base, self._n_modules)

    @contextmanager
    def file(self, path):
        """Meanwhile, code goes into another file."""
        kept = self.writer, self.in_function, self.top
        self.writer, self.in_function, self.top = Writer(), False, []
        yield
        self.files[path] = self.top + self.writer.lines
        self.writer, self.in_function, self.top = kept

    def reads(self, name):
        """May the program read this variable? Then it does."""
        if name not in self.environment:
            # With a module that may be absent, the one place left is for others.
            if self.absent or not self.has_room():
                return False
            self.environment.append(name)
        self.module("os")
        return True

    def may_lack(self):
        """May the program import a module that may be absent? At most one."""
        return self.has_room() and not self.absent and "TLS_LEVEL" not in self.environment

    def has_room(self):
        """May more come from outside?"""
        return len(self.environment) + len(self.absent) < MAX_VARIABLES

    def ssl(self, name):
        """How this program writes ``ssl.<name>``."""
        return self.imports.attribute(name)

    def module(self, name):
        """A module other than ssl; imports it."""
        self.modules.add(name)
        return name

    @contextmanager
    def at_module_level(self):
        """Meanwhile, code goes above the code being written."""
        kept = self.writer, self.in_function
        self.writer, self.in_function = Writer(), False
        yield
        self.top += self.writer.lines
        self.writer, self.in_function = kept

    @contextmanager
    def function(self, header):
        """Meanwhile, code goes into a new function of the module."""
        with self.at_module_level():
            self.in_function = True
            self.add("\n")
            with self.block(header):
                yield
            self.add("\n")

    def unknown(self, but=None):
        """The name of an environment variable other than `but`, and its values."""
        names = sorted(set(self.environment) - {but})
        if not names or self.has_room() and self.chance(0.3):
            names = sorted(set(ENVIRONMENT) - {but})
        name = self.one_of(names)
        if name not in self.environment:
            self.environment.append(name)
        self.module("os")
        return name, ENVIRONMENT[name]
