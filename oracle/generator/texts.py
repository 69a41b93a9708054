"""Productions given as texts: readable code with places to fill in.

A text is what a person would write; only what varies is marked:

``$name``         a name that the program does not use yet, the same all over the text
``[%a||b%]``      one of these, decided first
``@name``         another module of the program, given in ``files``
``<value>``       an expression by any production; ``<value!>`` is written plainly
``<flag>`` ``<bound>`` ``<protocol>``  the same for a certain family of constants
``<absent>``      a module that may be absent, whose SETTING is of the family
``<member>``      a constant's name as a string, without the family's prefix
``<context>`` ``<test>`` ``<ssl.X>`` ``<functools.partial>``  other expressions
``<mutate x>`` ``<open x>``  on a line of their own: statements by any production

Expressions may need statements before the one they stand in; for what stands
directly in a class these go before the class.
"""
import ast
import re
import sys

from oracle.generator import places
from oracle.generator.base import Scope
from oracle.generator.contexts import EXPRESSION, STATEMENT, constructed
from oracle.generator.mutations import MUTATION
from oracle.generator.openings import OPENING
from oracle.generator.values import VALUE

ALTERNATIVES = re.compile(r"\[%((?:(?!\[%|%\]).)*)%\]", re.DOTALL)
NAME = re.compile(r"\$([A-Za-z_]\w*)")
MODULE = re.compile(r"@([a-z]\w*)\b(?!\()")
PLACE = re.compile(r"<([a-z_][\w.!]*(?: [\w.\[\]\"]+)?)>")
STATEMENT_PLACE = re.compile(r"<(mutate|open) ([^<>]+)>$")

# Texts that import a module that may be absent.
ABSENT = re.compile(r"<absent>|\babsent_module\b")

# Texts that may set a bound.
SETS_BOUND = re.compile(r"m_version\b.* = |_version\"?%|\+ \"_version|wanted\)")

# The first version that knows what a text contains.
SINCE = [
    ("match ", (3, 10)), (":=", (3, 8)), ("/,", (3, 8)), ("/)", (3, 8)),
    ("async ", (3, 7)), ("asyncio.", (3, 7)), ("dataclasses.", (3, 7)),
    ("<bound", (3, 7)), ("TLSVersion", (3, 7)), ("minimum_version", (3, 7)),
    ('f"', (3, 6)), ("enum.", (3, 6)), ("NamedTuple", (3, 6)), ("nonlocal ", (3,)),
    ("yield from", (3,)), ("super()", (3,)), ("*, ", (3,)), ("SimpleNamespace", (3,)),
    ("ExitStack", (3,)), ("suppress", (3,)), ("lru_cache", (3,)), ("metaclass=", (3,)),
    ("functools.cache", (3, 9)), ("singledispatch", (3,)), ("cached_property", (3, 8)),
    ("__init_subclass__", (3, 6)), ("ChainMap", (3,)), ("__set_name__", (3, 6)),
    ("removeprefix", (3, 9)), ("itertools.accumulate", (3,)), ("MemoryBIO", (3, 5)),
]

# Expressions that need no brackets anywhere.
ATOMS = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant)

# What a production of a kind must not contain to be a leaf.
NESTING = {
    "value": ("<value>", "<flag>", "<flags>", "<bound>", "<protocol>"),
    "context": ("<context>",), "statement": ("<context>",),
    "change": ("<mutate ",), "opening": ("<open ",),
}


def since(text):
    """The first version that a text is for."""
    return max([(2, 7)] + [version for mark, version in SINCE if mark in text])


class Text:
    """One production's text in its parts: modules beside the program, what
    stands at the module level, what stands in place, and an expression."""

    def __init__(self, body="", result="", top="", files=None, role=None):
        self.role = role
        self.parts = [body, result, top]
        self.files = files or {}
        self.whole = "\n".join(self.parts + sorted(self.files.values()))

    def register(self, choice, kind, weight, version, name):
        """Makes the text a production of a kind."""
        version = version or since(self.whole)
        leaf = not any(mark in self.whole for mark in NESTING[kind])

        def production(builder, *given):
            if self.role and given[0].role != self.role:
                return constructed(builder, given[0])
            return Rendering(self, builder, kind, given).run()

        topic = sys._getframe(2).f_globals["__name__"].rpartition(".")[2]
        production.__name__ = "%s.%s" % (topic, name)
        production.__module__ = __name__
        choice.add(weight, when=lambda target: target.version >= version, leaf=leaf,
                   plain=False, fits=self.fits)(production)

    def fits(self, builder):
        """Does it run where the program stands?"""
        if "asyncio." in self.whole and builder.in_async:
            # An event loop does not start inside another.
            return False
        if ABSENT.search(self.whole) and not builder.may_lack():
            return False
        if "PROTOCOL_TLSv1" in self.whole and not builder.allows_fixed:
            return False
        # A fixed protocol refuses bounds.
        return (not builder.allows_fixed or "except" in self.whole
                or not SETS_BOUND.search(self.whole))


def value(name, result, body="", top="", files=None, weight=1, since=None):
    """A way to get at a constant."""
    Text(body, result, top, files).register(VALUE, "value", weight, since, name)


def context(name, result, body="", top="", files=None, weight=1, since=None, role=None):
    """A way to make a context; for one side only, if it says so."""
    Text(body, result, top, files, role).register(EXPRESSION, "context", weight, since, name)


def statement(name, result, body, top="", files=None, weight=1, since=None):
    """A way to bind a context; the result is what it is called."""
    Text(body, result, top, files).register(STATEMENT, "statement", weight, since, name)


def change(name, last, body="", top="", files=None, weight=1, since=None):
    """Something that changes the context ``<c>``; ``body`` stands first."""
    Text(body + "\n" + last, "", top, files).register(MUTATION, "change", weight, since, name)


