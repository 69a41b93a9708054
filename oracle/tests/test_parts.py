"""The parts by themselves: generator, verdicts, places of calls, shrinking."""
import ast
import subprocess
import sys
import unittest

import support
from oracle import calls, compare, generator, runner
from oracle.shrink import shrink
from oracle.tool import Endpoint

TARGET = generator.Target((3, 12), None)


def text(made):
    """All files of a program as one text: each is one program's worth of code."""
    return "\n".join(code for _, code in sorted(made.files.items()))


class Generator(unittest.TestCase):
    """Programs are the same each time, valid, and various."""

    def sources(self, version, count=80):
        target = generator.Target(version, None)
        return [text(generator.generate("t", index, target))
                for index in range(count)]

    def test_the_seed_decides_in_another_process_too(self):
        script = ("from oracle import generator as g; import sys; sys.stdout.write("
                  "repr(sorted(g.generate('x', 7, g.Target((3, 12), None)).files.items())))")
        other = subprocess.run(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, check=True,
            cwd=str(support.HERE.parents[1])).stdout.decode()
        made = generator.generate("x", 7, TARGET)
        self.assertEqual(repr(sorted(made.files.items())), other)

    def test_programs_are_valid_and_differ(self):
        sources = self.sources((3, 9))
        for source in sources:
            ast.parse(source)
        self.assertEqual(len(set(sources)), len(sources))

    def test_programs_of_several_files_run_like_those_of_one(self):
        """Each way of importing comes up, and each module is imported."""
        ways = {}
        for index in range(300):
            made = generator.generate("t", index, TARGET)
            self.assertIn(made.entry, made.files)
            for path in made.files:
                ast.parse(made.files[path])
                module = path.split("/")[0].split(".")[0]
                if module + ".py" != made.entry:
                    self.assertIn(module, text(made))
            for way in ["import_module(", "__all__", "from .parts", "from .inner",
                        "from p%05d" % index, "import p%05d" % index]:
                ways[way] = ways.get(way, 0) + (way in text(made))
            ways.setdefault("several", 0)
            ways["several"] += len(made.files) > 1
        self.assertGreater(ways["several"], 60)
        named = sum(number for way, number in ways.items() if "p0" in way)
        self.assertGreater(named, 40)
        for way in ["import_module(", "__all__", "from .parts", "from .inner"]:
            self.assertGreater(ways[way], 3, way)

    def test_nothing_newer_than_the_target_is_written(self):
        for version, absent in [((2, 7), ["wrap_bio", "TLSVersion.", ":=", "match "]),
                                ((3, 6), ["minimum_version =", ":=", "match os"]),
                                ((3, 9), ["match os"])]:
            text = "\n".join(self.sources(version))
            for word in absent:
                self.assertNotIn(word, text)

    def test_every_text_can_be_rendered(self):
        """On every version that it is for, alone and after others."""
        for version in [(2, 7), (3, 6), (3, 9), (3, 13)]:
            target = generator.Target(version, None)
            for index in range(250):
                made = generator.generate("text", index, target)
                for path, source in made.files.items():
                    ast.parse(source)
                    for mark in ("[%", "%]", "||", "<value", "<ssl", "<c>", "$"):
                        self.assertNotIn(mark, source, path)

    def test_every_construct_comes_up(self):
        text = "\n".join(self.sources((3, 11), 600))
        for word in ["async def ", "await ", "async with ", "async for ", "yield from",
                     "asyncio.run(", "run_until_complete(", "contextmanager",
                     "ExitStack", "closing(", "__enter__", "nonlocal ", "lru_cache",
                     "@property", ".setter", "@classmethod", "@staticmethod",
                     "__new__", "__call__", "__getattr__", "__getitem__", "__slots__",
                     "__get__", "metaclass=", "dataclass", "default_factory",
                     "__post_init__", "namedtuple", "NamedTuple", "IntEnum",
                     "SimpleNamespace", "super().__init__", "(SSLContext)",
                     "isinstance(", "partial(", "operator.or_", "reduce(", "zip(",
                     "sorted(", "filter(", "(*args, **kwargs)", "/, ", "match ",
                     "OPENSSL_VERSION_INFO", "import_module", "from . import",
                     "__import__", "except ImportError", ".PROTOCOL_SSLv23 = ",
                     "create_default_context = ", "send(", "_replace(", "setattr("]:
            self.assertIn(word, text)
        for word in ["import ssl as", "from ssl import *", "except ImportError",
                     "wrap_bio", "server_side=True", "create_default_context",
                     "_create_unverified_context", "ssl.wrap_socket(", ":=", "match ",
                     "while ", "else:", "finally:", "elif ", "break", "continue",
                     "del ", "lambda", "global ", "enum.Enum", "class ", "getattr(",
                     "setattr(", "hasattr(", "sys.version_info", "os.environ",
                     "minimum_version", "maximum_version", "set_ciphers", "options |=",
                     "options &=", "options ^=", "options -=", "options +=",
                     "options = 0", " for item in ", "with ", 'f"', ", *", "suppress("]:
            self.assertIn(word, text)


