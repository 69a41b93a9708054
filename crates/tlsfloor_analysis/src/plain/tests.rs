//! What is computed here is what Python 3.11 computes: the expected values were
//! printed by it.

use super::{Data, Failure, Given, function, repr};

fn text(text: &str) -> Data {
    Data::Text(text.to_owned())
}

fn given(positional: &[Data]) -> Given {
    Given {
        positional: positional.to_vec(),
        keywords: Vec::new(),
    }
}

fn method(receiver: &Data, name: &str, arguments: &[Data]) -> String {
    match super::call::method(receiver, name, &given(arguments)) {
        Ok(data) => repr(&data).unwrap_or_default(),
        Err(Failure::Raises(class)) => class.to_owned(),
        Err(Failure::Unknown) => "unknown".to_owned(),
    }
}

fn called(name: &str, arguments: &[Data]) -> String {
    match function(name, &given(arguments)) {
        Some(Ok(data)) => repr(&data).unwrap_or_default(),
        Some(Err(Failure::Raises(class))) => class.to_owned(),
        _ => "unknown".to_owned(),
    }
}

#[test]
fn methods_of_texts_are_pythons() {
    let int = Data::Int;
    let rows: &[(&str, &str, &[Data], &str)] = &[
        ("a.b.c", "partition", &[text(".")], "('a', '.', 'b.c')"),
        ("a.b.c", "rpartition", &[text(".")], "('a.b', '.', 'c')"),
        ("abc", "rpartition", &[text(".")], "('', '', 'abc')"),
        ("  a b  ", "split", &[Data::None, int(1)], "['a', 'b  ']"),
        ("  a b  ", "rsplit", &[Data::None, int(1)], "['  a', 'b']"),
        ("a,b,c", "rsplit", &[text(","), int(1)], "['a,b', 'c']"),
        ("a\r\nb\n", "splitlines", &[], "['a', 'b']"),
        ("-7", "zfill", &[int(4)], "'-007'"),
        ("ab", "center", &[int(5)], "'  ab '"),
        ("abc", "center", &[int(6), text("*")], "'*abc**'"),
        ("abcabc", "find", &[text("c"), int(3)], "5"),
        ("abc", "index", &[text("z")], "ValueError"),
        ("abc", "startswith", &[text("b"), int(1)], "True"),
        ("aXbX", "replace", &[text("X"), text("-"), int(1)], "'a-bX'"),
        ("a\tb", "expandtabs", &[int(4)], "'a   b'"),
        ("they're", "title", &[], "\"They'Re\""),
        ("aBc", "swapcase", &[], "'AbC'"),
        ("", "isdigit", &[], "False"),
        ("1_000", "isidentifier", &[], "False"),
    ];
    for (receiver, name, arguments, expected) in rows {
        assert_eq!(
            method(&text(receiver), name, arguments),
            *expected,
            "{receiver:?}.{name}"
        );
    }
}

#[test]
fn numbers_are_read_and_written_as_python_does() {
    let int = Data::Int;
    let rows: &[(&str, &[Data], &str)] = &[
        ("builtins.int", &[text("0x303"), int(16)], "771"),
        ("builtins.int", &[text("0b11"), int(0)], "3"),
        ("builtins.int", &[text("010"), int(0)], "ValueError"),
        ("builtins.int", &[text(" 7_71\n")], "771"),
        ("builtins.int", &[text("7__1")], "ValueError"),
        ("builtins.int", &[text("+-1")], "ValueError"),
        ("builtins.int", &[Data::Float(-2.9)], "-2"),
        ("builtins.round", &[Data::Float(2.5)], "2"),
        ("builtins.round", &[Data::Float(2.675), int(2)], "2.67"),
        ("builtins.divmod", &[int(-1), int(4)], "(-1, 3)"),
        ("builtins.divmod", &[int(7), int(-2)], "(-4, -1)"),
        ("builtins.pow", &[int(3), int(3), int(5)], "2"),
        ("builtins.hex", &[int(-255)], "'-0xff'"),
        ("builtins.repr", &[Data::Float(1e16)], "'1e+16'"),
        ("builtins.repr", &[Data::Float(1e-5)], "'1e-05'"),
        ("builtins.repr", &[Data::Float(123_456.0)], "'123456.0'"),
        (
            "shlex.split",
            &[text("a 'b c' d\\ e")],
            "['a', 'b c', 'd e']",
        ),
        (
            "json.loads",
            &[text("{\"a\": [1, null]}")],
            "{'a': [1, None]}",
        ),
        ("json.loads", &[text("{'a': 1}")], "ValueError"),
        (
            "json.loads",
            &[text("{\"b\": 1, \"a\": 2.5, \"b\": \"\\ud83d\\ude00\"}")],
            "{'b': '\u{1f600}', 'a': 2.5}",
        ),
        // What Python reads and JSON does not have is not known to raise.
        ("json.loads", &[text("[NaN]")], "unknown"),
        ("json.loads", &[text("1e999")], "unknown"),
        ("json.loads", &[text("99999999999999999999")], "unknown"),
        ("json.loads", &[text("\"\\ud83d\"")], "unknown"),
        ("json.loads", &[text(&"[".repeat(200))], "unknown"),
    ];
    for (name, arguments, expected) in rows {
        assert_eq!(called(name, arguments), *expected, "{name} {arguments:?}");
    }
}

#[test]
fn formats_are_pythons() {
    let rows: &[(Data, &str, &str)] = &[
        (Data::Int(771), "x", "303"),
        (Data::Int(771), "#06x", "0x0303"),
        (Data::Int(-5), "04d", "-005"),
        (Data::Int(1_234_567), ",", "1,234,567"),
        (Data::Int(5), "+", "+5"),
        (Data::Int(5), "*^5", "**5**"),
        (Data::Float(2.5), ".0f", "2"),
        (Data::Float(0.5), ".1%", "50.0%"),
        (Data::Float(1e10), "g", "1e+10"),
        (Data::Float(1000.0), "g", "1000"),
        (Data::Float(3.0), "5", "  3.0"),
        (text("abc"), ".2", "ab"),
        (text("abc"), ">5", "  abc"),
        (Data::Bool(true), "d", "1"),
    ];
    for (data, spec, expected) in rows {
        let result = super::formatted(data, spec);
        assert_eq!(result.as_deref(), Ok(*expected), "{data:?} as {spec:?}");
    }
    assert!(super::formatted(&text("a"), "d").is_err());
    assert!(super::fields("a{b!r:>{w}}c").is_some_and(|parts| parts.len() == 3));
    assert!(super::fields("a}").is_none());
}
