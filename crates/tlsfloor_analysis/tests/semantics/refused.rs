//! What Python refuses to do with an attribute, and what it finds instead of
//! nothing.

use super::{check_between, verdicts};

#[test]
fn attributes_that_cannot_be_set() {
    let ahead = "import ssl, enum, collections, typing, dataclasses\n\
        class A:\n    __slots__ = ('a', '__b')\n    fixed = 3\n\
        class B(A):\n    pass\n\
        class C(A):\n    __slots__ = 'c'\n\
        class D(A):\n    __slots__ = ['__dict__']\n\
        class E(enum.Enum):\n    X = 1\n\
        N = collections.namedtuple('N', 'a b')\n\
        class T(N):\n    pass\n\
        @dataclasses.dataclass(slots=True)\nclass S:\n    a: int = 1\n";
    for (target, refused) in [
        ("A().a", false),
        ("A().z", true),
        ("A().fixed", true),
        ("B().z", false),
        ("C().a", false),
        ("C().c", false),
        ("C().z", true),
        ("D().z", false),
        ("E.X", true),
        ("E.X.value", true),
        ("E.Y", false),
        ("N(1, 2).a", true),
        ("N(1, 2).z", true),
        ("T(1, 2).z", false),
        ("S().a", false),
        ("S().z", true),
        ("(5).a", true),
        ("'x'.a", true),
        ("[].a", true),
        ("{}.a", true),
        ("None.a", true),
        ("object().a", true),
        ("ssl.TLSVersion.TLSv1", true),
        ("ssl.SSLContext(2).a", false),
        ("(lambda: 1).a", false),
    ] {
        let code = format!(
            "{ahead}c = ssl.SSLContext(ssl.PROTOCOL_TLS)\ntry:\n    {target} = 1\nexcept AttributeError:\n    c.minimum_version = 770\nc.wrap_socket(s)"
        );
        let found = verdicts(&code, (3, 11));
        let expected = if refused { "1.1 1.2 1.3" } else { "1.2 1.3" };
        assert!(found.contains(&expected.to_owned()), "{target}: {found:?}");
    }
}

