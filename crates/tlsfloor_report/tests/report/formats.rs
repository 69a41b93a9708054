//! Each format over one set of findings, against the files in `expected/`.
//!
//! After a wanted change: `TLSFLOOR_UPDATE=1 cargo test -p tlsfloor_report`,
//! and read the difference as a user would.

use std::path::Path;

use crate::support::{SUMMARY, Set};
use tlsfloor_report::{
    Format, InventoryFormat, RenderOptions, closing_line, diagnostic_line, render, render_inventory,
};

const PLAIN: RenderOptions = RenderOptions {
    color: false,
    width: 100,
};

fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/expected")
        .join(name);
    if std::env::var_os("TLSFLOOR_UPDATE").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "{name} differs; it is now:\n{actual}");
}

fn rendered(format: Format, options: &RenderOptions) -> String {
    let set = Set::new();
    let mut out = Vec::new();
    render(&set.report(), format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn inventory(format: InventoryFormat) -> String {
    let set = Set::new();
    let mut out = Vec::new();
    render_inventory(&set.inventory(&|_| &set.platform), format, &PLAIN, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn text() {
    check("check.txt", &rendered(Format::Text, &PLAIN));
}

#[test]
fn concise() {
    check("concise.txt", &rendered(Format::Concise, &PLAIN));
}

#[test]
fn json() {
    check("check.json", &rendered(Format::Json, &PLAIN));
}

#[test]
fn sarif() {
    // Rule pages are long and change often: their own tests look after them. A
    // release changes the version alone.
    let mut log: serde_json::Value =
        serde_json::from_str(&rendered(Format::Sarif, &PLAIN)).unwrap();
    let driver = &mut log["runs"][0]["tool"]["driver"];
    for key in ["version", "semanticVersion"] {
        assert_eq!(driver[key], env!("CARGO_PKG_VERSION"));
        driver[key] = "(version)".into();
    }
    for rule in driver["rules"].as_array_mut().unwrap() {
        assert!(rule["help"]["markdown"].as_str().unwrap().starts_with("# "));
        rule["help"]["markdown"] = "(page)".into();
    }
    check("check.sarif", &format!("{:#}\n", sorted(log)));
}

/// The same with the keys of every object in alphabetical order: whether a
/// parsed object keeps its own order depends on which other crates a build has.
fn sorted(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(object) => {
            let mut entries: Vec<_> = object.into_iter().collect();
            entries.sort_by(|left, right| left.0.cmp(&right.0));
            entries
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect()
        }
        serde_json::Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

#[test]
fn inventory_text() {
    check("inventory.txt", &inventory(InventoryFormat::Text));
}

#[test]
fn inventory_json() {
    check("inventory.json", &inventory(InventoryFormat::Json));
}

#[test]
fn lines_beside_the_report() {
    let set = Set::new();
    let mut lines: Vec<String> = set
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic_line(diagnostic, &set.sources))
        .collect();
    lines.push(closing_line(&SUMMARY));
    check("lines.txt", &format!("{}\n", lines.join("\n")));
}

#[test]
fn plain_output_carries_no_escape_and_two_runs_are_equal() {
    for format in Format::ALL {
        let once = rendered(format, &PLAIN);
        assert!(!once.contains('\u{1b}'), "{}", format.name());
        assert!(!once.contains('\u{202e}') || matches!(format, Format::Json | Format::Sarif));
        assert_eq!(once, rendered(format, &PLAIN));
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    let colored = rendered(
        Format::Text,
        &RenderOptions {
            color: true,
            ..PLAIN
        },
    );
    assert!(colored.contains("\u{1b}["));
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    let trimmed = |text: &str| {
        text.lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(trimmed(&plain), trimmed(&rendered(Format::Text, &PLAIN)));
}

#[test]
fn a_narrow_terminal_gets_narrow_help() {
    let narrow = rendered(Format::Text, &RenderOptions { width: 60, ..PLAIN });
    let help: Vec<&str> = narrow
        .lines()
        .filter(|line| line.contains("into two lines"))
        .collect();
    assert!(!help.is_empty());
    assert!(
        help.iter().all(|line| line.chars().count() <= 60),
        "{help:?}"
    );
}
