//! What surely raises, and what cannot.

use super::check;

#[test]
fn a_context_raises_where_it_lacks_an_attribute() {
    check(&[
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\ntry:\n    c.no_such_setting\n    c.minimum_version = ssl.TLSVersion.TLSv1\nexcept Exception:\n    c.maximum_version = ssl.TLSVersion.TLSv1_2\nc.wrap_socket(s)",
            &["1.2"],
        ),
        (
            "class Own(ssl.SSLContext):\n    pass\nc = Own(ssl.PROTOCOL_TLS_CLIENT)\ntry:\n    c.no_such_setting\nexcept AttributeError:\n    c.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)",
            &["1.3"],
        ),
        // What is there raises nothing, nor does making one.
        (
            "class Own(ssl.SSLContext):\n    pass\ntry:\n    c = Own(ssl.PROTOCOL_TLS_CLIENT)\n    c.set_ciphers\nexcept AttributeError:\n    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        // Code out of sight may have given it one.
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nunknown(c)\ntry:\n    c.custom\n    c.minimum_version = ssl.TLSVersion.TLSv1\nexcept AttributeError:\n    pass\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3~"],
        ),
        // It has it by itself, or from its class, or its class finds it.
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.no_such_setting = 1\ntry:\n    c.no_such_setting\n    c.minimum_version = ssl.TLSVersion.TLSv1_3\nexcept AttributeError:\n    pass\nc.wrap_socket(s)",
            &["1.3"],
        ),
        (
            "class Own(ssl.SSLContext):\n    def __getattr__(self, name):\n        return 1\nc = Own(ssl.PROTOCOL_TLS_CLIENT)\ntry:\n    c.no_such_setting\n    c.minimum_version = ssl.TLSVersion.TLSv1_3\nexcept AttributeError:\n    pass\nc.wrap_socket(s)",
            &["1.3"],
        ),
    ]);
}

#[test]
fn what_is_no_socket_cannot_be_wrapped() {
    check(&[
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\ntry:\n    c.wrap_socket('text')\nexcept Exception:\n    c.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)",
            &["1.2 1.3", "1.3"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\ntry:\n    c.wrap_socket(None)\nexcept AttributeError:\n    c.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)",
            &["1.2 1.3", "1.3"],
        ),
    ]);
}

#[test]
fn a_method_that_is_not_known_negotiates_where_it_takes_a_bound() {
    check(&[
        (
            "c = ssl.SSLContext(unknown())\nc.minimum_version = ssl.TLSVersion.TLSv1_2\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "c = ssl.SSLContext(unknown())\ntry:\n    c.minimum_version = ssl.TLSVersion.TLSv1_2\nexcept ValueError:\n    sys.exit()\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        // Who passes over it may have any fixed protocol.
        (
            "c = ssl.SSLContext(unknown())\ntry:\n    c.minimum_version = ssl.TLSVersion.TLSv1_2\nexcept ValueError:\n    pass\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "c = ssl.SSLContext(unknown())\nif os.environ.get('A'):\n    c.minimum_version = ssl.TLSVersion.TLSv1_2\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3~"],
        ),
        // No method is fixed to TLSv1.3.
        (
            "c = ssl.SSLContext(unknown())\nc.options |= ssl.OP_NO_TLSv1_3\nc.wrap_socket(s)",
            &["1 1.1 1.2~"],
        ),
        // A flag says nothing of the method.
        (
            "c = ssl.SSLContext(unknown())\nc.options |= ssl.OP_NO_TLSv1\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3~"],
        ),
    ]);
}

