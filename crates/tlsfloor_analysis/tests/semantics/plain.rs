//! Plain data: what is computed from known texts, numbers and containers, and
//! what is kept of a text that is known in part.

use super::{check, check_between};

const LOW: &str = "1 1.1 1.2 1.3";
const MIDDLE: &str = "1.1 1.2 1.3";
const DEFAULT: &str = "1.2 1.3";
const HIGH: &str = "1.3";

/// Sets the floor to what an expression gives.
fn check_floors(rows: &[(&str, &str)]) {
    let programs: Vec<(String, &str)> = rows
        .iter()
        .map(|(code, expected)| (format!("c.minimum_version = {code}"), *expected))
        .collect();
    let rows: Vec<(&str, &str)> = programs
        .iter()
        .map(|(code, expected)| (code.as_str(), *expected))
        .collect();
    check_between(&rows);
}

#[test]
fn names_are_built_from_texts() {
    check_floors(&[
        ("getattr(ssl.TLSVersion, 'TLSv1.3'.replace('.', '_'))", HIGH),
        (
            "getattr(ssl.TLSVersion, 'TLSv1.3'.translate({46: '_'}))",
            HIGH,
        ),
        (
            "getattr(ssl.TLSVersion, 'a.TLSv1_3'.partition('.')[2])",
            HIGH,
        ),
        (
            "getattr(ssl.TLSVersion, '%(n)s_%(m)d' % {'n': 'TLSv1', 'm': 1})",
            MIDDLE,
        ),
        (
            "getattr(ssl.TLSVersion, '{0}_{n:d}'.format('TLSv1', n=1))",
            MIDDLE,
        ),
        ("getattr(ssl.TLSVersion, f\"{'TLSv1_3xx':.7}\")", HIGH),
        ("getattr(ssl.TLSVersion, b'TLSv1_3'.decode())", HIGH),
    ]);
}

#[test]
fn numbers_are_read_and_written() {
    check_floors(&[
        ("int('0x304', 16)", HIGH),
        ("int('%x' % 772, 16)", HIGH),
        ("int(f'{772:#b}', 0)", HIGH),
        ("int(772.9)", HIGH),
        ("769 + divmod(11, 4)[1]", HIGH),
        ("769 + round(2.5)", DEFAULT),
        ("769 + pow(3, 3, 5)", DEFAULT),
        ("769 + int(7 / 2)", HIGH),
        ("769 + (str(ssl.TLSVersion.TLSv1_2) == '771')", MIDDLE),
    ]);
}

#[test]
fn what_raises_goes_to_its_handler() {
    check_between(&[
        ("try:\n    int('x')\nexcept ValueError:\n    low()", LOW),
        (
            "try:\n    'ab'.index('z')\nexcept ValueError:\n    low()",
            LOW,
        ),
        ("try:\n    '%d' % 'a'\nexcept TypeError:\n    low()", LOW),
        (
            "try:\n    int('12')\nexcept ValueError:\n    low()",
            DEFAULT,
        ),
    ]);
}

#[test]
fn containers_are_compared_item_by_item() {
    check_between(&[
        ("if [1, [2]] == [1, [2]]:\n    low()", LOW),
        ("if {'a': 1} == {'a': 2}:\n    low()", DEFAULT),
        ("if {1, 2} == {2, 1}:\n    low()", LOW),
        ("if (1, 'a') < (1, 'b'):\n    low()", LOW),
        ("if {1} <= {2}:\n    low()", DEFAULT),
    ]);
}

#[test]
fn a_text_known_in_part_says_what_it_can() {
    check(&[
        (
            "c = ssl.create_default_context()\nn = os.environ['N']\n\
             c.minimum_version = getattr(ssl.TLSVersion, 'TLSv1_' + n)\nc.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
        (
            "c = ssl.create_default_context()\nn = os.environ['N']\n\
             if f'TLSv{n}' == 'TLSv1':\n    c.minimum_version = 769\n\
             if n == '1':\n    c.minimum_version = 772\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
    ]);
}
