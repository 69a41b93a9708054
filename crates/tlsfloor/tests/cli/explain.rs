//! `tlsfloor explain`: stories of whole programs, against the files in
//! `expected/`, and what it says of mistakes.
//!
//! After a wanted change: `TLSFLOOR_UPDATE=1 cargo test -p tlsfloor --test cli`,
//! and read the difference as a user would.

use std::path::Path;

use serde_json::Value;

use crate::support::{Folder, PINNED, RULE, SAFE};

pub(crate) fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cli/expected")
        .join(name);
    if std::env::var_os("TLSFLOOR_UPDATE").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "{name} differs; it is now:\n{actual}");
}

/// The story of `spot` in `folder`, as text and as JSON.
pub(crate) fn told(folder: &Folder, spot: &str, more: &[&str]) -> (String, Value) {
    let mut arguments = vec!["explain", spot];
    arguments.extend(more);
    let text = folder.run(&arguments);
    assert_eq!(text.status, Some(0), "{text:?}");
    arguments.extend(["--output-format", "json"]);
    let json = folder.run(&arguments);
    assert_eq!(json.status, Some(0), "{json:?}");
    (text.stdout, json.json())
}

/// What can be negotiated after each step of each way of the first endpoint,
/// with the line of the step.
fn sets(story: &Value) -> Vec<Vec<String>> {
    let list = |value: &Value| -> Vec<Value> { value.as_array().unwrap().clone() };
    list(&story["endpoints"][0]["ways"])
        .iter()
        .map(|way| {
            let steps = list(&way["steps"]);
            let said = steps.iter().map(|step| {
                let line = &step["range"]["start"]["line"];
                let sets = list(&step["sets"]);
                let sets = sets.iter().map(|set| {
                    let names = list(&set["protocols"]);
                    let names: Vec<&str> =
                        names.iter().map(|name| name.as_str().unwrap()).collect();
                    names.join(" ")
                });
                format!("{line}: {}", sets.collect::<Vec<_>>().join(" | "))
            });
            said.collect()
        })
        .collect()
}

/// Lowered, then hardened: safe in the end.
pub(crate) const HARDENED: &str = "\
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS)
context.minimum_version = ssl.TLSVersion.TLSv1
context.minimum_version = ssl.TLSVersion.TLSv1_2
context.wrap_socket(sock)
";

#[test]
fn a_simple_story() {
    let folder = Folder::with(&[("a.py", &format!("{PINNED}context.wrap_socket(s)\n"))]);
    let (text, json) = told(&folder, "a.py:3", &[]);
    check("simple.txt", &text);
    check("simple.json", &format!("{json:#}\n"));
    assert_eq!(json["endpoints"][0]["findings"][0]["rule_id"], RULE);
    assert_eq!(json["endpoints"][0]["findings"][0]["fate"], "shown");
}

#[test]
fn lowered_and_then_hardened_is_safe_and_says_both() {
    let folder = Folder::with(&[("a.py", HARDENED)]);
    let (text, json) = told(&folder, "a.py:6", &[]);
    check("hardened.txt", &text);
    assert_eq!(
        sets(&json),
        [[
            "3: TLSv1.2 TLSv1.3",
            "4: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3",
            "5: TLSv1.2 TLSv1.3"
        ]]
    );
    assert_eq!(json["endpoints"][0]["findings"], serde_json::json!([]));
}

#[test]
fn pythons_that_differ_are_told_apart() {
    let program = "\
import ssl

context = ssl.create_default_context()
context.options |= ssl.OP_NO_TLSv1
context.wrap_socket(sock)
";
    let folder = Folder::with(&[("a.py", program)]);
    let (text, json) = told(&folder, "a.py:5", &["--target-python", "3.8-3.11"]);
    check("pythons.txt", &text);
    let after = &json["endpoints"][0]["ways"][0]["steps"][1]["sets"];
    assert_eq!(after[0]["python"], "3.8 – 3.9");
    assert_eq!(after[0]["floor"], "TLSv1.1");
    assert_eq!(after[1]["python"], "3.10 – 3.11");
    assert_eq!(after[1]["floor"], "TLSv1.2");
}

