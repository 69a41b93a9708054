//! Functions as objects, calls that do not fit, recursion, and what `functools`,
//! `copy`, `types` and `weakref` do with the program's things.

use super::check_between;

const LOW: &str = "1 1.1 1.2 1.3";
const DEFAULT: &str = "1.2 1.3";
const HIGH: &str = "1.3";

#[test]
fn recursion_with_known_arguments_goes_to_its_end() {
    check_between(&[
        (
            "def f(n):\n    return 772 if n == 0 else f(n - 1)\nc.minimum_version = f(12)",
            HIGH,
        ),
        (
            "def fact(n):\n    return 1 if n < 2 else n * fact(n - 1)\nc.minimum_version = 772 - fact(5) + 120",
            HIGH,
        ),
        (
            "def walk(t):\n    return max([walk(x) for x in t]) if isinstance(t, list) else t\nc.minimum_version = walk([769, [770, [[[772]]]]])",
            HIGH,
        ),
    ]);
}

#[test]
fn calls_that_do_not_fit_raise() {
    check_between(&[
        (
            "def f(a, /, **k):\n    return k['a']\nc.minimum_version = f(1, a=772)",
            HIGH,
        ),
        (
            "def f(a):\n    pass\ntry:\n    f()\nexcept TypeError:\n    low()",
            LOW,
        ),
        (
            "def f(a):\n    pass\ntry:\n    f(1, b=2)\nexcept TypeError:\n    low()",
            LOW,
        ),
        (
            "def f(a, *, b=1):\n    pass\ntry:\n    f(1, b=2)\nexcept TypeError:\n    low()",
            DEFAULT,
        ),
    ]);
}

#[test]
fn functions_have_attributes() {
    check_between(&[
        (
            "def f(v=769):\n    return v\nf.__defaults__ = (772,)\nc.minimum_version = f()",
            "1.3~",
        ),
        ("def f(): pass\nf.v = 772\nc.minimum_version = f.v", HIGH),
        (
            "def f(): pass\nf.__dict__['v'] = 772\nc.minimum_version = getattr(f, 'v', 769)",
            HIGH,
        ),
        (
            "def f(): pass\nif f.__name__ == 'f' and not hasattr(f, 'x'):\n    low()",
            LOW,
        ),
        (
            "import functools\ndef d(f):\n    @functools.wraps(f)\n    def g():\n        return 769\n    return g\n\
             @d\ndef f():\n    return 772\nc.minimum_version = f.__wrapped__()",
            HIGH,
        ),
    ]);
}

#[test]
fn functools_dispatches_and_orders() {
    check_between(&[
        (
            "from functools import singledispatch\n@singledispatch\ndef f(x):\n    return 769\n@f.register\ndef _(x: int):\n    return 772\nc.minimum_version = f(1)",
            HIGH,
        ),
        (
            "from functools import cmp_to_key\nc.minimum_version = sorted([769, 772], key=cmp_to_key(lambda a, b: b - a))[0]",
            HIGH,
        ),
        (
            "from functools import partialmethod\nclass K:\n    def at(self, v):\n        return v\n    high = partialmethod(at, v=772)\nc.minimum_version = K().high()",
            HIGH,
        ),
    ]);
}

#[test]
fn copies_are_other_objects() {
    check_between(&[
        (
            "import copy\na = [769]\nb = copy.copy(a)\nb[0] = 772\nc.minimum_version = a[0]",
            LOW,
        ),
        (
            "import copy\na = {'v': [772]}\nb = copy.deepcopy(a)\nb['v'][0] = 769\nc.minimum_version = a['v'][0]",
            HIGH,
        ),
        (
            "import copy\nclass K:\n    v = 769\na = K()\na.v = 772\nb = copy.copy(a)\na.v = 769\nc.minimum_version = b.v",
            HIGH,
        ),
        (
            "import copy\ntry:\n    copy.copy(c)\nexcept TypeError:\n    low()",
            LOW,
        ),
    ]);
}

#[test]
fn views_and_weak_references_show_what_is_there() {
    check_between(&[
        (
            "import types\nd = {'v': 769}\np = types.MappingProxyType(d)\nd['v'] = 772\nc.minimum_version = p['v']",
            HIGH,
        ),
        (
            "import weakref\nclass K:\n    v = 772\nk = K()\nr = weakref.ref(k)\nc.minimum_version = r().v",
            HIGH,
        ),
        (
            "import weakref\nclass K: pass\nk = K()\nr = weakref.ref(k)\ndel k\nif r() is None:\n    low()",
            LOW,
        ),
    ]);
}
