//! What happens behind the text of a program: code that runs out of sight, code
//! that changes what names mean, and operations that may raise.

use super::{check, verdicts};

const SAFE: &[&str] = &["1.2 1.3"];
const SAFE_PERHAPS: &[&str] = &["1.2 1.3~"];
const LOW: &[&str] = &["1 1.1 1.2 1.3"];

/// Runs each program after the line that makes `c` a default context, and
/// before the line that connects it.
fn between(rows: &[(&str, &[&str])]) {
    let programs: Vec<String> = rows
        .iter()
        .map(|(code, _)| format!("c = ssl.create_default_context()\n{code}\nc.wrap_socket(s)"))
        .collect();
    let rows: Vec<(&str, &[&str])> = programs
        .iter()
        .zip(rows)
        .map(|(program, (_, expected))| (program.as_str(), *expected))
        .collect();
    check(&rows);
}

#[test]
fn a_program_that_changes_itself_is_never_exact() {
    between(&[
        ("vars(ssl)['x'] = 1", SAFE_PERHAPS),
        ("ssl.__dict__.update(x)", SAFE_PERHAPS),
        ("exec(x)", SAFE_PERHAPS),
        ("eval(x)", SAFE_PERHAPS),
        ("sys.modules['ssl'] = x", SAFE_PERHAPS),
        ("import builtins\nbuiltins.getattr = x", SAFE_PERHAPS),
        ("class A: pass\nA().__class__ = x", SAFE_PERHAPS),
        ("def f(): pass\nf.__code__ = x", SAFE_PERHAPS),
        ("def f(v=1): pass\nf.__defaults__ = x", SAFE_PERHAPS),
        ("class A(metaclass=M): pass", SAFE_PERHAPS),
        (
            "class A:\n    @classmethod\n    def __subclasshook__(cls, other): pass",
            SAFE_PERHAPS,
        ),
        (
            "from unittest import mock\nmock.patch.object(ssl, 'X')",
            SAFE_PERHAPS,
        ),
    ]);
}

#[test]
fn reading_a_namespace_changes_nothing() {
    between(&[
        ("globals().get('x')", SAFE),
        ("sorted(vars(ssl))", SAFE),
        ("len(ssl.__dict__)", SAFE),
        (
            "from abc import ABCMeta\nclass A(metaclass=ABCMeta): pass",
            SAFE,
        ),
        ("import sys\nsys.modules.get('ssl')", SAFE),
        ("class A:\n    def __init_subclass__(cls): pass", SAFE),
        ("class M(type): pass\nclass A(metaclass=M): pass", SAFE),
    ]);
}

#[test]
fn what_is_handed_out_may_hold_anything_afterwards() {
    between(&[
        (
            "l = [772]\nunknown(l)\nc.minimum_version = l[0]",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "d = {'v': 772}\nunknown(d)\nc.minimum_version = d['v']",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "class A: pass\na = A()\na.v = 772\nunknown(a)\nc.minimum_version = a.v",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "class A: v = 772\na = A()\nunknown(a)\nc.minimum_version = a.v",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "v = 772\ndef f():\n    global v\n    v = 769\nunknown(f)\nc.minimum_version = v",
            &["1 1.1 1.2 1.3~"],
        ),
        ("l = [772]\nc.minimum_version = l[0]\nunknown(l)", &["1.3"]),
    ]);
}

#[test]
fn comparisons() {
    between(&[
        // The second comparison of a chain runs only if the first holds.
        (
            "def f():\n    c.minimum_version = 769\n    return 1\n3 < 2 < f()",
            SAFE,
        ),
        (
            "def f():\n    c.minimum_version = 769\n    return 1\n1 < 2 < f()",
            LOW,
        ),
        // Equal data need not be one object, and NaN is not even equal to itself.
        (
            "a = 1000\nif a is int('1000'):\n    c.minimum_version = 769",
            LOW,
        ),
        (
            "x = float('nan')\nif x != x:\n    c.minimum_version = 769",
            LOW,
        ),
        (
            "class A:\n    def __eq__(self, other): return other is None\nif A() == None:\n    c.minimum_version = 769",
            LOW,
        ),
        (
            "x = os.environ.get('X')\nif x == os.environ.get('X'):\n    pass\nelse:\n    c.minimum_version = 769",
            SAFE,
        ),
    ]);
}

#[test]
fn operations_that_raise() {
    between(&[
        (
            "try:\n    missing_name\nexcept NameError:\n    c.minimum_version = 769",
            LOW,
        ),
        (
            "def f(a): pass\ntry:\n    f()\nexcept TypeError:\n    c.minimum_version = 769",
            LOW,
        ),
        (
            "try:\n    [1].index(2)\nexcept ValueError:\n    c.minimum_version = 769",
            LOW,
        ),
        (
            "try:\n    1 + 'a'\nexcept TypeError:\n    c.minimum_version = 769",
            LOW,
        ),
    ]);
}

#[test]
fn the_environment_changes_when_it_is_written() {
    between(&[(
        "a = os.environ.get('A')\nos.environ['A'] = 'x'\nif a != os.environ.get('A'):\n    c.minimum_version = 769",
        LOW,
    )]);
}

