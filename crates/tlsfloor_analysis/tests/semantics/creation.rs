//! How classes and instances come to be.

use super::check;

#[test]
fn metaclasses_decide_what_classes_hold() {
    check(&[
        (
            "class M(type):\n    def __new__(mcs, name, bases, namespace):\n        namespace['p'] = ssl.PROTOCOL_TLSv1_2\n        return super().__new__(mcs, name, bases, namespace)\nclass A(metaclass=M):\n    p = ssl.PROTOCOL_TLSv1\nssl.SSLContext(A.p).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "class M(type):\n    def __new__(mcs, name, bases, namespace, **given):\n        return type.__new__(mcs, name, bases, {**namespace, **given})\n    def __init__(cls, *a, **k):\n        super().__init__(*a)\nclass A(metaclass=M, p=ssl.PROTOCOL_TLSv1_2):\n    pass\nclass B(A, p=ssl.PROTOCOL_TLSv1):\n    pass\nssl.SSLContext(A.p).wrap_socket(s)\nssl.SSLContext(B().p).wrap_socket(s)",
            &["1.2", "1"],
        ),
        (
            "class M(type):\n    made = {}\n    def __init__(cls, name, bases, namespace):\n        M.made[name] = cls\nclass A(metaclass=M):\n    p = ssl.PROTOCOL_TLSv1_2\nclass B(A):\n    p = ssl.PROTOCOL_TLSv1\nssl.SSLContext(M.made['A'].p).wrap_socket(s)\nssl.SSLContext(M.made['B'].p).wrap_socket(s)",
            &["1.2", "1"],
        ),
        (
            "class M(type):\n    def make(cls):\n        return ssl.SSLContext(cls.p)\n    @property\n    def q(cls):\n        return cls.p\n    def __getattr__(cls, name):\n        return ssl.PROTOCOL_TLSv1_1\n    def __getitem__(cls, key):\n        return key\n    def __iter__(cls):\n        return iter([cls.p])\n    def __contains__(cls, key):\n        return key == 1\nclass A(metaclass=M):\n    p = ssl.PROTOCOL_TLSv1_2\nA.make().wrap_socket(s)\nssl.SSLContext(A.q).wrap_socket(s)\nssl.SSLContext(A.other).wrap_socket(s)\nssl.SSLContext(A[ssl.PROTOCOL_TLSv1]).wrap_socket(s)\nssl.SSLContext(list(A)[0]).wrap_socket(s)\nssl.SSLContext(A.p if 1 in A else 2).wrap_socket(s)",
            &["1.2", "1.2", "1.1", "1", "1.2", "1.2"],
        ),
        (
            "class M(type):\n    def __call__(cls, *args):\n        made = super().__call__(*args)\n        made.q = made.p\n        return made\nclass A(metaclass=M):\n    def __init__(self, p):\n        self.p = p\nssl.SSLContext(A(ssl.PROTOCOL_TLSv1_2).q).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "class M(type):\n    made = {}\n    def __call__(cls):\n        if cls not in cls.made:\n            cls.made[cls] = super(M, cls).__call__()\n        return cls.made[cls]\nclass A(metaclass=M):\n    def __init__(self):\n        self.c = ssl.SSLContext(ssl.PROTOCOL_TLS)\nA().c.options |= ssl.OP_NO_TLSv1_2\nA().c.wrap_socket(s)",
            &["1.3"],
        ),
        (
            "class M(type):\n    def __setattr__(cls, name, value):\n        super().__setattr__(name, ssl.PROTOCOL_TLSv1_2)\nclass A(metaclass=M):\n    pass\nA.p = ssl.PROTOCOL_TLSv1\nssl.SSLContext(A.p).wrap_socket(s)",
            &["1.2"],
        ),
    ]);
}

#[test]
fn subclasses_are_announced() {
    check(&[
        (
            "class A:\n    made = {}\n    def __init_subclass__(cls, name=None, **given):\n        super().__init_subclass__(**given)\n        cls.made[name] = cls\nclass B(A, name='b'):\n    p = ssl.PROTOCOL_TLSv1\nclass C(A, name='c'):\n    p = ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(A.made['c'].p).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "class A:\n    p = ssl.PROTOCOL_TLSv1\nclass B(A):\n    p = ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(A.__subclasses__()[0].p).wrap_socket(s)\nssl.SSLContext({k.__name__: k.p for k in B.__mro__[:2]}['A']).wrap_socket(s)",
            &["1.2", "1"],
        ),
    ]);
}

