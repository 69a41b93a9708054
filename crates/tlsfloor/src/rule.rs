//! `tlsfloor rule`: the list of rules, or one rule's page.

use std::io::{self, Write};

use serde_json::{Value, json};
use tlsfloor_engine::rules::RuleMetadata;
use tlsfloor_engine::rules::rules::{ALL, find};

use crate::Failure;
use crate::args::{PlainFormat, RuleArgs};
use crate::exit::Exit;
use crate::printer::{ColorChoice, Printer};

pub(crate) fn run(args: &RuleArgs, color: ColorChoice) -> Result<Exit, Failure> {
    let rule = match &args.id {
        None => None,
        Some(id) => Some(find(id).map_err(|unknown| {
            let known = ALL.map(|rule| rule.id).join("`, `");
            Failure(format!("{unknown}\n  there are `{known}`"))
        })?),
    };
    Printer::new(color, None).report(|out| match (args.output_format, rule) {
        (PlainFormat::Text, None) => list(out),
        (PlainFormat::Text, Some(rule)) => page(rule, out),
        (PlainFormat::Json, None) => {
            let rules: Vec<Value> = ALL.into_iter().map(value).collect();
            document(&json!({"schema_version": 1, "rules": rules}), out)
        }
        (PlainFormat::Json, Some(rule)) => {
            document(&json!({"schema_version": 1, "rules": [value(rule)]}), out)
        }
    })?;
    Ok(Exit::Clean)
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    for rule in ALL {
        writeln!(out, "{}\n    {} ({})", rule.id, rule.title, rule.severity)?;
    }
    Ok(())
}

fn page(rule: &RuleMetadata, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", rule.documentation.trim_end())
}

fn value(rule: &RuleMetadata) -> Value {
    json!({
        "id": rule.id,
        "title": rule.title,
        "description": rule.description,
        "category": rule.category,
        "severity": rule.severity.name(),
        "cwe": rule.cwe,
        "documentation": rule.documentation,
    })
}

/// A JSON document, indented, with a line break at its end.
pub(crate) fn document(value: &Value, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
