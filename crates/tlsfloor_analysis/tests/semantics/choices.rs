//! Tests of unknown values: what one says of another.

use super::check;

/// Runs each program after a table and a function that connects with a minimum.
fn after_a_table(rows: &[(&str, &[&str])]) {
    const BEFORE: &str = "V = ssl.TLSVersion\n\
        T = {'a': V.TLSv1, 'b': V.TLSv1_1, 'c': V.TLSv1_2, 'd': V.TLSv1_3}\n\
        mode = os.environ.get('M')\n\
        v = V.TLSv1\n";
    const AFTER: &str = "\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n\
        c.minimum_version = v\nc.wrap_socket(s)";
    let programs: Vec<String> = rows
        .iter()
        .map(|(code, _)| format!("{BEFORE}{code}{AFTER}"))
        .collect();
    let rows: Vec<(&str, &[&str])> = programs
        .iter()
        .zip(rows)
        .map(|(program, (_, expected))| (program.as_str(), *expected))
        .collect();
    check(&rows);
}

#[test]
fn a_value_is_what_the_tests_before_left_of_it() {
    after_a_table(&[
        (
            "if mode not in ('b', 'c'):\n    sys.exit()\nv = T[mode]",
            &["1.1 1.2 1.3"],
        ),
        (
            "if mode in ('a', 'b'):\n    sys.exit()\nv = T.get(mode, V.TLSv1_3)",
            &["1.2 1.3"],
        ),
        (
            "if not (mode == 'c' or mode == 'd'):\n    sys.exit()\nv = T[mode]",
            &["1.2 1.3"],
        ),
        (
            "if not mode or mode == 'a':\n    sys.exit()\nv = T.get(mode, V.TLSv1_3)",
            &["1.1 1.2 1.3"],
        ),
        (
            "v = T[mode]\nif mode == 'a':\n    sys.exit()",
            &["1.1 1.2 1.3"],
        ),
        ("if 'd' != mode:\n    sys.exit()\nv = T[mode]", &["1.3"]),
        (
            "if mode in ('a', 'b'):\n    v = T[mode]\n    if mode == 'a':\n        v = V.TLSv1_2\n    elif mode == 'b':\n        v = V.TLSv1_3\nelse:\n    v = V.TLSv1_2",
            &["1.2 1.3"],
        ),
        (
            "match mode:\n    case 'a':\n        sys.exit()\n    case 'b' | 'c':\n        v = T[mode]\n    case _:\n        v = V.TLSv1_2",
            &["1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn what_is_computed_from_a_value_is_tested_with_it() {
    after_a_table(&[
        (
            "low = os.environ.get('M', '').lower() == 'old'\nif os.environ.get('M') == 'OLD':\n    sys.exit()\nif os.environ.get('M', '').lower() != 'old':\n    v = V.TLSv1_2\nelif not low:\n    v = V.TLSv1\nelse:\n    v = V.TLSv1_1",
            &["1.1 1.2 1.3"],
        ),
        (
            "if mode and mode.strip().startswith('x'):\n    if mode in ('a', 'b'):\n        v = V.TLSv1\n    else:\n        v = V.TLSv1_2\nelse:\n    v = V.TLSv1_3",
            &["1.2 1.3"],
        ),
        (
            "n = int(os.environ.get('N', '0'))\nif n >= 2:\n    v = V.TLSv1_2\nif n < 1 or 1 == n:\n    sys.exit()",
            &["1.2 1.3"],
        ),
        (
            "n = int(os.environ['N'])\nif os.environ['N'] == '3' and n < 3:\n    v = V.TLSv1\nelse:\n    v = V.TLSv1_2",
            &["1.2 1.3"],
        ),
        // Negative numbers count from the end.
        (
            "n = int(os.environ['N'])\nif n >= 0:\n    sys.exit()\nv = [V.TLSv1_2, V.TLSv1_1][n]",
            &["1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn a_variable_that_is_not_set_is_not_any_text() {
    after_a_table(&[
        (
            "if 'M' not in os.environ:\n    v = V.TLSv1_3\nif os.environ.get('M') is not None:\n    sys.exit()",
            &["1.3"],
        ),
        (
            "try:\n    name = os.environ['M']\nexcept KeyError:\n    v = V.TLSv1_1\nelse:\n    v = V.TLSv1_2",
            &["1.1 1.2 1.3"],
        ),
        (
            "name = os.environ['M']\nif mode is None:\n    v = V.TLSv1\nelse:\n    v = V.TLSv1_2",
            &["1.2 1.3"],
        ),
        (
            "if os.environ.get('M', '') == 'x':\n    v = V.TLSv1\nelse:\n    v = V.TLSv1_2\nif os.environ.get('M'):\n    sys.exit()",
            &["1.2 1.3"],
        ),
    ]);
}

#[test]
fn what_raises_for_one_value_goes_on_for_another() {
    after_a_table(&[
        (
            "k = 'c' if os.environ.get('K') else 'zz'\ntry:\n    v = T[k]\nexcept KeyError:\n    v = V.TLSv1_1",
            &["1.1 1.2 1.3"],
        ),
        (
            "k = 'zz' if os.environ.get('K') else 'b'\ntry:\n    v = T[k]\nexcept KeyError:\n    v = V.TLSv1_2",
            &["1.1 1.2 1.3"],
        ),
        (
            "try:\n    n = int('x')\nexcept ValueError:\n    v = V.TLSv1_2",
            &["1.2 1.3"],
        ),
        (
            "n = int('11', 2)\nv = V.TLSv1_2 if n == 11 else V.TLSv1",
            &["1 1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn what_a_handler_knows_is_kept_when_ways_meet() {
    check(&[
        // `int` raises for some values, once for each way that it is reached.
        (
            "try:\n    int(os.environ.get('N', '0'))\nexcept ValueError:\n    p = ssl.PROTOCOL_TLSv1_2\nelse:\n    p = ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(p).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "x = os.environ.get('N')\ntry:\n    int(x)\n    p = ssl.PROTOCOL_TLSv1\nexcept Exception:\n    p = ssl.PROTOCOL_TLSv1_1\nssl.SSLContext(p).wrap_socket(s)",
            &["1 1.1"],
        ),
        // A fixed method refuses bounds. An older Python raises for another
        // reason, and that says nothing of this one.
        (
            "if os.environ.get('A'):\n    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\nelse:\n    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\ntry:\n    c.minimum_version = ssl.TLSVersion.TLSv1_3\nexcept (AttributeError, ValueError):\n    pass\nc.wrap_socket(s)",
            &["1", "1.3"],
        ),
        (
            "F = {'1': lambda: ssl.SSLContext(ssl.PROTOCOL_TLSv1), '2': lambda: ssl.SSLContext(ssl.PROTOCOL_TLS)}\nc = F.get(os.environ.get('A'), ssl.create_default_context)()\ntry:\n    c.minimum_version = ssl.TLSVersion.TLSv1_3\nexcept Exception:\n    pass\nc.wrap_socket(s)",
            &["1", "1.3", "1.3"],
        ),
    ]);
}

#[test]
fn what_would_have_raised_was_not_so() {
    check(&[
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nif int(os.environ.get('N', '0')) < 1:\n    c.options |= ssl.OP_NO_TLSv1_2\n    if os.environ.get('N') == 'other':\n        c.minimum_version = ssl.TLSVersion.TLSv1\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        // The major version of the OpenSSL of every Python is at least 1 here.
        (
            "p = ssl.PROTOCOL_TLSv1_2 if ssl.OPENSSL_VERSION_INFO[0] >= 1 else ssl.PROTOCOL_TLSv1\nssl.SSLContext(p).wrap_socket(s)",
            &["1.2"],
        ),
        // Before `int` runs, it may be so.
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nif os.environ.get('N') == 'other':\n    c.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)\nif int(os.environ.get('N', '0')) < 1:\n    c.wrap_socket(s)",
            &["1.2 1.3", "1.2 1.3"],
        ),
        // Where a way ends at once, the others go on alone.
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1 if os.environ.get('A') else ssl.PROTOCOL_TLS_CLIENT)\nc.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)",
            &["1.3"],
        ),
        // Where all of them end, what follows is judged all the same.
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)\nc.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)",
            &["1.1"],
        ),
        (
            "match os.environ.get('A'):\n    case ('set', 'options'):\n        p = ssl.PROTOCOL_TLSv1\n    case _:\n        p = ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(p).wrap_socket(s)",
            &["1.2"],
        ),
    ]);
}

#[test]
fn where_ways_met_says_nothing_of_those_who_came_otherwise() {
    check(&[(
        "import contextlib\ndef context_for(mode):\n    if mode == 'production':\n        return ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)\n    made = ssl.SSLContext([lambda: item for item in (ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_CLIENT)][0]())\n    return made\nif hasattr(ssl, 'wrap_socket'):\n    c = context_for(os.environ.get('E'))\nelse:\n    c = Base.make()\nwith contextlib.closing(c.wrap_socket(s)) as k:\n    k.fileno()\nclass Connection(object):\n    def __init__(self, context):\n        self.context = context\n    def __enter__(self):\n        self.conn = self.context.wrap_socket(s)\n    def __exit__(self, *details):\n        pass\nwith Connection(c) as d:\n    pass",
        &["1.2", "1.2 1.3", "1.2", "1.2 1.3"],
    )]);
}

#[test]
fn what_an_older_python_asked_says_nothing_of_a_newer_one() {
    check(&[(
        "c = ssl.SSLContext(ssl.PROTOCOL_TLS)\nif sys.version_info < (3, 5):\n    if int(os.environ.get('N', '0')) > 1:\n        c.options |= ssl.OP_NO_TLSv1_1\n    else:\n        c.options |= ssl.OP_NO_TLSv1_2\nif os.getenv('N') is None:\n    c.wrap_socket(s)\nelse:\n    c.wrap_socket(s)",
        &["1.2 1.3", "1.2 1.3"],
    )]);
}

#[test]
fn what_is_perhaps_nothing_is_perhaps_something() {
    for handler in ["AttributeError", "Exception"] {
        let program = format!(
            "c = None\nif os.environ.get('A'):\n    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\ntry:\n    c.wrap_socket(s)\nexcept {handler}:\n    ssl.SSLContext(ssl.PROTOCOL_TLSv1_1).wrap_socket(s)"
        );
        check(&[(program.as_str(), &["1", "1.1"])]);
    }
}

#[test]
fn what_raises_for_one_of_several_things_goes_on_for_the_others() {
    let rows = [
        ("'a' + ('x' if A else 5)", "TypeError"),
        ("'%d' % (5 if A else 'x')", "TypeError"),
        ("ssl.TLSVersion(771 if A else 5)", "ValueError"),
        (
            "getattr(ssl, 'PROTOCOL_TLS' if A else 'PROTOCOL_NO')",
            "AttributeError",
        ),
        ("[1, 2][0 if A else 5]", "IndexError"),
        ("int('5' if A else 'x')", "ValueError"),
        ("{'a': 1}['a' if A else 'b']", "KeyError"),
        ("max([1] if A else [])", "ValueError"),
        ("1 // (0 if A else 2)", "ZeroDivisionError"),
        ("','.join(['a'] if A else [1])", "TypeError"),
        ("float('1' if A else 'x')", "ValueError"),
    ];
    for (operation, error) in rows {
        let before = "A = os.environ.get('A')";
        let after = "ssl.SSLContext(ssl.PROTOCOL_TLSv1).wrap_socket(s)";
        let caught =
            format!("{before}\ntry:\n    x = {operation}\n    {after}\nexcept {error}:\n    pass");
        check(&[(caught.as_str(), &["1"])]);
        let uncaught =
            format!("{before}\nif os.environ.get('B'):\n    x = {operation}\n    {after}");
        check(&[(uncaught.as_str(), &["1"])]);
    }
    check(&[(
        "A = os.environ.get('A')\ntry:\n    ssl.SSLContext(ssl.PROTOCOL_TLSv1 if A else -5).wrap_socket(s)\nexcept ValueError:\n    ssl.SSLContext(ssl.PROTOCOL_TLSv1_1).wrap_socket(s)",
        &["1", "1.1"],
    )]);
}

#[test]
fn bits_that_are_known_stay_known_beside_others() {
    check(&[
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.options |= ssl.OP_NO_TLSv1_2\nc.options = c.options | int(os.environ['F'])\nc.wrap_socket(s)",
            &["1.3~"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.options = (int(os.environ['F']) | ssl.OP_NO_TLSv1_2) & ~ssl.OP_NO_TLSv1_3\nc.wrap_socket(s)",
            &["1.3~"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.options |= int(os.environ['F'])\nsetattr(c, 'options', c.options | ssl.OP_NO_TLSv1_3)\nc.wrap_socket(s)",
            &["1.2~"],
        ),
        // What takes an unknown bit away may take any.
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.options |= ssl.OP_NO_TLSv1_2\nc.options = c.options & ~int(os.environ['F'])\nc.wrap_socket(s)",
            &["1.2 1.3~"],
        ),
    ]);
}

#[test]
fn a_role_that_a_test_decides_has_the_settings_of_its_side() {
    check(&[(
        "srv = os.environ.get('S') == '1'\nc = ssl.SSLContext(ssl.PROTOCOL_TLS)\nc.minimum_version = ssl.TLSVersion.TLSv1 if srv else ssl.TLSVersion.TLSv1_2\nc.wrap_socket(s, server_side=srv)",
        &["1.2 1.3", "1 1.1 1.2 1.3"],
    )]);
}

#[test]
fn a_python_needs_an_openssl_of_some_age() {
    after_a_table(&[
        (
            "if ssl.OPENSSL_VERSION_INFO >= (1, 1, 1):\n    v = V.TLSv1_2",
            &["1.2 1.3"],
        ),
        (
            "if ssl.OPENSSL_VERSION_INFO > (1, 0):\n    v = V.TLSv1_2",
            &["1.2 1.3"],
        ),
        (
            "if not ssl.OPENSSL_VERSION_NUMBER < 0x10101000:\n    v = V.TLSv1_2",
            &["1.2 1.3"],
        ),
        // It may be newer than it has to be.
        (
            "if ssl.OPENSSL_VERSION_INFO >= (3, 0):\n    v = V.TLSv1_2",
            &["1 1.1 1.2 1.3"],
        ),
        (
            "if not hasattr(ssl, 'OP_NO_NOTHING'):\n    v = V.TLSv1_2",
            &["1.2 1.3"],
        ),
    ]);
}

#[test]
fn no_member_of_an_enumeration_is_an_object_of_the_program() {
    after_a_table(&[(
        "unset = object()\ndef look(given=unset):\n    if given is unset:\n        return V.TLSv1\n    return given\nv = look(given=V.TLSv1_3)",
        &["1.3"],
    )]);
}

#[test]
fn texts_are_no_mappings() {
    after_a_table(&[
        (
            "match mode:\n    case {'a': 'b'}:\n        v = V.TLSv1\n    case _:\n        v = V.TLSv1_3",
            &["1.3"],
        ),
        (
            "match unknown():\n    case {'a': 'b'}:\n        v = V.TLSv1\n    case _:\n        v = V.TLSv1_3",
            &["1 1.1 1.2 1.3"],
        ),
        (
            "match {'a': 'b'} if mode else mode:\n    case {'a': 'b'}:\n        v = V.TLSv1_2\n    case _:\n        v = V.TLSv1_3",
            &["1.2 1.3"],
        ),
    ]);
}

#[test]
fn what_two_conditions_of_one_value_say_of_each_other_counts() {
    after_a_table(&[(
        "low = V.TLSv1\nif mode == '1':\n    pass\nelse:\n    low = V.TLSv1_2\nv = max(low, [V.TLSv1, V.TLSv1_3][int(mode)])",
        &["1.2 1.3"],
    )]);
}

#[test]
fn values_of_all_ways_are_there() {
    after_a_table(&[(
        "F = {'a': lambda: V.TLSv1, 'b': lambda: V.TLSv1_1}\nd = {'x': V.TLSv1_3, 'y': F[mode]()}\nv = list(d.values())[:1][0]",
        &["1.3"],
    )]);
}

#[test]
fn tuples_of_what_is_one_of_several_things_compare_item_by_item() {
    after_a_table(&[
        (
            "if (sys.version_info.major, sys.version_info.minor) >= (3, 6):\n    v = V.TLSv1_3",
            &["1.3"],
        ),
        (
            "a = 1 if unknown() else 2\nif (a, 1) > (0, 0):\n    v = V.TLSv1_3",
            &["1.3"],
        ),
        (
            "a = 1 if unknown() else 2\nv = V.TLSv1_2\nif (a, 'x') == (1, 'x'):\n    v = V.TLSv1_3",
            &["1.2 1.3"],
        ),
    ]);
}

#[test]
fn an_unknown_bit_carries_into_the_next_one() {
    check(&[
        // Bit 28 may be set: then adding it clears bit 29, that of TLSv1.3.
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.options |= unknown()\nc.options |= ssl.OP_NO_TLSv1_3\nc.options += ssl.OP_NO_TLSv1_1\nc.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)",
            &["1.3~"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.options |= unknown()\nc.options |= ssl.OP_NO_TLSv1_3\nc.options += 0\nc.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)",
            &["~"],
        ),
    ]);
}