def opening(name, last, body="", top="", files=None, weight=1, since=None):
    """A way to open a connection from the context ``<c>``; ``body`` stands first."""
    Text(body + "\n" + last, "", top, files).register(OPENING, "opening", weight, since, name)


class Rendering:
    """One use of a text."""

    def __init__(self, text, builder, kind, given):
        self.builder = builder
        self.text = text
        self.kind = kind
        self.family = given[0] if kind == "value" else None
        self.scope = Scope("client") if kind == "value" else given[0]
        self.subject = given[1] if len(given) > 1 else None
        self.names, self.modules = {}, {}
        self.places = places.Places(self)

    def run(self):
        """Writes everything; returns the expression, if the kind has one."""
        builder = self.builder
        if ABSENT.search(self.text.whole):
            builder.absent.append(self.absent())
        mark = "\n###\n"
        decided = self.decided(mark.join(
            self.text.parts + [code for _, code in sorted(self.text.files.items())]))
        body, result, top = decided.split(mark)[:3]
        files = dict(zip(sorted(self.text.files), decided.split(mark)[3:]))
        # What the text names by itself, nothing that is nested in it may be called.
        builder.reserve(re.findall(r"(?<![$.@\w\"])[A-Za-z_]\w*(?![\w\"])", decided))
        for path, code in files.items():
            with builder.file(self._path(path)):
                self.write(code)
        if top.strip():
            with builder.at_module_level():
                self.write(top, spaced=True)
        self.write(body)
        if not result:
            return None
        made = self.filled(result.strip())
        if self.kind == "value" and not isinstance(
                ast.parse(made, mode="eval").body, ATOMS):
            made = "(%s)" % made
        if self.kind == "statement" and not re.match(r"\w+$", made):
            name = builder.fresh("context", "ctx")
            builder.add("%s = %s" % (name, made))
            return name
        return made

    def absent(self):
        """The module that may be absent which has what is wanted here."""
        if "<absent>" not in self.text.whole:
            return "absent_module"
        return {"PROTOCOL_": "absent_protocols", "OP_NO_": "absent_flags",
                "": "absent_bounds"}[self.family.prefix]

    def decided(self, text):
        """The text with its alternatives and names chosen."""
        choose = lambda match: self.builder.one_of(match.group(1).split("||"))  # noqa: E731
        while ALTERNATIVES.search(text):
            text = ALTERNATIVES.sub(choose, text)
        text = NAME.sub(self._name, text)
        return MODULE.sub(self._module, text) if self.text.files else text

    def _name(self, match):
        base = match.group(1)
        if base not in self.names:
            self.names[base] = self.builder.fresh(base)
        return self.names[base]

    def _module(self, match):
        base = match.group(1)
        if base not in [path.split("/")[0] for path in self.text.files]:
            # A decorator.
            return match.group(0)
        return self._module_name(base)

    def _module_name(self, base):
        if base not in self.modules:
            self.modules[base] = self.builder.module_name(base)
        return self.modules[base]

    def _path(self, path):
        """`pkg/inner` with the name that the program's `pkg` has."""
        base = path.split("/")[0]
        return self._module_name(base) + path[len(base):] + ".py"

    def write(self, text, spaced=False):
        """Writes statements at the present place."""
        statements = list(logical_lines(text))
        early = {}
        blocks = []
        for number, (indent, code) in enumerate(statements):
            blocks = [one for one in blocks if one[0] < indent]
            if re.match(r"(@.*\n)*class\b", code):
                early[number] = self.filled(code, indent)
                early.update(self._direct(statements, number, early))
            if spaced and indent == 0 and re.match(r"@|def\b|class\b|async def\b", code):
                self.builder.add("\n")
            self._add(indent, code, blocks, early.get(number))
            blocks.append((indent, code))
        if spaced and statements and statements[-1][0]:
            self.builder.add("\n")

    def _direct(self, statements, number, early):
        """The statements directly in a class, filled in before it."""
        indent = statements[number][0]
        found = {}
        for other in range(number + 1, len(statements)):
            inner, code = statements[other]
            if inner <= indent:
                break
            if inner == indent + 1 and other not in early:
                found[other] = self.filled(code, indent)
        return found

    def _add(self, indent, code, blocks, ready):
        builder = self.builder
        heads = [re.sub(r"(@.*\n)+", "", head) for _, head in blocks]
        kept = builder.in_function, builder.in_async
        for head in heads:
            if re.match(r"(async )?def\b", head):
                builder.in_function = True
            if head.startswith("class "):
                builder.in_function = False
            if head.startswith("async def"):
                builder.in_async = True
        with builder.deeper(indent):
            match = STATEMENT_PLACE.match(code)
            if match:
                self.places.statement(match.group(1), self.filled(match.group(2)))
            else:
                builder.add(ready if ready is not None else self.filled(code))
        builder.in_function, builder.in_async = kept

    def filled(self, code, indent=0):
        """The code with every place filled; statements that it needs first go
        where the writer stands."""
        with self.builder.deeper(indent):
            return PLACE.sub(lambda match: self.places.fill(match.group(1)), code)


def logical_lines(text):
    """Pairs of depth and statement; decorators belong to what they stand on,
    lines in brackets to the line that opened these."""
    held, indent = [], 0
    for line in text.strip("\n").split("\n"):
        if not line.strip():
            continue
        if not held:
            indent = (len(line) - len(line.lstrip())) // 4
        held.append(line[4 * indent:])
        code = "\n".join(held)
        opened = sum(code.count(one) for one in "([{") - sum(
            code.count(one) for one in ")]}")
        if opened > 0 or held[-1].startswith("@"):
            continue
        yield indent, code
        held = []
