"""What all productions share: random choice, names, output, the target.

A *production* writes a piece of a program. Productions of one kind stand in a
``Choice``; adding one is adding a decorated function. Nothing here knows what
a program means: its meaning is what the interpreter does with it.
"""
import random
from collections import namedtuple
from contextlib import contextmanager


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

    def add(self, weight=1, when=None, leaf=False):
        """Registers a production. ``when`` tells from the target whether it
        can be used; a ``leaf`` calls for no other production of its kind."""
        def register(function):
            self._productions.append((function, weight, when, leaf))
            return function
        return register

    def pick(self, builder):
        """A production for this target; only leaves once the budget is used."""
        usable = [(function, weight)
                  for function, weight, when, leaf in self._productions
                  if (when is None or when(builder.target))
                  and (leaf or builder.budget > 0)]
        functions, weights = zip(*usable)
        builder.budget -= 1
        return builder.random.choices(functions, weights)[0]


# Variables that programs read, with the values that they may have (None: not
# set). The tool cannot know which.
ENVIRONMENT = {
    "TLS_MODE": [None, "legacy", "modern"],
    "TLS_STRICT": [None, "1"],
    "APP_ENV": ["production", "testing"],
    "TLS_LEVEL": ["0", "1", "2"],
}

# Names that the import statements of some style may bind.
IMPORTED = ["tls", "pyssl", "Context", "make_context", "Version", "OLD_PROTOCOL"]

# Environment variables per program: their combinations are all run.
MAX_VARIABLES = 2


class Builder:
    """The program being written."""

    def __init__(self, seed, target):
        self.random = random.Random(seed)
        self.target = target
        # How many more nested pieces the program may get.
        self.budget = self.random.randint(8, 30)
        self.environment = {}
        self.modules = set()
        # What stands above the body, in the order of completion: whatever a
        # piece needs was complete before it.
        self.top = []
        self.writer = Writer()
        # Names that imports bind: a local one would hide the module.
        self._taken = set(IMPORTED)
        # At present: may statements that only a function may hold be written?
        self.in_function = False
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

    def add(self, text):
        self.writer.add(text)

    def block(self, header):
        return self.writer.block(header)

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

    def unknown(self):
        """The name of an environment variable, and its values."""
        names = sorted(self.environment)
        if len(names) < MAX_VARIABLES and (not names or self.chance(0.3)):
            names = sorted(ENVIRONMENT)
        name = self.one_of(names)
        self.environment[name] = ENVIRONMENT[name]
        self.module("os")
        return name, ENVIRONMENT[name]
