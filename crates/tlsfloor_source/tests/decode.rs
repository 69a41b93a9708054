//! Decoding: every way in which Python reads, or refuses, a file's bytes.

#![allow(clippy::unwrap_used, clippy::panic)] // In helpers too, a failure is a failed test.

use tlsfloor_source::{Decoded, TextRange, decode, decode_owned};

fn decoded(bytes: &[u8]) -> Decoded {
    let decoded = decode(bytes);
    assert_eq!(decoded, decode_owned(bytes.to_vec()), "{bytes:?}");
    decoded
}

fn with_declaration(name: &str, bytes: &[u8]) -> Decoded {
    let mut file = format!("# -*- coding: {name} -*-\n").into_bytes();
    file.extend(bytes);
    decoded(&file)
}

fn second_line(decoded: &Decoded) -> &str {
    decoded.text.split_once('\n').unwrap().1
}

#[test]
fn plain_utf_8_is_itself() {
    let text = "x = 'ü€𝄞'\r\ny\r\x0cz\n";
    let decoded = decoded(text.as_bytes());
    assert_eq!(decoded.text, text);
    assert_eq!(decoded.encoding, "utf-8");
    assert_eq!(decoded.problems, []);
    for offset in 0..=u32::try_from(text.len()).unwrap() {
        assert_eq!(decoded.offsets.to_source(offset), offset);
        assert_eq!(decoded.offsets.to_text(offset), offset);
    }
}

#[test]
fn nothing_is_an_empty_text() {
    for bytes in [&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"] {
        assert_eq!(decoded(bytes).text, "");
        assert_eq!(
            decoded(bytes).offsets.to_source(0) as usize,
            bytes.len(),
            "{bytes:?}"
        );
    }
}

#[test]
fn a_byte_order_mark_is_no_text_and_shifts_the_rest() {
    let decoded = decoded(b"\xEF\xBB\xBFimport ssl");
    assert_eq!(decoded.text, "import ssl");
    assert_eq!(decoded.problems, []);
    assert_eq!(decoded.offsets.to_source(0), 3);
    assert_eq!(decoded.offsets.to_source(7), 10);
    assert_eq!(decoded.offsets.to_text(0), 0);
    assert_eq!(decoded.offsets.to_text(10), 7);
}

/// Expected values as CPython 3.11 gives them.
#[test]
fn declared_encodings_decode_as_in_python() {
    for (name, bytes, text, encoding) in [
        ("utf-8", &b"\xC3\xBC"[..], "ü", "utf-8"),
        ("UTF8", b"\xC3\xBC", "ü", "utf-8"),
        ("utf-8-unix", b"\xC3\xBC", "ü", "utf-8"),
        ("utf-8-sig", b"\xC3\xBC", "ü", "utf-8"),
        ("latin-1", b"\xFC\x80\x9F", "ü\u{80}\u{9F}", "iso-8859-1"),
        ("Latin_1", b"\xFC", "ü", "iso-8859-1"),
        ("latin1", b"\x93", "\u{93}", "iso-8859-1"),
        ("iso-8859-1-dos", b"\xA4", "¤", "iso-8859-1"),
        ("L1", b"\xA4", "¤", "iso-8859-1"),
        ("iso-8859-15", b"\xA4\x80", "€\u{80}", "iso8859-15"),
        ("latin9", b"\xA4", "€", "iso8859-15"),
        ("iso-8859-9", b"\xFD\x80", "ı\u{80}", "iso8859-9"),
        ("iso8859_11", b"\xA1\x80", "ก\u{80}", "iso8859-11"),
        ("cp1252", b"\x80\x93", "€“", "cp1252"),
        ("windows-1252", b"\x80", "€", "cp1252"),
        ("cp1251", b"\xCF\xF0", "Пр", "cp1251"),
        ("koi8-r", b"\xF0\xD2", "Пр", "koi8-r"),
        ("koi8-u", b"\xA4", "є", "koi8-u"),
        ("cp866", b"\x8F", "П", "cp866"),
        ("cp437", b"\x81\xE1", "üß", "cp437"),
        ("IBM850", b"\x81\xD5", "üı", "cp850"),
        ("mac-roman", b"\x9F", "ü", "mac-roman"),
        ("maclatin2", b"\x9F", "ü", "mac-latin2"),
        ("euc-jp", b"\xC6\xFC\xCB\xDC", "日本", "euc_jp"),
        (
            "shift_jis",
            b"\x93\xFA\x96\x7B\x95\x5C",
            "日本表",
            "shift_jis",
        ),
        ("sjis", b"\xB1\\~", "ｱ\\~", "shift_jis"),
        ("cp932", b"\x87\x40", "①", "cp932"),
        ("iso-2022-jp", b"\x1B$BF|K\\\x1B(Bx", "日本x", "iso2022_jp"),
        ("gbk", b"\xD6\xD0\xB9\xFA", "中国", "gbk"),
        ("gb2312", b"\xD6\xD0", "中", "gb2312"),
        ("gb18030", b"\x94\x32\xBE\x34", "𝄞", "gb18030"),
        ("big5", b"\xA4\xA4\xB0\xEA", "中國", "big5"),
        ("euc-kr", b"\xC7\xD1", "한", "euc_kr"),
        ("cp949", b"\x81\x41", "갂", "cp949"),
        ("tis-620", b"\xA1", "ก", "tis-620"),
        ("ascii", b"plain", "plain", "ascii"),
        ("us-ascii", b"plain", "plain", "ascii"),
    ] {
        let decoded = with_declaration(name, bytes);
        assert_eq!(second_line(&decoded), text, "{name}");
        assert_eq!(decoded.encoding, encoding, "{name}");
        assert_eq!(decoded.problems, [], "{name}");
    }
}