class Verdicts(unittest.TestCase):
    """Each verdict for the least that earns it."""

    CALL = calls.Call(3, 3, 20)

    def verdict(self, expected, found, role="client", says="client", end=20):
        opened = runner.Opened("a.py", self.CALL, "wrap_socket", role,
                               frozenset(expected), None)
        truth = runner.Truth([opened], [], [])
        endpoints = [Endpoint("a.py", 3, 3, end, says, frozenset(one), "exact")
                     for one in found]
        judged, n_extra = compare.judge(
            truth, endpoints, ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"])
        return judged[0].verdict, n_extra

    def test_verdicts(self):
        one, two = {"TLSv1"}, {"TLSv1", "TLSv1.2"}
        self.assertEqual(self.verdict(two, [two]), ("exact", 0))
        self.assertEqual(self.verdict(two, [one, {"TLSv1.2"}]), ("exact", 0))
        self.assertEqual(self.verdict(one, [two]), ("over", 0))
        self.assertEqual(self.verdict(two, [one]), ("under", 0))
        self.assertEqual(self.verdict(one, [{"TLSv1.2"}]), ("under", 0))
        self.assertEqual(self.verdict(set(), [set()]), ("exact", 0))
        self.assertEqual(self.verdict(one, []), ("missing", 0))

    def test_another_call_does_not_count(self):
        self.assertEqual(self.verdict({"TLSv1"}, [{"TLSv1"}], end=21), ("missing", 1))

    def test_the_wrong_role_does_not_count_and_an_unknown_one_does(self):
        one = {"TLSv1"}
        self.assertEqual(self.verdict(one, [one], says="server"), ("missing", 0))
        self.assertEqual(self.verdict(one, [one], says="unknown"), ("exact", 0))

    def test_a_protocol_that_no_build_here_has_does_not_count(self):
        self.assertEqual(self.verdict({"TLSv1"}, [{"SSLv3", "TLSv1"}]), ("exact", 0))


class Places(unittest.TestCase):
    """From lines, which is all that Pythons before 3.11 tell."""

    SOURCE = ("conn = make(\n"
              "    context.wrap_socket(\n"
              "        socket.create_connection(('h', 1)),\n"
              "        server_hostname=name('h'),\n"
              "    ),\n"
              ")\n"
              "a, b = c.wrap_socket(x), d.wrap_socket(y)\n")

    def test_any_line_of_a_call_leads_to_it(self):
        places = calls.CallMap(self.SOURCE)
        for line in (2, 3, 4):
            self.assertEqual(places.locate(line, None, "wrap_socket"),
                             calls.Call(2, 5, 6))

    def test_two_on_a_line_are_not_guessed(self):
        places = calls.CallMap(self.SOURCE)
        self.assertIsNone(places.locate(7, None, "wrap_socket"))
        self.assertEqual(places.locate(7, [7, 7, 25, 41], "wrap_socket"),
                         calls.Call(7, 7, 42))

    def test_another_name_with_calls_as_arguments_is_not_guessed(self):
        places = calls.CallMap("wrap(socket.socket())\nwrap(sock)\n")
        self.assertIsNone(places.locate(1, None, "wrap_socket"))
        self.assertEqual(places.locate(2, None, "wrap_socket"), calls.Call(2, 2, 11))


class Shrinker(unittest.TestCase):
    """Against a stated notion of failing."""

    def test_only_what_matters_is_left(self):
        source = ("import os\n\n\ndef f(x):\n    if x:\n        a = 1\n"
                  "        keep(me)\n    else:\n        b = 2\n    return x\n\n\n"
                  "for i in range(3):\n    f(i)\ntry:\n    c = 3\n"
                  "except ValueError:\n    d = 4\nfinally:\n    also(me)\n")
        small = shrink(source, lambda sources: [
            "keep(me)" in one and "also(me)" in one for one in sources])
        lines = [line.strip() for line in small.split("\n") if line.strip()]
        self.assertEqual(sorted(lines), ["also(me)", "keep(me)"])

    def test_nothing_to_leave_out(self):
        self.assertEqual(shrink("a = 1\n", lambda sources: [False] * len(sources)),
                         "a = 1\n")


if __name__ == "__main__":
    unittest.main()
