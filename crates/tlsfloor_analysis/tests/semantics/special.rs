//! Special methods: operators, items, truth, attributes, namespaces of objects.
//!
//! Each program lowers or raises a context only if the method runs, where and
//! with what Python calls it.

use super::check_between;

const LOW: &str = "1 1.1 1.2 1.3";
const DEFAULT: &str = "1.2 1.3";
const HIGH: &str = "1.3";

#[test]
fn operators_run_the_methods_of_their_operands() {
    check_between(&[
        (
            "class O:\n    def __add__(self, other):\n        other()\nO() + low",
            LOW,
        ),
        (
            "class O:\n    def __radd__(self, other):\n        high()\n1 + O()",
            HIGH,
        ),
        (
            "class A:\n    def __add__(self, other):\n        return NotImplemented\nclass B:\n    def __radd__(self, other):\n        low()\nA() + B()",
            LOW,
        ),
        (
            "class A:\n    def __add__(self, other):\n        low()\nclass B(A):\n    def __radd__(self, other):\n        high()\nA() + B()",
            HIGH,
        ),
        (
            "class O:\n    def __iadd__(self, other):\n        other()\n        return self\no = O()\no += high",
            HIGH,
        ),
        (
            "class O:\n    def __add__(self, other):\n        return other\no = O()\no += 769\nc.minimum_version = o",
            LOW,
        ),
        ("class O:\n    def __neg__(self):\n        low()\n-O()", LOW),
        (
            "class O:\n    def __lt__(self, other):\n        return other == 1\nif O() < 1:\n    low()\nif O() < 2:\n    high()",
            LOW,
        ),
        (
            "class O:\n    def __eq__(self, other):\n        return other == 1\nif O() == 1 and O() != 2:\n    low()",
            LOW,
        ),
        (
            "class O:\n    def __contains__(self, item):\n        return item == 'x'\nif 'x' in O() and 'y' not in O():\n    low()",
            LOW,
        ),
    ]);
}

#[test]
fn items_and_truth_are_asked_of_the_class() {
    check_between(&[
        (
            "class O:\n    def __getitem__(self, key):\n        key()\nO()[low]",
            LOW,
        ),
        (
            "class O:\n    def __setitem__(self, key, value):\n        value()\nO()[1] = high",
            HIGH,
        ),
        (
            "class O:\n    def __delitem__(self, key):\n        low()\no = O()\ndel o[1]",
            LOW,
        ),
        (
            "class O:\n    def __bool__(self):\n        return False\nif O():\n    low()",
            DEFAULT,
        ),
        (
            "class O:\n    def __len__(self):\n        return 2\nif O() and len(O()) == 2:\n    low()",
            LOW,
        ),
        (
            "class O:\n    def __str__(self):\n        return 'a'\nif str(O()) == 'a':\n    low()",
            LOW,
        ),
        (
            "class O:\n    def __int__(self):\n        return 769\nc.minimum_version = int(O())",
            LOW,
        ),
    ]);
}

#[test]
fn properties_are_read_written_and_deleted() {
    check_between(&[
        (
            "class A:\n    @property\n    def p(self):\n        return self._p\n    @p.setter\n    def p(self, v):\n        self._p = v + 1\na = A()\na.p = 768\nc.minimum_version = a.p",
            LOW,
        ),
        (
            "class A:\n    @property\n    def p(self): pass\n    @p.deleter\n    def p(self):\n        low()\na = A()\ndel a.p",
            LOW,
        ),
        (
            "class A:\n    def g(self):\n        return 769\n    def s(self, v):\n        v()\n    p = property(g, s)\na = A()\na.p = low\na.p = high\nc.minimum_version = a.p",
            LOW,
        ),
        (
            "class A:\n    @property\n    def p(self):\n        return 769\na = A()\ntry:\n    a.p = 1\nexcept AttributeError:\n    c.minimum_version = a.p",
            LOW,
        ),
        (
            "class A:\n    @property\n    def p(self):\n        return 772\nclass B(A):\n    @A.p.setter\n    def p(self, v):\n        low()\nB().p = 1",
            LOW,
        ),
        (
            "import functools\nclass A:\n    v = 769\n    @functools.cached_property\n    def p(self):\n        return self.v\na = A()\na.p\na.v = 772\nc.minimum_version = a.p",
            LOW,
        ),
    ]);
}