#[test]
fn members_of_enumerations_that_are_missing_or_numbers() {
    super::check(&[
        (
            "import enum\nclass E(enum.Enum):\n    A = 770\n    B = 769\n    @classmethod\n    def _missing_(cls, value):\n        return cls.A if value == 'a' else None\nc = ssl.SSLContext(ssl.PROTOCOL_TLS)\nc.minimum_version = E('a').value\nc.wrap_socket(s)\ntry:\n    E('b')\nexcept ValueError:\n    c.minimum_version = 771\nc.wrap_socket(s)",
            &["1.1 1.2 1.3", "1.2 1.3"],
        ),
        (
            "import enum\nclass E(enum.IntEnum):\n    A = 770\nc = ssl.SSLContext(ssl.PROTOCOL_TLS)\nif isinstance(E.A, int) and issubclass(E, enum.Enum) and not isinstance(E.A, str):\n    c.minimum_version = E.A\nc.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn imports_by_name_of_parts() {
    let files = [
        ("pkg/__init__.py", String::new()),
        ("pkg/low.py", "import ssl\nV = 770".to_owned()),
        (
            "main.py",
            "import ssl, importlib\nc = ssl.SSLContext(ssl.PROTOCOL_TLS)\nc.minimum_version = importlib.import_module('.low', package='pkg').V\nc.wrap_socket(s)\nc.minimum_version = 771\nc.minimum_version = __import__('pkg.low', fromlist=['V']).V\nc.wrap_socket(s)\nc.minimum_version = 771\nc.minimum_version = __import__('pkg.low').low.V\nc.wrap_socket(s)".to_owned(),
        ),
    ];
    let found = super::verdicts_of(&files, (3, 11));
    assert_eq!(found, ["1.1 1.2 1.3"; 3]);
}

#[test]
fn constructors_that_fields_make_refuse_what_does_not_fit() {
    let ahead = "import ssl, dataclasses, typing\n\
        @dataclasses.dataclass\nclass A:\n    a: int\n    b: int = 1\n    c: list = dataclasses.field(default_factory=list, init=False)\n    d: typing.ClassVar[int] = 1\n\
        class N(typing.NamedTuple):\n    a: int\n    b: int = 1\n";
    for (call, refused) in [
        ("A(1)", false),
        ("A(1, 2)", false),
        ("A(1, b=2)", false),
        ("A(1, 2, 3)", true),
        ("A(1, a=2)", true),
        ("A(1, c=2)", true),
        ("A(1, z=2)", true),
        ("N(1, 2)", false),
        ("N(1, 2, 3)", true),
        ("N(1, z=3)", true),
    ] {
        let code = format!(
            "{ahead}c = ssl.SSLContext(ssl.PROTOCOL_TLS)\ntry:\n    {call}\nexcept TypeError:\n    c.minimum_version = 770\nc.wrap_socket(s)"
        );
        let expected = if refused { "1.1 1.2 1.3" } else { "1.2 1.3" };
        assert_eq!(verdicts(&code, (3, 11)), [expected], "{call}");
    }
}

#[test]
fn comparisons_leave_out_the_fields_that_say_so() {
    super::check(&[
        (
            "import dataclasses\n@dataclasses.dataclass\nclass A:\n    a: int\n    b: int = dataclasses.field(default=1, compare=False)\nc = ssl.SSLContext(ssl.PROTOCOL_TLS)\nif A(1, 2) == A(1, 3):\n    c.minimum_version = 770\nc.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
        (
            "import dataclasses\n@dataclasses.dataclass(eq=False)\nclass A:\n    a: int\nc = ssl.SSLContext(ssl.PROTOCOL_TLS)\nif A(1) != A(1):\n    c.minimum_version = 770\nc.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn a_context_that_checks_names_refuses_to_verify_nothing() {
    for (ahead, expected) in [
        ("", "1.1 1.2 1.3"),
        ("c.check_hostname = False\n    ", "1.2 1.3"),
    ] {
        let code = format!(
            "import ssl\nc = ssl.create_default_context()\ntry:\n    {ahead}c.verify_mode = ssl.CERT_NONE\nexcept ValueError:\n    c = ssl.create_default_context()\n    c.minimum_version = 770\nc.wrap_socket(s)"
        );
        let found = verdicts(&code, (3, 11));
        assert!(found.contains(&expected.to_owned()), "{ahead}: {found:?}");
    }
}

#[test]
fn what_is_missing_raises_for_any_handler_that_catches_it() {
    let ahead = "import ssl, enum\nclass A:\n    x = 1\nclass E(enum.Enum):\n    X = 1\n";
    for (operation, raises) in [
        ("A().nope", true),
        ("A.nope", true),
        ("A().x", false),
        ("A(1)", true),
        ("A()", false),
        ("E['NOPE']", true),
        ("E['X']", false),
        ("(lambda: 1)(1)", true),
        ("list(5)", true),
    ] {
        let code = format!(
            "{ahead}c = ssl.SSLContext(ssl.PROTOCOL_TLS)\ntry:\n    {operation}\nexcept Exception:\n    c.minimum_version = 770\nc.wrap_socket(s)"
        );
        let expected = if raises { "1.1 1.2 1.3" } else { "1.2 1.3" };
        assert_eq!(verdicts(&code, (3, 11)), [expected], "{operation}");
    }
}

/// Runs each statement in a `try`: `LOW` where it raises this, `HIGH` where it
/// does not.
fn tried(error: &str, rows: &[(&str, &str)]) {
    let rows: Vec<(String, &str)> = rows
        .iter()
        .map(|(code, expected)| {
            let (before, last) = code.rsplit_once('\n').unwrap_or(("", code));
            let code = format!("import collections, dataclasses, functools\n{before}\ntry:\n    {last}\n    high()\nexcept {error}:\n    low()");
            (code, *expected)
        })
        .collect();
    let rows: Vec<(&str, &str)> = rows
        .iter()
        .map(|(code, expected)| (code.as_str(), *expected))
        .collect();
    check_between(&rows);
}

const RAISED: &str = "1 1.1 1.2 1.3";
const TAKEN: &str = "1.3";

#[test]
fn keys_need_a_hash() {
    let equal = "class A:\n    def __eq__(self, other):\n        return True\n";
    let inherits = "class P:\n    def __hash__(self):\n        return 1\nclass A(P):\n    def __eq__(self, other):\n        return True\n";
    let with_hash = format!("{equal}    __hash__ = object.__hash__\n");
    let data = "@dataclasses.dataclass\nclass A:\n    x: int = 1\n";
    let frozen = "@dataclasses.dataclass(frozen=True)\nclass A:\n    x: object = 1\n";
    let forced = "@dataclasses.dataclass(unsafe_hash=True)\nclass A:\n    x: object = 1\n";
    let of_class = |class: &str, rest: &str| format!("{class}{rest}");
    let rows = [
        ("{(1, [2]): 3}".to_owned(), RAISED),
        ("{(1, 2): 3}".to_owned(), TAKEN),
        ("d = {}\nd[(1, {})] = 3".to_owned(), RAISED),
        ("{(1, (2, [3]))}".to_owned(), RAISED),
        ("(1, [2]) in {1: 2}".to_owned(), RAISED),
        ("(1, [2]) in [1]".to_owned(), TAKEN),
        ("{1: 2}.get((1, [2]))".to_owned(), RAISED),
        ("frozenset([(1, set())])".to_owned(), RAISED),
        ("dict([((1, []), 2)])".to_owned(), RAISED),
        ("dict.fromkeys([(1, [])])".to_owned(), RAISED),
        (
            "N = collections.namedtuple('N', 'a b')\n{N(1, []): 1}".to_owned(),
            RAISED,
        ),
        (
            "f = functools.lru_cache(lambda x: x)\nf((1, [2]))".to_owned(),
            RAISED,
        ),
        (of_class(equal, "{A(): 1}"), RAISED),
        (of_class(equal, "{(A(), 1): 1}"), RAISED),
        (of_class(&with_hash, "{A(): 1}"), TAKEN),
        (of_class(inherits, "hash(A())"), RAISED),
        (
            "class A:\n    __hash__ = None\nset([A()])".to_owned(),
            RAISED,
        ),
        (of_class(data, "{A(): 1}"), RAISED),
        (of_class(frozen, "{A(): 1}"), TAKEN),
        (of_class(frozen, "{A([]): 1}"), RAISED),
        (of_class(forced, "{A(): 1}"), TAKEN),
    ];
    let rows: Vec<(&str, &str)> = rows
        .iter()
        .map(|(code, expected)| (code.as_str(), *expected))
        .collect();
    tried("TypeError", &rows);
}

#[test]
fn modes_and_flags_of_verification_are_not_all_taken() {
    tried(
        "ValueError",
        &[
            ("c.verify_mode = False", RAISED),
            ("c.verify_mode = 0", RAISED),
            ("c.verify_mode = 99", RAISED),
            ("c.verify_mode = True", TAKEN),
            ("c.check_hostname = False\nc.verify_mode = False", TAKEN),
            (
                "if os.environ.get('Q'):\n    c.check_hostname = False\nc.verify_mode = ssl.CERT_NONE",
                RAISED,
            ),
        ],
    );
    tried(
        "TypeError",
        &[
            ("c.verify_mode = 'x'", RAISED),
            ("c.verify_flags = 'x'", RAISED),
            ("c.verify_flags = ssl.VERIFY_X509_STRICT", TAKEN),
        ],
    );
}

#[test]
fn what_missing_gives_has_to_be_a_member() {
    let of = |gives: &str| {
        format!(
            "import enum\nclass E(enum.Enum):\n    A = 1\n    @classmethod\n    def _missing_(cls, value):\n{gives}\nE(os.environ.get('Q'))"
        )
    };
    tried("ValueError", &[(&of("        return None"), RAISED)]);
    tried(
        "ValueError",
        &[(
            &of("        if value == '5':\n            return cls.A"),
            RAISED,
        )],
    );
    tried("TypeError", &[(&of("        return 7"), RAISED)]);
    tried("ValueError", &[(&of("        return cls.A"), TAKEN)]);
}

#[test]
fn a_dataclass_without_a_constructor_has_the_inherited_one() {
    let base = "class P:\n    def __init__(self, *a):\n        low()\n@dataclasses.dataclass(init=False)\nclass D(P):\n    x: int = 1\n";
    check_between(&[(&format!("import dataclasses\n{base}D(1, 2)"), RAISED)]);
    tried(
        "TypeError",
        &[(
            "@dataclasses.dataclass(init=False)\nclass D:\n    x: int = 1\nD(5)",
            RAISED,
        )],
    );
}
