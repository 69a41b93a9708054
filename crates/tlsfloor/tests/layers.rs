//! The layers: no crate may use another that stands above it.
//!
//! ARCHITECTURE.md explains the table; a new crate has to be written into it.

#![expect(
    clippy::unwrap_used,
    reason = "in a test that is how a failure is said; clippy knows only `#[test]` functions as tests"
)]

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// Each crate of the workspace with those of ours that it may use.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("tlsfloor_protocol", &[]),
    ("tlsfloor_source", &[]),
    ("tlsfloor_files", &[]),
    ("tlsfloor_catalogue_schema", &["tlsfloor_protocol"]),
    (
        "tlsfloor_catalogue",
        &["tlsfloor_protocol", "tlsfloor_catalogue_schema"],
    ),
    (
        "tlsfloor_analysis",
        &["tlsfloor_protocol", "tlsfloor_source", "tlsfloor_catalogue"],
    ),
    (
        "tlsfloor_rules",
        &["tlsfloor_protocol", "tlsfloor_source", "tlsfloor_analysis"],
    ),
    (
        "tlsfloor_engine",
        &[
            "tlsfloor_protocol",
            "tlsfloor_source",
            "tlsfloor_files",
            "tlsfloor_catalogue",
            "tlsfloor_analysis",
            "tlsfloor_rules",
        ],
    ),
    (
        "tlsfloor_report",
        &[
            "tlsfloor_protocol",
            "tlsfloor_source",
            "tlsfloor_analysis",
            "tlsfloor_rules",
        ],
    ),
    ("tlsfloor", &["tlsfloor_engine", "tlsfloor_report"]),
];

/// A dependency: its name, and whether only tests have it.
struct Dependency {
    name: String,
    for_tests: bool,
}

/// The crates of the workspace with what they depend on.
fn workspace() -> BTreeMap<String, Vec<Dependency>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = |value: &Value| value.as_array().unwrap().clone();
    list(&metadata["packages"])
        .iter()
        .map(|package| {
            let dependencies = list(&package["dependencies"])
                .iter()
                .map(|dependency| Dependency {
                    name: dependency["name"].as_str().unwrap().to_owned(),
                    for_tests: dependency["kind"] == "dev",
                })
                .collect();
            (package["name"].as_str().unwrap().to_owned(), dependencies)
        })
        .collect()
}

#[test]
fn every_crate_has_its_place() {
    let crates: Vec<String> = workspace().into_keys().collect();
    let mut placed: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    placed.sort_unstable();
    assert_eq!(crates, placed);
}

#[test]
fn no_crate_depends_upward() {
    let crates = workspace();
    let mut wrong = Vec::new();
    for (name, may_use) in MAY_USE {
        for dependency in crates.get(name).into_iter().flatten() {
            let used = dependency.name.as_str();
            let ours = crates.contains_key(used);
            if ours && !dependency.for_tests && !may_use.contains(&used) {
                wrong.push(format!("{name} must not use {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_protocol_crate_depends_on_nothing() {
    let crates = workspace();
    let used: Vec<&str> = crates["tlsfloor_protocol"]
        .iter()
        .filter(|dependency| !dependency.for_tests)
        .map(|dependency| dependency.name.as_str())
        .collect();
    assert_eq!(used, [""; 0]);
}

#[test]
fn only_the_analysis_sees_the_parser() {
    let with_parser: Vec<String> = workspace()
        .into_iter()
        .filter(|(_, dependencies)| {
            dependencies
                .iter()
                .any(|dependency| dependency.name.starts_with("ruff_"))
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(with_parser, ["tlsfloor_analysis"]);
}