#[test]
fn descriptors_decide_about_attributes() {
    check_between(&[
        (
            "class D:\n    def __set_name__(self, owner, name):\n        self.name = '_' + name\n    def __get__(self, obj, owner):\n        return getattr(obj, self.name)\n    def __set__(self, obj, value):\n        setattr(obj, self.name, value + 1)\nclass A:\n    p = D()\na = A()\na.p = 768\nc.minimum_version = a.p",
            LOW,
        ),
        (
            "class D:\n    def __get__(self, obj, owner):\n        return 769 if obj is None else 772\nclass A:\n    p = D()\nc.minimum_version = A.p",
            LOW,
        ),
        // One without `__set__` is hidden by what the instance holds.
        (
            "class D:\n    def __get__(self, obj, owner):\n        return 772\nclass A:\n    p = D()\na = A()\na.p = 769\nc.minimum_version = a.p",
            LOW,
        ),
    ]);
}

#[test]
fn classes_may_be_asked_for_every_attribute() {
    check_between(&[
        (
            "class A:\n    def __getattr__(self, name):\n        return {'low': 769}[name]\nc.minimum_version = A().low",
            LOW,
        ),
        (
            "class A:\n    v = 772\n    def __getattribute__(self, name):\n        if name == 'v':\n            return 769\n        return object.__getattribute__(self, name)\nc.minimum_version = A().v",
            LOW,
        ),
        (
            "class A:\n    def __setattr__(self, name, value):\n        super().__setattr__(name, value - 1)\na = A()\na.v = 770\nc.minimum_version = a.v",
            LOW,
        ),
        (
            "class P:\n    def __init__(self, inner):\n        object.__setattr__(self, 'inner', inner)\n    def __getattr__(self, name):\n        return getattr(self.inner, name)\n    def __setattr__(self, name, value):\n        setattr(self.inner, name, value)\nP(c).minimum_version = 769",
            LOW,
        ),
        (
            "class A:\n    def __delattr__(self, name):\n        low()\na = A()\ndel a.x",
            LOW,
        ),
    ]);
}

#[test]
fn namespaces_are_views() {
    check_between(&[
        ("globals()['x'] = 769\nc.minimum_version = x", LOW),
        (
            "class A: pass\na = A()\na.__dict__['v'] = 769\nc.minimum_version = a.v",
            LOW,
        ),
        (
            "class A: pass\na = A()\nvars(a).update(v=769)\nc.minimum_version = a.v",
            LOW,
        ),
        (
            "class A: pass\na = A()\na.__dict__ = {'v': 769}\nc.minimum_version = a.v",
            LOW,
        ),
        (
            "class A: pass\na = A()\na.v = 769\nc.minimum_version = a.__dict__.pop('v')\nif hasattr(a, 'v'):\n    high()",
            LOW,
        ),
        (
            "class A: v = 769\nfor k, w in vars(A).items():\n    if k == 'v':\n        c.minimum_version = w",
            LOW,
        ),
    ]);
}

#[test]
fn getters_take_what_they_were_told() {
    check_between(&[
        (
            "import operator\nc.minimum_version = operator.attrgetter('TLSVersion.TLSv1')(ssl)",
            LOW,
        ),
        (
            "from operator import itemgetter\na, b = itemgetter('a', 'b')({'a': 772, 'b': 769})\nc.minimum_version = b",
            LOW,
        ),
        (
            "from operator import methodcaller\nc.minimum_version = methodcaller('get', 'x', 769)({})",
            LOW,
        ),
        (
            "c.minimum_version = vars(ssl).get('TLSVersion').TLSv1 if 'TLSVersion' in vars(ssl) else 772",
            LOW,
        ),
        ("c.minimum_version = ssl.__dict__['TLSVersion'].TLSv1", LOW),
    ]);
}
