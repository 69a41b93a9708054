//! Bounds of the parser. What it cuts out may have done anything.

use super::{CONTEXT, found, reach};
use tlsfloor_analysis::Steps;
use tlsfloor_analysis::facts::AnalysisDiagnosticKind;

const DEEP: &str = "nested too deeply: this part is not analysed";

#[test]
fn brackets_stand_in_so_many_others() {
    let code = format!("x = {}low(){} # here", "(".repeat(3_000), ")".repeat(3_000));
    reach(&code, DEEP, "1.2 1.3~");
}

#[test]
fn operators_follow_so_many_others() {
    let code = format!("x = 1{} + low() # here", " + 1".repeat(61_000));
    reach(&code, DEEP, "1.2 1.3~");
}

#[test]
fn blocks_stand_in_so_many_others() {
    let tests: String = (0..300)
        .map(|depth| format!("{}if 1:\n", " ".repeat(depth)))
        .collect();
    let code = format!("{tests}{}low()", " ".repeat(300));
    reach(&code, DEEP, "1 1.1 1.2 1.3~");
}

#[test]
fn fields_of_texts_stand_in_so_many_others() {
    let code = format!(
        "x = {}low(){} # here",
        "f'{".repeat(5_000),
        "}'".repeat(5_000)
    );
    reach(&code, DEEP, "1.2 1.3~");
}

#[test]
fn a_tree_has_so_many_levels() {
    let code = format!(
        "x = {}low(){} # here",
        "f(".repeat(1_500),
        ")".repeat(1_500)
    );
    reach(&code, DEEP, "1 1.1 1.2 1.3~");
}

#[test]
fn so_many_problems_are_listed() {
    let code = format!("{CONTEXT}{}c.wrap_socket(s)\n", "x = = 1\n".repeat(30));
    let files = [("program.py".to_owned(), code.clone())];
    let analysis = super::analysed(&files, Steps::default());
    let problems: Vec<&str> = analysis
        .diagnostics
        .iter()
        .filter(|own| own.kind == AnalysisDiagnosticKind::Syntax)
        .map(|own| own.message.as_str())
        .collect();
    assert_eq!(problems.len(), 20);
    assert!(
        problems[19].ends_with(" (and 10 more in this file)"),
        "{problems:?}"
    );
    assert_eq!(found(&code).endpoints.len(), 1);
}