#[test]
fn two_branches_are_two_ways_the_lower_first() {
    let program = "\
import os, ssl

context = ssl.create_default_context()
if os.environ.get('OLD'):
    context.minimum_version = ssl.TLSVersion.TLSv1_1
else:
    context.minimum_version = ssl.TLSVersion.TLSv1_3
context.wrap_socket(sock)
";
    let folder = Folder::with(&[("a.py", program)]);
    let (text, json) = told(&folder, "a.py:8", &[]);
    check("branches.txt", &text);
    let ways = sets(&json);
    assert_eq!(
        ways,
        [
            ["3: TLSv1.2 TLSv1.3", "5: TLSv1.1 TLSv1.2 TLSv1.3"],
            ["3: TLSv1.2 TLSv1.3", "7: TLSv1.3"]
        ]
    );
}

#[test]
fn two_contexts_on_one_line_are_two_stories() {
    let program = "\
import ssl

def connect(sock, old):
    new = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    low = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    return (low if old else new).wrap_socket(sock)
";
    let folder = Folder::with(&[("a.py", program)]);
    let (text, json) = told(&folder, "a.py:6", &[]);
    check("contexts.txt", &text);
    let floors: Vec<&Value> = json["endpoints"]
        .as_array()
        .unwrap()
        .iter()
        .map(|endpoint| &endpoint["floor"])
        .collect();
    assert_eq!(floors, ["TLSv1.2", "TLSv1"]);
}

#[test]
fn a_story_goes_through_the_files_of_a_project() {
    let folder = Folder::with(&[
        ("settings.py", "import ssl\nOLDEST = ssl.TLSVersion.TLSv1\n"),
        (
            "factory.py",
            "import ssl\nfrom settings import OLDEST\n\n\
             def make():\n    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n    \
             context.minimum_version = OLDEST\n    return context\n\nshared = make()\n",
        ),
        (
            "harden.py",
            "import ssl\nimport factory\n\
             factory.shared.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1\n",
        ),
        (
            "main.py",
            "import harden\nfrom factory import shared, make\n\
             shared.wrap_socket(sock)\nmake().wrap_socket(sock)\n",
        ),
    ]);
    let (text, json) = told(&folder, "main.py:3", &[]);
    check("files.txt", &text);
    let steps = json["endpoints"][0]["ways"][0]["steps"].as_array().unwrap();
    let places: Vec<&Value> = steps.iter().map(|step| &step["path"]).collect();
    assert_eq!(places, ["factory.py", "factory.py", "harden.py"]);
    assert_eq!(steps[1]["from"][0]["path"], "settings.py");
    assert_eq!(json["endpoints"][0]["floor"], "TLSv1.2");
    // The same line of settings is the cause of one and harmless to the other.
    let (text, json) = told(&folder, "settings.py:2", &[]);
    check("files-cause.txt", &text);
    assert_eq!(json["findings"][0]["part"], "cause");
    let reached = json["reaches"].as_array().unwrap();
    let lines: Vec<&Value> = reached
        .iter()
        .map(|reach| &reach["range"]["start"]["line"])
        .collect();
    assert_eq!(lines, [3, 4]);
}

#[test]
fn a_hole_is_said_where_it_comes_about() {
    let program = "\
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.minimum_version = ssl.TLSVersion.TLSv1
context.options |= ssl.OP_NO_TLSv1_1
context.wrap_socket(sock)
";
    let folder = Folder::with(&[("a.py", program)]);
    let (text, json) = told(&folder, "a.py:6", &[]);
    check("hole.txt", &text);
    let steps = &json["endpoints"][0]["ways"][0]["steps"];
    assert_eq!(steps[1]["sets"][0]["beyond_hole"], serde_json::json!([]));
    assert_eq!(
        steps[2]["sets"][0]["beyond_hole"],
        serde_json::json!(["TLSv1.2", "TLSv1.3"])
    );
}

