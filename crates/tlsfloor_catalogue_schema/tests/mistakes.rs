//! Each mistake in a data file is shown at its line, with the nearest word.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests may fail the test"
)]

use tlsfloor_catalogue_schema::model::{
    Action, ApiKind, ArgumentOrValue, ConnectRole, Match, Setting,
};
use tlsfloor_catalogue_schema::{SchemaError, read};
use tlsfloor_protocol::{Engine, Protocol};

/// A small file without a mistake, for the tests to break.
const GOOD: &str = r#"name = "demo"
summary = "A library for tests"
distribution = "demo"
modules = ["demo"]
source = "demo 1.0, demo.py"
verified = "read"

[aliases]
"old_demo" = "demo"

[[constant]]
name = "demo.OLD"
value = 3
protocol = "TLSv1"

[[table]]
name = "version"
rows = [{ values = ["demo.OLD", "'old'", "None"], minimum = "TLSv1", maximum = "TLSv1.1" }]
otherwise = "refuse"

[[class]]
name = "demo.Client"

[[api]]
name = "demo.Client"
kind = "constructor"
signature = "host, version, *, context, server"
knobs = ["version", "context"]
python = "2.7 | >=3.6"
release = ">=1.2, <3"
implicit = true
returns = "demo.Client"
summary = "A client"
effects = [
  { new = "ssl.PROTOCOL_TLS", when = { omitted = "context" } },
  { lookup = { argument = "version", table = "version" }, when = { given = "version" } },
  { use = "context" },
  { connect = { server-if = "server" } },
]
"#;

/// The file with one piece replaced.
fn broken(from: &str, to: &str) -> String {
    assert_eq!(GOOD.matches(from).count(), 1, "{from}");
    GOOD.replace(from, to)
}

fn errors(text: &str) -> Vec<SchemaError> {
    read("demo.toml", text).expect_err("the file has a mistake")
}

/// The only mistake of the broken file, drawn.
fn drawn(from: &str, to: &str) -> String {
    let errors = errors(&broken(from, to));
    assert_eq!(errors.len(), 1, "{errors:#?}");
    errors[0].to_string()
}

#[test]
fn a_good_file_says_what_it_says() {
    let library = read("demo.toml", GOOD).unwrap();
    assert_eq!(library.words, ["demo"]);
    assert_eq!(
        library.aliases,
        [("old_demo".to_owned(), "demo".to_owned())]
    );
    assert_eq!(library.constants[0].protocol, Some(Protocol::TlsV1));
    let row = &library.tables[0].rows[0];
    assert_eq!(
        row.values,
        [
            Match::Constant("demo.OLD".to_owned()),
            Match::Str("old".to_owned()),
            Match::None
        ]
    );
    assert_eq!(
        row.settings,
        [
            Setting::Minimum(Some(Protocol::TlsV1)),
            Setting::Maximum(Some(Protocol::TlsV1_1))
        ]
    );
    let api = &library.apis[0];
    assert_eq!(api.kind, ApiKind::Constructor);
    let positions: Vec<_> = api
        .parameters
        .iter()
        .map(|known| (known.name.as_str(), known.position, known.knob))
        .collect();
    assert_eq!(
        positions,
        [
            ("host", Some(0), false),
            ("version", Some(1), true),
            ("context", None, true),
            ("server", None, false)
        ]
    );
    assert_eq!(api.release.from, Some(vec![1, 2]));
    assert_eq!(api.release.before, Some(vec![3]));
    let Action::New(base) = &api.effects[0].action else {
        unreachable!("{:?}", api.effects[0])
    };
    assert_eq!((base.engine, base.method), (Engine::Ssl, Some(2)));
    assert_eq!(api.effects[0].when.omitted, ["context"]);
    let Action::Connect(ConnectRole::ServerIf(argument)) = &api.effects[3].action else {
        unreachable!("{:?}", api.effects[3])
    };
    assert_eq!(argument, "server");
}

