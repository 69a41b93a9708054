//! Bounds on what is told of an answer, which is the same without them.

use super::{CONTEXT, analysed_for, lines, negotiated};
use tlsfloor_analysis::Steps;
use tlsfloor_analysis::facts::{Endpoint, Happening};

fn last_of(code: &str) -> Endpoint {
    let code = format!("{CONTEXT}{code}\nc.wrap_socket(s)\n");
    let files = [("program.py".to_owned(), code)];
    let analysis = analysed_for(&files, Steps::default(), true);
    analysis.endpoints.last().unwrap().clone()
}

#[test]
fn of_many_origins_some_are_kept() {
    let code = lines(0..9, |number| {
        format!("if unknown{number}():\n    c.minimum_version = 769")
    });
    let endpoint = last_of(&code);
    assert_eq!(negotiated(&endpoint).unwrap(), "1 1.1 1.2 1.3");
    let settings = endpoint
        .outcomes
        .iter()
        .filter_map(|own| own.settings.as_ref());
    let mut minimums = settings.map(|own| &own.minimum);
    assert!(minimums.any(|own| own.origins_full && own.origins.len() == 6));
}

#[test]
fn of_long_ways_the_first_steps_are_kept() {
    let code = lines(1..20, |number| format!("v{number} = v{}", number - 1));
    let endpoint = last_of(&format!("v0 = 769\n{code}c.minimum_version = v19"));
    assert_eq!(negotiated(&endpoint).unwrap(), "1 1.1 1.2 1.3");
    let settings = endpoint
        .outcomes
        .iter()
        .filter_map(|own| own.settings.as_ref());
    let mut origins = settings.flat_map(|own| &own.minimum.origins);
    assert!(origins.any(|own| own.steps.len() == 10));
}

#[test]
fn of_many_ways_some_are_kept() {
    let code = lines(0..6, |number| {
        format!(
            "if unknown{number}():\n    c.minimum_version = 769\nelse:\n    c.minimum_version = 769"
        )
    });
    let endpoint = last_of(&code);
    assert_eq!(negotiated(&endpoint).unwrap(), "1 1.1 1.2 1.3");
    assert!(endpoint.ways.len() <= 8 * endpoint.outcomes.len());
    assert!(endpoint.ways.iter().any(|way| way.more));
}

#[test]
fn of_long_ways_the_first_events_are_kept() {
    let code = lines(0..40, |number| {
        format!("c.minimum_version = {}", 769 + number % 3)
    });
    let endpoint = last_of(&code);
    assert_eq!(negotiated(&endpoint).unwrap(), "1 1.1 1.2 1.3");
    let mut steps = endpoint.ways.iter().flat_map(|way| &way.steps);
    assert!(steps.any(|step| step.kind == Happening::Cut));
}