#[test]
fn what_is_not_known_says_why() {
    let program = "\
import ssl
from elsewhere import tune

def connect(sock, version, given):
    context = ssl.create_default_context()
    tune(context)
    context.minimum_version = version
    context.wrap_socket(sock)
    given.wrap_socket(sock)
";
    let folder = Folder::with(&[("a.py", program)]);
    let (text, json) = told(&folder, "a.py:8", &[]);
    check("approximate.txt", &text);
    let reasons: Vec<&Value> = json["endpoints"][0]["approximate_because"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| &reason["range"]["start"]["line"])
        .collect();
    assert_eq!(reasons, [4, 6]);
    let (text, json) = told(&folder, "a.py:9", &[]);
    check("not-in-view.txt", &text);
    assert_eq!(json["endpoints"][0]["created_at"], Value::Null);
    assert_eq!(json["endpoints"][0]["ways"], serde_json::json!([]));
}

#[test]
fn a_doubt_may_come_from_another_file() {
    let folder = Folder::with(&[
        (
            "own.py",
            "import ssl\nimport helper\ncontext = ssl.create_default_context()\n\
             context.wrap_socket(sock)\n",
        ),
        ("helper.py", "import ssl\nexec(x)\n"),
    ]);
    let (text, json) = told(&folder, "own.py:4", &[]);
    let endpoint = &json["endpoints"][0];
    assert_eq!(endpoint["certainty"], "approximate", "{text}");
    let because = endpoint["approximate_because"].as_array().unwrap();
    let paths: Vec<&Value> = because.iter().map(|reason| &reason["path"]).collect();
    assert_eq!(paths, ["helper.py"], "{text}");
}

#[test]
fn a_cause_tells_what_it_reaches_and_a_step_what_it_passes_on() {
    let program = "\
import ssl

def connect(sock, version=None):
    context = ssl.SSLContext(version or ssl.PROTOCOL_TLS_CLIENT)
    return context.wrap_socket(sock)

connect(one, ssl.PROTOCOL_TLSv1)
connect(two)
";
    let folder = Folder::with(&[("a.py", program)]);
    let (text, json) = told(&folder, "a.py:7", &[]);
    check("cause.txt", &text);
    assert_eq!(json["findings"][0]["part"], "cause");
    let (text, json) = told(&folder, "a.py:3", &[]);
    check("step.txt", &text);
    assert_eq!(json["findings"][0]["part"], "step");
    // A line of a safe program that only takes part.
    let safe = Folder::with(&[("a.py", &format!("{SAFE}context.wrap_socket(s)\n"))]);
    let (text, json) = told(&safe, "a.py:2", &["--target-python", "3.8"]);
    check("part.txt", &text);
    assert_eq!(json["reaches"][0]["range"]["start"]["line"], 4);
    assert_eq!(json["silence"], serde_json::json!([]));
}

#[test]
fn a_suppressed_finding_is_told_as_such() {
    let program = format!("{PINNED}context.wrap_socket(s)\n").replace(
        "TLSv1)",
        "TLSv1)  # tlsfloor: ignore[insecure-ssl-protocols] test bench",
    );
    let folder = Folder::with(&[("a.py", &program)]);
    let (text, json) = told(&folder, "a.py:3", &[]);
    assert!(text.contains("hidden by a comment"), "{text}");
    assert_eq!(json["endpoints"][0]["findings"][0]["fate"], "suppressed");
}

/// Lines of which nothing is said, each with the reason.
const SILENT: &str = "\
import ssl, sys
from ssl import PROTOCOL_TLSv1_1

# Nothing but a comment.
print('no TLS')
if version == ssl.PROTOCOL_SSLv3: print(1)
assert version != ssl.PROTOCOL_TLSv1
unknown(ssl.PROTOCOL_TLSv1)
hasattr(ssl, 'PROTOCOL_TLSv1')
ssl.get_server_certificate
if sys.version_info < (3,):
    print('old')
    ssl.wrap_socket(sock)
