//! `tlsfloor explain` where there is much to tell: tables, many ways, values that
//! come from far. Against the files in `expected/`, as in `explain.rs`.

use serde_json::Value;

use crate::explain::{check, told};
use crate::support::Folder;

/// A table that a parameter indexes, in another file than the context.
const TABLE: &[(&str, &str)] = &[
    (
        "versions.py",
        "\
import ssl

OLDEST = {
    'new': ssl.TLSVersion.TLSv1_3,
    'usual': ssl.TLSVersion.TLSv1_2,
    'old': ssl.TLSVersion.TLSv1_1,
    'older': ssl.TLSVersion.TLSv1,
}
",
    ),
    (
        "client.py",
        "\
import ssl
from versions import OLDEST

def connect(sock, name):
    oldest = OLDEST[name]
    context = ssl.create_default_context()
    context.minimum_version = oldest
    return context.wrap_socket(sock)
",
    ),
];

#[test]
fn rows_of_a_table_are_one_way() {
    let folder = Folder::with(TABLE);
    let (text, json) = told(&folder, "client.py:8", &[]);
    check("table.txt", &text);
    let ways = json["endpoints"][0]["ways"].as_array().unwrap();
    assert_eq!(ways.len(), 1, "{text}");
    let step = &ways[0]["steps"][1];
    let alternatives = step["alternatives"].as_array().unwrap();
    assert_eq!(alternatives.len(), 4, "{step:#}");
    let from = step["from"].as_array().unwrap();
    let places: Vec<(&Value, &Value)> = from
        .iter()
        .map(|value| (&value["path"], &value["range"]["start"]["line"]))
        .collect();
    assert_eq!(places.len(), 4, "{step:#}");
    assert!(places.iter().all(|(path, _)| *path == "versions.py"));
    assert_eq!(from[0]["via"][0]["path"], "client.py");
}

#[test]
fn many_ways_are_told_in_one_and_in_json_each() {
    let mut program = "import ssl, os\n\ncontext = ssl.create_default_context()\n".to_owned();
    for flag in ["TLSv1_3", "TLSv1_2", "TLSv1_1"] {
        program.push_str(&format!(
            "if os.environ.get('NO_{flag}'):\n    context.options |= ssl.OP_NO_{flag}\n"
        ));
    }
    program.push_str(
        "if os.environ.get('OLD'):\n    context.minimum_version = ssl.TLSVersion.TLSv1\n\
         context.wrap_socket(sock)\n",
    );
    let folder = Folder::with(&[("a.py", &program)]);
    let (text, json) = told(&folder, "a.py:12", &[]);
    check("many.txt", &text);
    let ways = json["endpoints"][0]["ways"].as_array().unwrap();
    assert_eq!(ways.len(), 16, "{text}");
    let (every, again) = told(&folder, "a.py:12", &["--every-way"]);
    check("many-every.txt", &every);
    assert_eq!(json, again, "the option is about text alone");
    // Whatever is told in one is told of every way.
    for way in ways {
        for step in way["steps"].as_array().unwrap() {
            let line = step["range"]["start"]["line"].as_u64().unwrap();
            assert!(
                text.contains(&format!("\n  {line:>2} | ")),
                "{line}: {text}"
            );
        }
    }
}

#[test]
fn a_call_that_is_not_followed_is_not_out_of_view() {
    let program = "\
import ssl

def tune(context, left):
    if left:
        tune(context, unknown())

context = ssl.create_default_context()
tune(context, unknown())
context.wrap_socket(sock)
";
    let folder = Folder::with(&[("a.py", program)]);
    let (text, json) = told(&folder, "a.py:9", &[]);
    check("unfollowed.txt", &text);
    let kinds: Vec<&Value> = json["endpoints"][0]["ways"][1]["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| &step["kind"])
        .collect();
    assert_eq!(kinds, ["made", "unfollowed"], "{text}");
}

#[test]
fn a_test_in_another_file_says_which() {
    let folder = Folder::with(&[
        (
            "tune.py",
            "import ssl\n\ndef lower(context, old):\n    if old:\n        \
             context.minimum_version = ssl.TLSVersion.TLSv1\n",
        ),
        (
            "main.py",
            "import os, ssl\nfrom tune import lower\n\n\
             context = ssl.create_default_context()\n\
             if os.environ.get('TUNE'):\n    lower(context, os.environ.get('OLD'))\n\
             context.wrap_socket(sock)\n",
        ),
    ]);
    let (text, json) = told(&folder, "main.py:7", &[]);
    check("elsewhere.txt", &text);
    let when = &json["endpoints"][0]["ways"][0]["steps"][1]["when"];
    assert_eq!(when[0]["path"], "tune.py");
    assert_eq!(when[1]["path"], "main.py");
}