#[test]
fn classes_are_made_by_calls() {
    check(&[
        (
            "A = type('A', (object,), {'p': ssl.PROTOCOL_TLSv1_2, 'get': lambda self: self.p})\nssl.SSLContext(A.p).wrap_socket(s)\nssl.SSLContext(A().get()).wrap_socket(s)",
            &["1.2", "1.2"],
        ),
        (
            "class A:\n    def __init__(self):\n        self.p = ssl.PROTOCOL_TLSv1_2\nB = type('B', (A,), {})\nssl.SSLContext(B().p).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "class A:\n    p = ssl.PROTOCOL_TLSv1\ndef changed(cls):\n    class New(cls):\n        p = ssl.PROTOCOL_TLSv1_2\n    return New\n@changed\nclass B(A):\n    pass\nssl.SSLContext(B.p).wrap_socket(s)\nssl.SSLContext(A.p).wrap_socket(s)",
            &["1.2", "1"],
        ),
        (
            "class A:\n    def get(self):\n        return __class__.p\n    def same(self):\n        return type(self).p\n    p = ssl.PROTOCOL_TLSv1\nclass B(A):\n    p = ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(B().get()).wrap_socket(s)\nssl.SSLContext(B().same()).wrap_socket(s)\nssl.SSLContext(B().__class__().p).wrap_socket(s)",
            &["1", "1.2", "1.2"],
        ),
    ]);
}

#[test]
fn instances_come_from_new() {
    check(&[
        (
            "class A:\n    one = None\n    def __new__(cls):\n        if cls.one is None:\n            cls.one = super(A, cls).__new__(cls)\n            cls.one.p = ssl.PROTOCOL_TLSv1\n        return cls.one\nA().p = ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(A().p).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "class A:\n    def __new__(cls, low):\n        if cls is A:\n            return object.__new__(B if low else C)\n        return super().__new__(cls)\n    def __init__(self, low):\n        self.q = self.p\nclass B(A):\n    p = ssl.PROTOCOL_TLSv1\nclass C(A):\n    p = ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(A(1).q).wrap_socket(s)\nssl.SSLContext(A(0).q).wrap_socket(s)",
            &["1", "1.2"],
        ),
        (
            "class A:\n    def __new__(cls):\n        return ssl.PROTOCOL_TLSv1_2\n    def __init__(self):\n        raise ValueError\nssl.SSLContext(A()).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "import typing\nclass A(typing.NamedTuple('A', [('p', int), ('q', int)])):\n    def __new__(cls, p):\n        return super().__new__(cls, p, ssl.PROTOCOL_TLSv1_2)\nssl.SSLContext(A(1).q).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "import os\nclass A: p = ssl.PROTOCOL_TLSv1\nclass B: p = ssl.PROTOCOL_TLSv1_2\ncls = A if os.environ.get('X') else B\nmade = cls()\nssl.SSLContext(made.p).wrap_socket(s)",
            &["1 1.2"],
        ),
    ]);
}

#[test]
fn what_classes_have_and_are() {
    check(&[
        (
            "from abc import ABC\nclass A(ABC): pass\nclass B(A):\n    p = 1\nclass C: pass\nl, h = ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(h if isinstance(B(), A) else l).wrap_socket(s)\nssl.SSLContext(l if isinstance(C(), A) else h).wrap_socket(s)\nssl.SSLContext(l if hasattr(C(), 'p') else h).wrap_socket(s)\nssl.SSLContext(h if hasattr(B, 'p') else l).wrap_socket(s)",
            &["1.2", "1.2", "1.2", "1.2"],
        ),
        (
            "class M(type): pass\nclass A(metaclass=M): pass\nl, h = ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(h if isinstance(A, M) else l).wrap_socket(s)\nssl.SSLContext(h if type(A) is M else l).wrap_socket(s)",
            &["1.2", "1.2"],
        ),
    ]);
}
