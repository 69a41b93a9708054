//! SARIF against the published schema (OASIS, 2.1.0), and what a schema does
//! not say: indices lead to what they name.

use crate::support::{SUMMARY, Set};
use serde_json::Value;
use tlsfloor_report::{Format, RenderOptions, Report, render};
use tlsfloor_source::SourceMap;

const SCHEMA: &str = include_str!("../data/sarif-schema-2.1.0.json");

fn sarif(report: &Report<'_>) -> Value {
    let mut out = Vec::new();
    let options = RenderOptions {
        color: false,
        width: 80,
    };
    render(report, Format::Sarif, &options, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn assert_valid(log: &Value) {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(log)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn the_report_is_valid() {
    let set = Set::new();
    assert_valid(&sarif(&set.report()));
}

#[test]
fn an_empty_report_is_valid() {
    let report = Report {
        findings: &[],
        diagnostics: &[],
        summary: SUMMARY,
        sources: &SourceMap::new(),
    };
    assert_valid(&sarif(&report));
}

#[test]
fn the_schema_is_really_asked() {
    let set = Set::new();
    let mut log = sarif(&set.report());
    log["runs"][0]["columnKind"] = "bytes".into();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert!(!jsonschema::validator_for(&schema).unwrap().is_valid(&log));
}

#[test]
fn indices_lead_to_what_they_name() {
    let set = Set::new();
    let log = sarif(&set.report());
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    let at = |list: &Value, index: &Value| {
        list[usize::try_from(index.as_u64().unwrap()).unwrap()]["id"].clone()
    };
    for result in run["results"].as_array().unwrap() {
        assert_eq!(at(&driver["rules"], &result["ruleIndex"]), result["ruleId"]);
    }
    for notification in run["invocations"][0]["toolExecutionNotifications"]
        .as_array()
        .unwrap()
    {
        let descriptor = &notification["descriptor"];
        assert_eq!(
            at(&driver["notifications"], &descriptor["index"]),
            descriptor["id"]
        );
    }
    for rule in driver["rules"].as_array().unwrap() {
        for relationship in rule["relationships"].as_array().unwrap() {
            let target = &relationship["target"];
            let taxa = &run["taxonomies"][0]["taxa"];
            assert_eq!(at(taxa, &target["index"]), target["id"]);
        }
    }
}

#[test]
fn paths_are_encoded_and_relative_to_the_root_unless_absolute() {
    let set = Set::new();
    let log = sarif(&set.report());
    let artifact = |index: usize| {
        let location = &log["runs"][0]["results"][index]["locations"][0];
        location["physicalLocation"]["artifactLocation"].clone()
    };
    assert_eq!(artifact(0)["uri"], "net/client%20100%25.py");
    assert_eq!(artifact(0)["uriBaseId"], "%SRCROOT%");
    assert_eq!(artifact(2)["uri"], "file:///srv/esc%1B%5B31m.py");
    assert_eq!(artifact(2).get("uriBaseId"), None);
}