#[test]
fn whether_a_text_is_a_number_is_one_question() {
    const C: &str = "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n";
    const LOWERS: &str = "try:\n    int(os.environ.get('L', '0'))\nexcept ValueError:\n    c.minimum_version = ssl.TLSVersion.TLSv1\n";
    let programs = [
        (
            format!("{C}int(os.environ.get('L', '0'))\n{LOWERS}c.wrap_socket(s)"),
            "1.2 1.3",
        ),
        (format!("{C}{LOWERS}c.wrap_socket(s)"), "1 1.1 1.2 1.3"),
        (
            format!("{C}{LOWERS}if os.environ.get('L') == '1':\n    c.wrap_socket(s)"),
            "1.2 1.3",
        ),
        (
            format!("{C}{LOWERS}if os.environ.get('L') is None:\n    c.wrap_socket(s)"),
            "1.2 1.3",
        ),
        (
            format!("{C}{LOWERS}if os.environ.get('L') == 'x':\n    c.wrap_socket(s)"),
            "1 1.1 1.2 1.3",
        ),
        // Another variable, or another default, is another question.
        (
            format!("{C}int(os.environ.get('M', '0'))\n{LOWERS}c.wrap_socket(s)"),
            "1 1.1 1.2 1.3",
        ),
        (
            format!("{C}int(os.environ['L'] if unknown() else '0')\n{LOWERS}c.wrap_socket(s)"),
            "1 1.1 1.2 1.3",
        ),
        // Where it is not set, the default is what it is.
        (
            format!(
                "{C}level = int(os.environ.get('L', '0'))\nif 1 <= level < 2:\n    c.options |= ssl.OP_NO_TLSv1_3\nif not os.environ.get('L'):\n    c.wrap_socket(s)"
            ),
            "1.2 1.3",
        ),
    ];
    for (program, expected) in &programs {
        check(&[(program.as_str(), &[*expected])]);
    }
}

#[test]
fn the_numbers_of_openssls_version_are_there() {
    check(&[(
        "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\ntry:\n    if ssl.OPENSSL_VERSION_INFO[0] >= 1:\n        c.minimum_version = ssl.TLSVersion.TLSv1_3\nexcept Exception:\n    pass\nc.wrap_socket(s)",
        &["1.3"],
    )]);
}

#[test]
fn what_python_refuses_reaches_the_handlers() {
    const BEFORE: &str = "import abc\nclass Abstract(abc.ABC):\n    @abc.abstractmethod\n    def m(self):\n        pass\nclass Concrete(Abstract):\n    def m(self):\n        pass\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\ntry:\n    ";
    const AFTER: &str =
        "\nexcept TypeError:\n    c.minimum_version = ssl.TLSVersion.TLSv1\nc.wrap_socket(s)";
    const REFUSED: &[&str] = &["1 1.1 1.2 1.3"];
    const FINE: &[&str] = &["1.2 1.3"];
    for (operation, expected) in [
        ("-'a'", REFUSED),
        ("~1.5", REFUSED),
        ("1 < 'a'", REFUSED),
        ("None < 1", REFUSED),
        ("[1] < (1,)", REFUSED),
        ("{} < {}", REFUSED),
        ("sorted([1, 'a'])", REFUSED),
        ("{[]: 1}", REFUSED),
        ("{[1]}", REFUSED),
        ("hash([])", REFUSED),
        ("isinstance(1, 5)", REFUSED),
        ("Abstract()", REFUSED),
        ("-1.5", FINE),
        ("1 < 2.5", FINE),
        ("[1] < [2]", FINE),
        ("(1, 'a') < (2, 3)", FINE),
        ("sorted(['b', 'a'])", FINE),
        ("{(1, 2): 1}", FINE),
        ("hash((1, 2))", FINE),
        ("Concrete()", FINE),
    ] {
        check(&[(format!("{BEFORE}{operation}{AFTER}").as_str(), expected)]);
    }
}

#[test]
fn a_finally_that_leaves_ends_what_was_raised() {
    check(&[
        (
            "m = ssl.SSLContext(unknown())\ndef f():\n    try:\n        m.minimum_version = ssl.TLSVersion.TLSv1_2\n    finally:\n        return 1\nf()\nm.wrap_socket(s)",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nl = os.environ['L']\nfor _ in (1,):\n    try:\n        int(l)\n    finally:\n        continue\nif l == 'x':\n    c.minimum_version = ssl.TLSVersion.TLSv1\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn what_only_some_ways_refuse_is_offered() {
    check(&[
        (
            "class A:\n    if os.environ.get('FAST'):\n        __slots__ = ('a',)\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\ntry:\n    A().z = 1\n    c.minimum_version = ssl.TLSVersion.TLSv1\nexcept AttributeError:\n    pass\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
        // `__dir__` says what `dir` gives.
        (
            "class A:\n    def __dir__(self):\n        return ['low']\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nif 'low' in dir(A()):\n    c.minimum_version = ssl.TLSVersion.TLSv1\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
    ]);
}
