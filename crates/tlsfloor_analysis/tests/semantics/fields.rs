//! Named tuples, dataclasses, namespaces, and classes derived from containers.

use super::check_between;

const LOW: &str = "1 1.1 1.2 1.3";
const DEFAULT: &str = "1.2 1.3";
const HIGH: &str = "1.3";

#[test]
fn named_tuples_are_tuples_with_names() {
    check_between(&[
        (
            "from collections import namedtuple\nP = namedtuple('P', 'a b')\nc.minimum_version = P(769, 772).a",
            LOW,
        ),
        (
            "from collections import namedtuple\nP = namedtuple('P', ['a', 'b'], defaults=[769])\na, b = P(772)\nc.minimum_version = b",
            LOW,
        ),
        (
            "from collections import namedtuple\nP = namedtuple('P', 'a b')\np = P(b=769, a=772)._replace(a=771)\nc.minimum_version = p[-1]",
            LOW,
        ),
        (
            "from typing import NamedTuple\nclass P(NamedTuple):\n    a: int\n    b: int = 769\n    def low(self):\n        return self.b\nc.minimum_version = P(772).low()",
            LOW,
        ),
        (
            "from collections import namedtuple\nP = namedtuple('P', 'a b')\nif P(1, 2) == (1, 2) and P(1, 2) < P(1, 3) and len(P(1, 2)) == 2:\n    low()",
            LOW,
        ),
        (
            "from collections import namedtuple\nP = namedtuple('P', 'a b')\nfor k, v in P(772, 769)._asdict().items():\n    if k == 'b':\n        c.minimum_version = v",
            LOW,
        ),
        (
            "from collections import namedtuple\nP = namedtuple('P', 'a')\np = P._make([772])\ntry:\n    p.a = 1\nexcept AttributeError:\n    low()",
            LOW,
        ),
        (
            "from collections import namedtuple\nclass A:\n    @property\n    def a(self):\n        return 772\nP = namedtuple('P', 'a')\nc.minimum_version = P(769).a",
            LOW,
        ),
    ]);
}

#[test]
fn dataclasses_are_constructed_from_their_fields() {
    check_between(&[
        (
            "from dataclasses import dataclass\n@dataclass\nclass A:\n    v: int = 772\n    w: int = 769\nc.minimum_version = A(771).w",
            LOW,
        ),
        (
            "import dataclasses\n@dataclasses.dataclass\nclass A:\n    l: list = dataclasses.field(default_factory=lambda: [769])\na, b = A(), A()\nb.l.append(772)\nc.minimum_version = a.l[-1]",
            LOW,
        ),
        (
            "from dataclasses import dataclass, field\n@dataclass\nclass A:\n    v: int\n    w: int = field(init=False)\n    def __post_init__(self):\n        self.w = self.v + 1\nc.minimum_version = A(768).w",
            LOW,
        ),
        (
            "from dataclasses import dataclass\n@dataclass\nclass A:\n    v: int = 772\n@dataclass\nclass B(A):\n    w: int = 1\n    v: int = 769\nc.minimum_version = B().v",
            LOW,
        ),
        (
            "from dataclasses import dataclass, replace\n@dataclass(frozen=True)\nclass A:\n    v: int\n    w: int = 769\na = A(772)\ntry:\n    a.v = 1\nexcept AttributeError:\n    c.minimum_version = replace(a, v=771).w",
            LOW,
        ),
        (
            "from dataclasses import dataclass, asdict, astuple\n@dataclass(order=True)\nclass A:\n    v: int\nif A(1) == A(1) and A(1) < A(2) and asdict(A(3)) == {'v': 3} and astuple(A(4))[0] == 4:\n    low()",
            LOW,
        ),
        (
            "from dataclasses import dataclass\nfrom typing import ClassVar\n@dataclass\nclass A:\n    n: ClassVar[int] = 772\n    v: int = 0\nc.minimum_version = A(769).v",
            LOW,
        ),
    ]);
}

#[test]
fn namespaces_hold_what_they_are_given() {
    check_between(&[
        (
            "from types import SimpleNamespace\nn = SimpleNamespace(v=772)\nn.v = 769\nc.minimum_version = n.v",
            LOW,
        ),
        (
            "import argparse\nn = argparse.Namespace(v=769)\nfor k, v in vars(n).items():\n    c.minimum_version = v",
            LOW,
        ),
    ]);
}

#[test]
fn classes_derived_from_containers_are_containers() {
    check_between(&[
        (
            "class D(dict):\n    pass\nd = D(v=769)\nc.minimum_version = d['v']",
            LOW,
        ),
        (
            "class D(dict):\n    def __getattr__(self, name):\n        return self[name]\n    def __setattr__(self, name, value):\n        self[name] = value\nd = D(v=769)\nd.w = 772\nc.minimum_version = d.w\nc.minimum_version = d.v",
            LOW,
        ),
        (
            "class D(dict):\n    def __missing__(self, key):\n        return 769\nc.minimum_version = D(w=772)['v']",
            LOW,
        ),
        (
            "class D(dict):\n    def __init__(self, *a, **k):\n        super().__init__(*a, **k)\n        self['w'] = 769\nd = D({'v': 772})\nc.minimum_version = d.get('w')",
            LOW,
        ),
        (
            "class D(dict):\n    def __setitem__(self, key, value):\n        super().__setitem__(key, 769)\nd = D()\nd['v'] = 772\nc.minimum_version = d['v']",
            LOW,
        ),
        (
            "class L(list):\n    def last(self):\n        return self[-1]\nl = L([772])\nl.append(769)\nc.minimum_version = l.last()",
            LOW,
        ),
        (
            "class D(dict):\n    pass\nif not D() and 'v' in D(v=1):\n    high()",
            HIGH,
        ),
        (
            "class D(dict):\n    pass\nfor k in D():\n    low()",
            DEFAULT,
        ),
    ]);
}

#[test]
fn enumerations_have_members_with_methods() {
    check_between(&[
        (
            "from enum import Enum\nclass L(Enum):\n    A = 769\n    def low(self):\n        return self.value\nc.minimum_version = L.A.low()",
            LOW,
        ),
        (
            "from enum import Enum\nclass L(Enum):\n    A = ('a', 769)\n    B = ('b', 772)\n    def __init__(self, label, version):\n        self.label = label\n        self.version = version\n    @classmethod\n    def of(cls, label):\n        for m in cls:\n            if m.label == label:\n                return m\nc.minimum_version = L.of('a').version",
            LOW,
        ),
        (
            "from enum import IntEnum, auto\nclass L(IntEnum):\n    A = auto()\n    B = auto()\nc.minimum_version = 767 + L.B if L.A == 1 else 772",
            LOW,
        ),
        (
            "from enum import Enum\nclass L(Enum):\n    A = 1\n    @property\n    def v(self):\n        return 769 if self is L.A else 772\nif L.A != 1 and L(1) is L.A and L['A'].name == 'A':\n    c.minimum_version = L.A.v",
            LOW,
        ),
        (
            "from enum import Flag\nclass F(Flag):\n    A = 1\n    B = 2\nif F.A in F.A | F.B and F.B not in F.A and not F.A & F.B:\n    low()",
            LOW,
        ),
        (
            "from enum import Enum\nclass L(str, Enum):\n    A = 'x'\nif L.A == 'x' and L.A.upper() == 'X' and list(L.__members__) == ['A']:\n    low()",
            LOW,
        ),
    ]);
}