#[test]
fn what_an_encoding_does_not_have_is_replaced_and_said() {
    for (name, bytes, text) in [
        ("ascii", &b"a\xFCb"[..], "a\u{FFFD}b"),
        ("cp1252", b"a\x81b", "a\u{FFFD}b"),
        ("cp857", b"a\xE7b", "a\u{FFFD}b"),
        ("shift_jis", b"a\x81 b", "a\u{FFFD} b"),
        ("euc-jp", b"a\xC6", "a\u{FFFD}"),
        ("utf-8", b"a\xE2\x82b", "a\u{FFFD}b"),
    ] {
        let decoded = with_declaration(name, bytes);
        assert_eq!(second_line(&decoded), text, "{name}");
        let [problem] = &decoded.problems[..] else {
            panic!("{name}: {:?}", decoded.problems)
        };
        let at = u32::try_from(decoded.text.find('\u{FFFD}').unwrap()).unwrap();
        assert_eq!(problem.range, TextRange::new(at, at + 3), "{name}");
        assert!(
            problem.message.contains(decoded.encoding) && problem.message.contains("Save"),
            "{}",
            problem.message
        );
    }
}

#[test]
fn many_invalid_bytes_are_one_problem_with_their_number() {
    let decoded = decoded(b"a\xFF\xFFb\xC3");
    assert_eq!(decoded.text, "a\u{FFFD}\u{FFFD}b\u{FFFD}");
    let [problem] = &decoded.problems[..] else {
        panic!("{:?}", decoded.problems)
    };
    assert!(
        problem.message.starts_with("3 places"),
        "{}",
        problem.message
    );
    assert!(problem.message.contains("coding: latin-1"));
    let sources: Vec<_> = [0, 1, 4, 7, 8, 11]
        .map(|offset| decoded.offsets.to_source(offset))
        .into();
    assert_eq!(sources, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn the_declaration_stands_where_python_looks_for_it() {
    let declared = |file: &str| {
        let mut bytes = file.as_bytes().to_vec();
        bytes.extend(b"\n'\xFC'");
        decoded(&bytes).encoding
    };
    for file in [
        "# coding: latin-1",
        "#coding=latin-1",
        " \t\x0c# vim: set fileencoding=latin-1 :",
        "#!/usr/bin/python\n# -*- coding: latin-1 -*-",
        "#!/usr/bin/python\r\n# coding: latin-1",
        "#!/usr/bin/python\r# coding: latin-1",
        "\n# coding: latin-1",
        "  \x0c\n# coding:\t latin-1",
        "# encoding stuff, coding: latin-1",
        "# coding: \n# coding: latin-1",
    ] {
        assert_eq!(declared(file), "iso-8859-1", "{file:?}");
    }
    for file in [
        "x = 1\n# coding: latin-1",
        "\n\n# coding: latin-1",
        "x = 1  # coding: latin-1",
        "'''\n# coding: latin-1\n'''",
        "# coding latin-1",
        "# coding : latin-1",
        "# Coding: latin-1",
    ] {
        assert_eq!(declared(file), "utf-8", "{file:?}");
    }
}

#[test]
fn an_unknown_encoding_is_said_at_its_name() {
    for name in ["klingon", "utf-16", "rot13", "cp1252-dos", "1", "8859-2"] {
        // What stands before the name may itself have been replaced.
        let file = [b"# \xFC coding: ", name.as_bytes(), b"\nx = 1\n"].concat();
        let decoded = decoded(&file);
        assert_eq!(decoded.encoding, "utf-8", "{name}");
        let problem = &decoded.problems[0];
        let range = problem.range.start() as usize..problem.range.end() as usize;
        assert_eq!(&decoded.text[range], name);
        assert!(problem.message.contains(&format!("`{name}`")));
        assert!(decoded.text.ends_with("\nx = 1\n"));
    }
}

#[test]
fn a_mark_of_utf_8_contradicts_another_declaration() {
    let contradiction = decoded(b"\xEF\xBB\xBF# coding: latin-1\n\xC3\xBC");
    assert_eq!(second_line(&contradiction), "ü");
    assert_eq!(contradiction.problems.len(), 1);
    assert!(contradiction.problems[0].message.contains("latin-1"));
    let agreement = decoded(b"\xEF\xBB\xBF# coding: utf-8\n\xC3\xBC");
    assert_eq!(agreement.problems, []);
}

#[test]
fn utf_16_and_utf_32_are_read_and_refused() {
    let text = "x = 'ü𝄞'\n";
    let units: Vec<u16> = text.encode_utf16().collect();
    let letters: Vec<u32> = text.chars().map(u32::from).collect();
    let wide = |mark: &[u8], body: Vec<u8>| [mark.to_vec(), body].concat();
    for (bytes, encoding) in [
        (
            wide(
                b"\xFF\xFE",
                units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            ),
            "utf-16-le",
        ),
        (
            wide(
                b"\xFE\xFF",
                units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
            ),
            "utf-16-be",
        ),
        (
            wide(
                b"\xFF\xFE\0\0",
                letters.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            ),
            "utf-32-le",
        ),
        (
            wide(
                b"\0\0\xFE\xFF",
                letters.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
            ),
            "utf-32-be",
        ),
    ] {
        let decoded = decoded(&bytes);
        assert_eq!(decoded.text, text, "{encoding}");
        assert_eq!(decoded.encoding, encoding);
        assert_eq!(decoded.problems.len(), 1, "{encoding}");
        assert!(decoded.problems[0].message.contains("Save it as UTF-8"));
        let end = u32::try_from(text.len()).unwrap();
        assert_eq!(decoded.offsets.to_source(end) as usize, bytes.len());
    }
    let odd = decoded(b"\xFF\xFEa\0b");
    assert_eq!(odd.text, "a\u{FFFD}");
    assert_eq!(odd.problems.len(), 2);
}

#[test]
fn nul_bytes_stay_in_the_text_and_are_said_once() {
    let decoded = decoded(b"a = 1\0\nb\0");
    assert_eq!(decoded.text, "a = 1\0\nb\0");
    let [problem] = &decoded.problems[..] else {
        panic!("{:?}", decoded.problems)
    };
    assert_eq!(problem.range, TextRange::new(5, 6));
    assert!(
        problem
            .message
            .starts_with("2 NUL bytes, the first here: Python refuses"),
        "{}",
        problem.message
    );
}

#[test]
fn offsets_lead_back_to_each_character() {
    let decoded = with_declaration("shift_jis", b"a\x93\xFA\xB1b\x81 c");
    let head = u32::try_from(decoded.text.find('\n').unwrap()).unwrap() + 1;
    let letters: Vec<_> = second_line(&decoded)
        .char_indices()
        .map(|(at, letter)| {
            let at = head + u32::try_from(at).unwrap();
            let source = decoded.offsets.to_source(at);
            assert_eq!(decoded.offsets.to_text(source), at, "{letter}");
            // Every byte inside the character means the character.
            for inside in 0..u32::try_from(letter.len_utf8()).unwrap() {
                assert_eq!(decoded.offsets.to_source(at + inside), source);
            }
            (letter, source - head)
        })
        .collect();
    let expected = [
        ('a', 0),
        ('日', 1),
        ('ｱ', 3),
        ('b', 4),
        ('\u{FFFD}', 5),
        (' ', 6),
        ('c', 7),
    ];
    assert_eq!(letters, expected);
}

#[test]
fn escape_sequences_leave_no_text() {
    let decoded = with_declaration("iso-2022-jp", b"\x1B$BF|\x1B(Bx");
    let head = u32::try_from(decoded.text.find('\n').unwrap()).unwrap() + 1;
    assert_eq!(second_line(&decoded), "日x");
    assert_eq!(decoded.offsets.to_source(head) - head, 3);
    assert_eq!(decoded.offsets.to_source(head + 3) - head, 8);
    assert_eq!(decoded.offsets.to_text(head), head);
    assert_eq!(decoded.offsets.to_text(head + 6), head + 3);
}
