# -*- coding: utf-8 -*-
"""Apply sequences of operations to real contexts and say what came of them.

    python drive.py ssl|pyopenssl  <sequences  >results

First come lines `fact KEY VALUE` about this interpreter, then `ready`; then one
line for each line read. A sequence is a constructor and operations, separated
by spaces:

    new | new:VALUE
    min=VALUE max=VALUE min? max? del:min del:max del:opt
    opt=VALUE opt|=VALUE opt&=VALUE opt^=VALUE opt+=VALUE opt-=VALUE opt?

VALUE is none, true, false, str, float, i<integer>, n:<constant of the module>,
v:<member of ssl.TLSVersion>, or ~ and one of these. With pyopenssl, `min=` and
`max=` are set_min_proto_version and set_max_proto_version, `opt=` is set_options.

A result is, for each operation, `ok`, what it read or returned, or the class of
the exception; then what the settings read at the end, the protocols that the
context negotiates as client and as server, and what wrapping for either side
raises. Settings that are equal, method included, are measured once.

Nothing here knows the rules that the proof is about.
"""

import os
import platform
import sys
import warnings

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
# Before anything reads it: the system's configuration is no part of a build.
os.environ["OPENSSL_CONF"] = os.devnull
warnings.simplefilter("ignore")

import measure  # noqa: E402


def value_of(text, module):
    if text.startswith("~"):
        return ~value_of(text[1:], module)
    if text.startswith("i"):
        return int(text[1:])
    if text.startswith("n:"):
        return getattr(module, text[2:])
    if text.startswith("v:"):
        return getattr(module.TLSVersion, text[2:])
    return {"none": None, "true": True, "false": False, "str": "TLSv1", "float": 769.5}[text]


class Stdlib(object):
    """`ssl.SSLContext`."""

    def __init__(self):
        import ssl

        self.module = ssl
        self.openssl = ssl.OPENSSL_VERSION

    def make(self, text):
        if text == "new":
            return self.module.SSLContext()
        return self.module.SSLContext(value_of(text[4:], self.module))

    def apply(self, context, text):
        if text.startswith("del:"):
            delattr(context, {"min": "minimum_version", "max": "maximum_version", "opt": "options"}[text[4:]])
        elif text == "min?":
            return int(context.minimum_version)
        elif text == "max?":
            return int(context.maximum_version)
        elif text == "opt?":
            return int(context.options)
        else:
            left, right = text.split("=", 1)
            self.assign(context, left, right)
        return "ok"

    def assign(self, context, left, right):
        value = value_of(right, self.module)
        if left == "min":
            context.minimum_version = value
        elif left == "max":
            context.maximum_version = value
        elif left == "opt":
            context.options = value
        elif left == "opt|":
            context.options |= value
        elif left == "opt&":
            context.options &= value
        elif left == "opt^":
            context.options ^= value
        elif left == "opt+":
            context.options += value
        elif left == "opt-":
            context.options -= value
        else:
            raise AssertionError("no such operation: %r" % left)

    def settings(self, context):
        bounds = [str(int(getattr(context, name))) if hasattr(context, name) else "-"
                  for name in ("minimum_version", "maximum_version")]
        return bounds + [str(int(context.options))]

    def key(self, context, _constructor):
        return (int(context.protocol),) + tuple(self.settings(context))

    def facts(self):
        import sysconfig

        context = self.module.SSLContext(self.module.PROTOCOL_SSLv23)
        yield "suites", "openssl" if "--with-ssl-default-suites=openssl" in (
            sysconfig.get_config_var("CONFIG_ARGS") or "") else "python"
        yield "minimum", self.settings(context)[0]
        yield "options", self.settings(context)[2]
        yield "measurable", ",".join(measure.measurable(context))
        for name in sorted(dir(self.module)):
            if name.startswith(("OP_", "PROTOCOL_", "HAS_SSL", "HAS_TLS")):
                yield "constant", "%s=%d" % (name, getattr(self.module, name))
        for member in getattr(self.module, "TLSVersion", ()):
            yield "version", "%s=%d" % (member.name, member)


class PyOpenSsl(object):
    """`OpenSSL.SSL.Context`."""

    def __init__(self):
        import OpenSSL
        from OpenSSL import SSL

        self.module = SSL
        self.version = OpenSSL.__version__
        self.openssl = SSL.SSLeay_version(SSL.SSLEAY_VERSION).decode("ascii")
        self.mask = {}

    def make(self, text):
        return self.module.Context(value_of(text[4:], self.module))

    def apply(self, context, text):
        left, right = text.split("=", 1)
        value = value_of(right, self.module)
        if left == "min":
            answer = context.set_min_proto_version(value)
        elif left == "max":
            answer = context.set_max_proto_version(value)
        elif left == "opt":
            answer = context.set_options(value)
        else:
            raise AssertionError("no such operation: %r" % left)
        return "ok" if answer is None else answer

    def settings(self, context):
        return ["-", "-", str(context.set_options(0))]

    def key(self, context, sequence):
        # pyOpenSSL does not show its bounds: only equal calls are equal.
        return sequence

    def facts(self):
        context = self.module.Context(self.module.SSLv23_METHOD)
        yield "pyopenssl", self.version
        yield "options", self.settings(context)[2]
        yield "measurable", ",".join(measure.measurable(context))


def attempt(function, *arguments):
    """What `function` returns and None, or None and the class it raises."""
    try:
        return function(*arguments), None
    except Exception as error:
        if isinstance(error, AssertionError):
            raise
        return None, type(error).__name__


def run(library, line, known):
    steps = line.split()
    context, error = attempt(library.make, steps[0])
    if error is not None:
        return error
    results = ["ok"]
    for step in steps[1:]:
        result, error = attempt(library.apply, context, step)
        results.append(error or str(result))
    settings = library.settings(context)
    key = library.key(context, line)
    if key not in known:
        known[key] = [",".join(measure.negotiable(context, role)) or "-" for role in ("client", "server")]
        known[key] += [measure.wrap_error(context, role) or "ok" for role in ("client", "server")]
    return " ".join(results + settings + known[key])


def main():
    library = {"ssl": Stdlib, "pyopenssl": PyOpenSsl}[sys.argv[1]]()
    print("fact python %d.%d" % sys.version_info[:2])
    print("fact release %s" % platform.python_version())
    print("fact implementation %s" % platform.python_implementation())
    print("fact openssl %s" % library.openssl)
    for name, value in library.facts():
        print("fact %s %s" % (name, value))
    print("ready")
    known = {}
    for line in iter(sys.stdin.readline, ""):
        print(run(library, line.strip(), known))
    print("measured %d" % len(known))
    sys.stdout.flush()


main()