#[test]
fn an_unknown_key() {
    assert_eq!(
        drawn("knobs = [", "knbos = ["),
        "\
demo.toml:28:1: unknown key `knbos`
   |
28 | knbos = [\"version\", \"context\"]
   | ^^^^^ did you mean `knobs`?"
    );
}

#[test]
fn an_unknown_effect() {
    assert_eq!(
        drawn("{ use = \"context\" }", "{ uses = \"context\" }"),
        "\
demo.toml:37:5: unknown key `uses`
   |
37 |   { uses = \"context\" },
   |     ^^^^ did you mean `use`?"
    );
}

#[test]
fn an_unknown_argument() {
    assert_eq!(
        drawn("given = \"version\"", "given = \"verison\""),
        "\
demo.toml:36:76: unknown argument `verison`
   |
36 |   { lookup = { argument = \"version\", table = \"version\" }, when = { given = \"verison\" } },
   |                                                                            ^^^^^^^^^ did you mean `version`?"
    );
}

#[test]
fn a_table_that_does_not_exist() {
    let text = drawn("table = \"version\"", "table = \"versions\"");
    assert!(
        text.contains("there is no table `versions` in this file"),
        "{text}"
    );
    assert!(text.ends_with("did you mean `version`?"), "{text}");
}

#[test]
fn a_name_outside_the_modules() {
    let text = drawn("name = \"demo.OLD\"", "name = \"demos.OLD\"");
    assert!(
        text.starts_with("demo.toml:12:8: `demos.OLD` is in none of the library's modules (demo)"),
        "{text}"
    );
}

#[test]
fn a_bad_range_of_pythons() {
    let text = drawn("2.7 | >=3.6", "2.7 | 3.9-3.6");
    assert!(
        text.starts_with("demo.toml:29:10: `3.9-3.6` is not a range of Pythons"),
        "{text}"
    );
}

#[test]
fn a_bad_range_of_releases() {
    let text = drawn(">=1.2, <3", ">=1.2, <=3");
    assert!(text.contains("`<=3` is not a range of releases"), "{text}");
    let text = drawn(">=1.2, <3", ">=3, <1.2");
    assert!(text.contains("the range of releases is empty"), "{text}");
}

#[test]
fn a_name_that_stands_there_twice() {
    let text = format!("{GOOD}\n[[constant]]\nname = \"demo.OLD\"\n");
    let errors = errors(&text);
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].line, 42);
    assert_eq!(
        errors[0].message,
        "the constant `demo.OLD` stands there twice"
    );
}

#[test]
fn an_api_described_twice_for_one_python() {
    let again = GOOD[GOOD.find("[[api]]").unwrap()..].to_owned();
    let errors = errors(&format!("{GOOD}\n{again}"));
    assert_eq!(errors.len(), 1);
    assert!(errors[0].message.contains("twice for the same versions"));
    for apart in [
        again.replace("2.7 | >=3.6", "3.2-3.5"),
        again.replace(">=1.2, <3", ">=3"),
    ] {
        assert!(read("demo.toml", &format!("{GOOD}\n{apart}")).is_ok());
    }
}

#[test]
fn a_missing_source() {
    let errors = errors(&broken("source = \"demo 1.0, demo.py\"\n", ""));
    let lines: Vec<_> = errors.iter().map(|error| error.line).collect();
    assert_eq!(lines, [10, 23], "the constant and the API");
    assert!(errors[0].message.starts_with("`source` is missing"));
}

#[test]
fn a_missing_class() {
    let text = drawn("name = \"demo.Client\"\n\n", "name = \"demo.Clients\"\n\n");
    assert!(
        text.contains("there is no [[class]] `demo.Client`"),
        "{text}"
    );
    assert!(text.ends_with("did you mean `demo.Clients`?"), "{text}");
}

#[test]
fn two_actions_in_one_effect() {
    let text = drawn(
        "{ use = \"context\" }",
        "{ use = \"context\", connect = \"client\" }",
    );
    assert!(
        text.contains("an effect has one action, this one has `use` and `connect`"),
        "{text}"
    );
}

#[test]
fn an_unknown_protocol_and_an_unknown_method() {
    let text = drawn("protocol = \"TLSv1\"", "protocol = \"TLSv1.0\"");
    assert!(text.contains("unknown protocol `TLSv1.0`"), "{text}");
    let text = drawn("ssl.PROTOCOL_TLS\"", "ssl.PROTOCOL_TSL\"");
    assert!(text.ends_with("did you mean `ssl.PROTOCOL_TLS`?"), "{text}");
}

#[test]
fn a_string_that_is_no_value() {
    let text = drawn("\"'old'\"", "\"old\"");
    assert!(text.ends_with("a Python string is written \"'old'\", a constant with its module"));
}

#[test]
fn a_wrong_type_and_a_syntax_error() {
    let text = drawn("implicit = true", "implicit = \"yes\"");
    assert!(
        text.contains("31:12: expected true or false, found a string"),
        "{text}"
    );
    let text = drawn("kind = \"constructor\"", "kind = ");
    assert!(text.starts_with("demo.toml:26:"), "{text}");
}

#[test]
fn an_api_that_the_prefilter_would_miss() {
    let text = drawn("[aliases]", "words = [\"dmeo\"]\n[aliases]");
    assert!(
        text.contains("without any of the library's `words`"),
        "{text}"
    );
}

#[test]
fn a_caret_stands_under_its_word_behind_tabs_and_other_alphabets() {
    let errors = errors("name = \"démo\"\n\tsumary = \"ü\"\nmodules = [\"d\"]\n");
    let unknown = errors.iter().find(|error| error.line == 2).unwrap();
    assert_eq!((unknown.column, unknown.width), (2, 6));
    assert!(
        unknown
            .to_string()
            .contains("  | \t^^^^^^ did you mean `summary`?")
    );
}

#[test]
fn every_mistake_of_a_file_is_reported_in_the_order_of_the_text() {
    let text = broken("protocol = \"TLSv1\"", "protocol = \"SSL3\"")
        .replace("otherwise = \"refuse\"", "otherwise = \"refse\"")
        .replace("connect = {", "conect = {");
    let lines: Vec<_> = errors(&text).iter().map(|error| error.line).collect();
    assert_eq!(lines, [14, 19, 38]);
}

#[test]
fn values_come_from_arguments_numbers_attributes_and_items() {
    let text = broken(
        "{ use = \"context\" }",
        r#"{ method = "version" }, { method = 5 }, { method = "ssl.PROTOCOL_TLSv1" },
  { method = { attribute = "kind", default = "ssl.PROTOCOL_TLS" } },
  { call-function = { function = "demo.f", arguments = { a = { argument = "context", item = "k" } } } }"#,
    );
    let library = read("demo.toml", &text).unwrap();
    let actions: Vec<_> = library.apis[0].effects[2..7]
        .iter()
        .map(|effect| match &effect.action {
            Action::Method(value) => value.clone(),
            Action::CallFunction { arguments, .. } => arguments[0].1.clone(),
            other => unreachable!("{other:?}"),
        })
        .collect();
    assert_eq!(
        actions,
        [
            ArgumentOrValue::Argument("version".to_owned()),
            ArgumentOrValue::Value(5),
            ArgumentOrValue::Value(3),
            ArgumentOrValue::Attribute {
                name: "kind".to_owned(),
                default: 2
            },
            ArgumentOrValue::Item {
                argument: "context".to_owned(),
                key: "k".to_owned()
            },
        ]
    );
}
