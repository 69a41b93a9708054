//! What is documented is true: the examples of each rule's page, and the two
//! examples of the published rule that ours bears the name of, run through the
//! whole program.

use std::collections::BTreeSet;

use tlsfloor_engine::rules::rules::ALL;

use crate::support::{Folder, RULE};

#[test]
fn the_examples_of_each_rule_do_what_their_page_says() {
    let mut failures = Vec::new();
    for rule in ALL {
        let examples = rule.examples();
        let fires = examples
            .iter()
            .filter(|example| !example.expectation.is_empty())
            .count();
        assert!(fires > 0, "{} has no example that fires", rule.id);
        assert!(
            fires < examples.len(),
            "{} has no example that stays silent",
            rule.id
        );
        for example in examples {
            let folder = Folder::with(&[("example.py", &example.code)]);
            let mut arguments = vec!["--confidence", &example.confidence];
            if let Some(target) = &example.target_python {
                arguments.extend(["--target-python", target]);
            }
            let document = folder.check(&arguments).json();
            let found: BTreeSet<(u64, String)> = document["findings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|finding| {
                    let line = finding["range"]["start"]["line"].as_u64().unwrap();
                    (line, finding["rule_id"].as_str().unwrap().to_owned())
                })
                .collect();
            let expected: BTreeSet<(u64, String)> = example
                .expectation
                .iter()
                .map(|expected| (expected.line as u64, expected.rule.clone()))
                .collect();
            if found != expected {
                let title = &example.title;
                failures.push(format!(
                    "{}: {title}: expected {expected:?}, found {found:?}",
                    rule.id
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The examples of `python-security/insecure-ssl-protocols` as Datadog
/// publishes it, in <https://github.com/DataDog/datadog-static-analyzer-rule-docs>.
/// The code is broken: an `except` inside the `try` block, in the syntax of
/// Python 2, with names that nobody defined.
fn published(version: &str) -> String {
    let code = r#"import ssl

def newconnect(self):
  try:
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    remote = ssl.wrap_socket(s,
                             ca_certs= CA,
                             cert_reqs=ssl.CERT_REQUIRED,
                             ssl_version = ssl.VERSION)
    remote.connect(self.server.seradd)
    if not self.server.seradd[0] == remote.getpeercert()['subjectAltName'][0][1]:
      logging.error('Server crt error !! Server Name don\'t mach !!')
      logging.error(remote.getpeercert()['subjectAltName'][0][1])
      return
    if not self.send_PW(remote):
      logging.warn('PW error !')
      return
    except socket.error, e:
      logging.warn(e)
      return
"#;
    code.replace("VERSION", version)
}

#[test]
fn the_published_example_that_breaks_the_rule_gives_one_finding() {
    let folder = Folder::with(&[("example.py", &published("PROTOCOL_SSLv3"))]);
    let run = folder.check(&["--confidence", "low"]);
    assert_eq!(run.findings(), ["example.py:9"], "{run:?}");
    let finding = &run.json()["findings"][0];
    assert_eq!(finding["rule_id"], RULE);
    assert_eq!(finding["confidence"], "high");
    // `ssl.PROTOCOL_SSLv3`, counted in characters from 1.
    assert_eq!(finding["range"]["start"]["column"], 44);
    assert_eq!(finding["range"]["end"]["column"], 62);
    assert_eq!(finding["protocols"], serde_json::json!(["SSLv3"]));
    assert_eq!(run.status, Some(1));
}

#[test]
fn the_published_example_that_keeps_the_rule_is_silent() {
    let folder = Folder::with(&[("example.py", &published("PROTOCOL_TLS"))]);
    for target in [
        &[][..],
        &["--target-python", "2.7"],
        &["--target-python", "3.12"],
    ] {
        let run = folder.check(target);
        let rules: Vec<_> = run.json()["findings"].as_array().unwrap().clone();
        let chosen = rules
            .iter()
            .filter(|finding| finding["rule_id"] == RULE)
            .count();
        assert_eq!(chosen, 0, "{run:?}");
    }
    assert_eq!(folder.check(&[]).findings(), [""; 0]);
}