if False:
    print('never')
def alone():
    print('nobody calls this')
";

#[test]
fn every_silent_line_says_why() {
    let folder = Folder::with(&[("a.py", SILENT), ("plain.py", "print('hello')\n")]);
    let mut all = String::new();
    for (spot, kinds) in [
        ("a.py:2", &["imported"][..]),
        ("a.py:3", &["no-code"]),
        ("a.py:4", &["no-code"]),
        ("a.py:5", &["no-tls"]),
        ("a.py:6", &["compared"]),
        ("a.py:7", &["asserted"]),
        ("a.py:8", &["passed"]),
        ("a.py:9", &["spelled"]),
        ("a.py:10", &["no-tls"]),
        ("a.py:12", &["platform"]),
        ("a.py:13", &["platform"]),
        ("a.py:15", &["unreached"]),
        ("a.py:17", &["aside"]),
        ("plain.py:1", &["put-aside"]),
    ] {
        let (text, json) = told(&folder, spot, &[]);
        let said: Vec<&str> = json["silence"]
            .as_array()
            .unwrap()
            .iter()
            .map(|reason| reason["kind"].as_str().unwrap())
            .collect();
        assert_eq!(said, kinds, "{spot}\n{text}");
        assert_eq!(json["endpoints"], serde_json::json!([]), "{spot}");
        all.push_str(&text);
        all.push('\n');
    }
    check("silent.txt", &all);
}

#[test]
fn a_broken_line_and_one_behind_a_bound_say_so() {
    let deep = format!(
        "import ssl\nx = {}1{}\n",
        "(".repeat(3000),
        ")".repeat(3000)
    );
    let folder = Folder::with(&[("bad.py", "import ssl\nx = = 1\n"), ("deep.py", &deep)]);
    for (spot, kind) in [("bad.py:2", "syntax"), ("deep.py:2", "bound")] {
        let (text, json) = told(&folder, spot, &[]);
        assert_eq!(json["silence"][0]["kind"], kind, "{text}");
    }
}

#[test]
fn a_library_left_to_its_default_is_a_connection_too() {
    let program = "import requests\nrequests.get('https://example.org')\n";
    let folder = Folder::with(&[("a.py", program)]);
    let (_, json) = told(&folder, "a.py:2", &["--target-python", "3.12"]);
    let endpoint = &json["endpoints"][0];
    assert_eq!(endpoint["implicit"], true);
    assert_eq!(endpoint["floor"], "TLSv1.2");
    assert_eq!(endpoint["findings"], serde_json::json!([]));
}

#[test]
fn a_line_in_the_middle_of_a_call_is_the_calls() {
    let program = "\
import ssl
context = ssl.create_default_context()
context.wrap_socket(
    sock,
)
";
    let folder = Folder::with(&[("a.py", program)]);
    for spot in ["a.py:3", "a.py:4", "a.py:5"] {
        let (_, json) = told(&folder, spot, &[]);
        let api = &json["endpoints"][0]["api"];
        assert_eq!(api, "ssl.SSLContext.wrap_socket", "{spot}");
    }
}

#[test]
fn many_steps_are_cut_and_the_last_settings_stay_true() {
    let mut program = "import ssl\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS)\n".to_owned();
    for index in 0..40 {
        let version = if index % 2 == 0 { "TLSv1" } else { "TLSv1_1" };
        program.push_str(&format!(
            "context.minimum_version = ssl.TLSVersion.{version}\n"
        ));
    }
    program.push_str("context.wrap_socket(sock)\n");
    let folder = Folder::with(&[("a.py", &program)]);
    let (text, json) = told(&folder, "a.py:43", &[]);
    let steps = json["endpoints"][0]["ways"][0]["steps"].as_array().unwrap();
    assert!(steps.len() < 30, "{}", steps.len());
    let last = steps.last().unwrap();
    assert_eq!(last["kind"], "cut");
    assert_eq!(last["sets"][0]["floor"], "TLSv1.1");
    assert!(text.contains("more steps follow"), "{text}");
}