#[test]
fn items_of_unknown_things_change_when_they_are_written() {
    between(&[(
        "u = unknown()\na = u[0]\nu[0] = 2\nif a != u[0]:\n    c.minimum_version = 769",
        LOW,
    )]);
}

#[test]
fn enumerations_have_aliases() {
    between(&[(
        "import enum\nclass E(enum.Enum):\n    A = 769\n    B = 769\nc.minimum_version = E.B.value\nif E.A is not E.B:\n    c.minimum_version = 772",
        LOW,
    )]);
}

#[test]
fn a_class_body_is_no_scope_for_what_is_in_it() {
    let code = |iterable: &str| {
        format!("v = 769\nclass C:\n    v = 772\n    l = [{iterable}]\nc.minimum_version = C.l[0]")
    };
    between(&[
        (&code("v for _ in (1,)"), LOW),
        (&code("w for w in (v,)"), &["1.3"]),
    ]);
}

#[test]
fn a_list_that_grows_while_it_is_gone_through_is_not_exact() {
    between(&[
        (
            "l = [1]\nfor x in l:\n    if len(l) < 3: l.append(x + 1)\n    if x == 3: c.minimum_version = 769",
            SAFE_PERHAPS,
        ),
        ("l = [1]\nfor x in l:\n    l.append(2)\n    break", SAFE),
    ]);
}

#[test]
fn a_constant_that_a_python_lacks_ends_the_path_there() {
    let code = "import ssl\nc = ssl.create_default_context()\nc.minimum_version = ssl.TLSVersion.TLSv1\nc.wrap_socket(s)";
    assert!(verdicts(code, (3, 6)).is_empty());
    assert_eq!(verdicts(code, (3, 7)), LOW);
    // Unless no Python has all that is used.
    let code = "import ssl\nssl.TLSVersion.TLSv1_2\nssl.PROTOCOL_TLS\nssl.PROTOCOL_SSLv9\nssl.create_default_context().wrap_socket(s)";
    assert_eq!(verdicts(code, (3, 11)), SAFE);
}

#[test]
fn methods_from_a_library_run_as_the_library_does() {
    let class = "from requests.adapters import HTTPAdapter\nclass A(HTTPAdapter):\n    def init_poolmanager(self, *args, **kwargs):\n        kwargs['ssl_version'] = ssl.PROTOCOL_TLSv1\n        ";
    for call in [
        "super().init_poolmanager(*args, **kwargs)",
        "super(A, self).init_poolmanager(1, 2, **kwargs)",
        "HTTPAdapter.init_poolmanager(self, *args, **kwargs)",
    ] {
        check(&[(&format!("{class}{call}"), &["1"])]);
    }
}

#[test]
fn a_method_that_connects_is_followed_where_it_is_handed_to() {
    check(&[
        (
            "from concurrent.futures import ThreadPoolExecutor\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\nThreadPoolExecutor().submit(c.wrap_socket, s)",
            &["1"],
        ),
        (
            "ssl.SSLContext.wrap_socket(ssl.SSLContext(ssl.PROTOCOL_TLSv1), s)",
            &["1"],
        ),
    ]);
}

#[test]
fn unknown_keywords_may_hold_the_context() {
    check(&[
        (
            "async def f(loop, **kwargs):\n    await loop.create_connection(g, 'h', 1, **kwargs)",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "async def f(loop):\n    await loop.create_connection(g, 'h', 1)",
            &[],
        ),
    ]);
}

#[test]
fn what_clients_of_the_standard_library_call_is_bound_when_ssl_is_imported() {
    let other = "make = ssl.create_default_context\ndef other(*a, **k):\n    c = make()\n    \
                 c.minimum_version = 769\n    return c\n";
    let connect = "\nssl._create_default_https_context().wrap_socket(s)";
    let replaced = |name: &str| format!("{other}ssl.{name} = other{connect}");
    check(&[
        (
            &replaced("create_default_context"),
            &["1.2 1.3", "[1 1.1 1.2 1.3]"],
        ),
        (&replaced("_create_default_https_context"), LOW),
    ]);
}

#[test]
fn methods_that_code_out_of_sight_may_call_are_not_overlooked() {
    let lowers = "def low():\n    c.minimum_version = 769\n";
    let programs: Vec<String> = [
        "class A:\n    def run(self):\n        low()\nunknown(A())",
        "class A:\n    def run(self):\n        low()\nunknown([A()])",
        "class A:\n    def __repr__(self):\n        low()\n        return ''\nf'{[A()]}'",
        "class A:\n    def __index__(self):\n        low()\n        return 0\n[1][A()]",
        "import importlib\nimportlib.reload(sys)",
    ]
    .iter()
    .map(|code| format!("{lowers}{code}"))
    .collect();
    let rows: Vec<(&str, &[&str])> = programs
        .iter()
        .map(|code| (code.as_str(), SAFE_PERHAPS))
        .collect();
    between(&rows);
}
