//! Which places are findings, and the ways from there to the connections.

use crate::support::Folder;
use serde_json::Value;

/// The findings of a folder as `line of the cause: kind line, …`, over all files.
fn findings(folder: &Folder) -> Vec<String> {
    let document = folder
        .run(&["check", "--output-format", "json", "."])
        .json();
    let place = |item: &Value| {
        let path = item["path"].as_str().unwrap();
        format!("{path}:{}", item["range"]["start"]["line"])
    };
    let findings = document["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| {
            let related = finding["related"].as_array().unwrap();
            let related: Vec<String> = related
                .iter()
                .map(|item| format!("{} {}", item["kind"].as_str().unwrap(), place(item)))
                .collect();
            format!("{}: {}", place(finding), related.join(", "))
        })
        .collect()
}

#[test]
fn of_two_settings_that_are_both_needed_the_nearest_is_the_finding() {
    let folder = Folder::with(&[(
        "two.py",
        "import ssl\n\
         context = ssl.create_default_context()\n\
         context.minimum_version = ssl.TLSVersion.TLSv1\n\
         context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1\n\
         context.options &= ~ssl.OP_NO_TLSv1_1\n\
         context.wrap_socket(s)\n",
    )]);
    assert_eq!(
        findings(&folder),
        ["two.py:5: cause two.py:3, endpoint two.py:6"]
    );
}

#[test]
fn two_branches_that_each_let_it_in_are_two_findings() {
    let folder = Folder::with(&[(
        "branches.py",
        "import ssl\n\
         context = ssl.create_default_context()\n\
         if old:\n    \
         context.minimum_version = ssl.TLSVersion.TLSv1\n\
         else:\n    \
         context.minimum_version = ssl.TLSVersion.TLSv1_1\n\
         context.wrap_socket(s)\n",
    )]);
    let found = findings(&folder);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("branches.py:4: "), "{found:?}");
    assert!(found[1].starts_with("branches.py:6: "), "{found:?}");
}

const SETTINGS: &str = "import ssl\nLOW = ssl.TLSVersion.TLSv1\n";
const CLIENT: &str = "import ssl\n\
    import settings\n\
    def context():\n    \
    made = ssl.create_default_context()\n    \
    made.minimum_version = settings.LOW\n    \
    return made\n";
const MAIN: &str = "import client\n\
    client.context().wrap_socket(s)\n\
    client.context().wrap_bio(i, o)\n";

#[test]
fn the_ways_to_each_connection_are_code_flows() {
    let folder = Folder::with(&[
        ("settings.py", SETTINGS),
        ("client.py", CLIENT),
        ("main.py", MAIN),
    ]);
    let log = folder
        .run(&["check", "--output-format", "sarif", "."])
        .json();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 1, "{log}");
    let place = |item: &Value| {
        let physical = &item["location"]["physicalLocation"];
        format!(
            "{}:{}",
            physical["artifactLocation"]["uri"].as_str().unwrap(),
            physical["region"]["startLine"]
        )
    };
    let flows = results[0]["codeFlows"].as_array().unwrap();
    let flows: Vec<Vec<String>> = flows
        .iter()
        .map(|flow| {
            let locations = &flow["threadFlows"][0]["locations"];
            locations.as_array().unwrap().iter().map(place).collect()
        })
        .collect();
    let begun = ["settings.py:2", "settings.py:2", "client.py:5"];
    assert_eq!(
        flows,
        [
            [&begun[..], &["main.py:2"]].concat(),
            [&begun[..], &["main.py:3"]].concat(),
        ]
    );
}

#[test]
fn a_bound_that_ends_the_analysis_is_not_taken_for_a_context_without_connection() {
    let cut = "import ssl\n\
        def down(depth, context):\n    \
            return down(depth - 1, context) if depth else context.wrap_socket(s)\n\
        down(5000, ssl.SSLContext(ssl.PROTOCOL_TLSv1))\n";
    let whole = "import ssl\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n";
    let told = |program: &str| {
        let folder = Folder::with(&[("a.py", program)]);
        folder.run(&["check", "."]).stdout
    };
    assert!(
        told(cut).contains("makes a context here that reached no connection before a bound"),
        "{}",
        told(cut)
    );
    assert!(
        told(whole).contains("makes a context here that reaches no connection in view"),
        "{}",
        told(whole)
    );
}

#[test]
fn a_maximum_of_something_unknown_is_told_as_one() {
    let folder = Folder::with(&[(
        "a.py",
        "import ssl\ndef f(context):\n    context.maximum_version = ssl.TLSVersion.SSLv3\n",
    )]);
    let run = folder.run(&["check", "--output-format", "concise", "."]);
    assert!(
        run.stdout.contains(
            "`ssl.TLSVersion.SSLv3` is assigned to something that is not known as the newest \
             version allowed: it keeps connections to SSLv3 and older on Python 3.10 – 3.15. \
             Drop this maximum and"
        ),
        "{}",
        run.stdout
    );
}
