//! Small programs and what each connection in them can negotiate.
//!
//! Each program runs on Python 3.11 as built from source unless it says
//! otherwise; endpoints are listed in the order of their places. Truth comes
//! from the execution oracle; these rows keep what it has found.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

#[path = "../frame/mod.rs"]
mod frame;

mod choices;
mod comprehensions;
mod concurrency;
mod connected;
mod containers;
mod coroutines;
mod creation;
mod factories;
mod fields;
mod functions;
mod generators;
mod hidden;
mod in_view;
mod iterables;
mod iterators;
mod managers;
mod models;
mod modules;
mod plain;
mod raising;
mod refused;
mod released;
mod resumed;
mod sparse;
mod special;
mod story;
mod subclasses;
mod suspended;

use frame::{build_of, listed, negotiated};
use tlsfloor_analysis::facts::{Analysis, EndpointKind};
use tlsfloor_analysis::{Options, Steps};
use tlsfloor_protocol::ProtocolSet;

fn told(code: &str, story: bool) -> Analysis {
    analysed(&[("program.py", code.to_owned())], story)
}

fn analysed(files: &[(&str, String)], story: bool) -> Analysis {
    let files: Vec<(String, String)> = files
        .iter()
        .map(|(path, code)| ((*path).to_owned(), code.clone()))
        .collect();
    let options = Options {
        implicit: false,
        story,
        steps: Steps::default(),
    };
    frame::analysed(files, options)
}

/// What each endpoint can negotiate on one build; approximate ones with `~`,
/// contexts without a connection in brackets.
fn verdicts(code: &str, python: (u8, u8)) -> Vec<String> {
    verdicts_of(&[("program.py", code.to_owned())], python)
}

/// The same of a program of several files.
fn verdicts_of(files: &[(&str, String)], python: (u8, u8)) -> Vec<String> {
    let found = analysed(files, false).endpoints;
    let build = build_of(python);
    found
        .iter()
        .filter_map(|endpoint| {
            let (set, approximate) = negotiated(endpoint, build)?;
            let mut text = listed(set);
            if approximate {
                text.push('~');
            }
            if endpoint.kind == EndpointKind::Context {
                text = format!("[{text}]");
            }
            Some(text)
        })
        .collect()
}

/// What the connections on each line can negotiate together.
fn lines_of(code: &str, python: (u8, u8)) -> Vec<(usize, String)> {
    let build = build_of(python);
    let mut lines: Vec<(usize, ProtocolSet)> = Vec::new();
    for endpoint in told(code, false).endpoints {
        let Some((set, _)) = negotiated(&endpoint, build) else {
            continue;
        };
        let before = &code[..endpoint.call.range.start() as usize];
        let line = before.matches('\n').count();
        match lines.iter_mut().find(|(own, _)| *own == line) {
            Some((_, all)) => *all = all.union(set),
            None => lines.push((line, set)),
        }
    }
    lines
        .into_iter()
        .map(|(line, set)| (line, listed(set)))
        .collect()
}

fn check(rows: &[(&str, &[&str])]) {
    for (code, expected) in rows {
        let code = format!("import ssl, os, sys\n{code}");
        assert_eq!(verdicts(&code, (3, 11)), *expected, "in\n{code}");
    }
}

/// The default context of Python 3.11, and two functions that change its floor.
const CONTEXT: &str = "c = ssl.create_default_context()\ndef low(*a):\n    c.minimum_version = 769\ndef high(*a):\n    c.minimum_version = 772\n";

/// What a connection after each program can negotiate.
pub(crate) fn check_between(rows: &[(&str, &str)]) {
    let programs: Vec<(String, [&str; 1])> = rows
        .iter()
        .map(|(code, expected)| (format!("{CONTEXT}{code}\nc.wrap_socket(s)"), [*expected]))
        .collect();
    let rows: Vec<(&str, &[&str])> = programs
        .iter()
        .map(|(code, expected)| (code.as_str(), expected.as_slice()))
        .collect();
    check(&rows);
}

#[test]
fn what_asks_for_a_protocol_that_no_build_has_negotiates_nothing() {
    let made = "import ssl\nssl.SSLContext(ssl.PROTOCOL_SSLv2).wrap_socket(s)\n";
    assert_eq!(verdicts(made, (2, 7)), [""]);
    let made = "from OpenSSL import SSL\nSSL.Connection(SSL.Context(SSL.SSLv2_METHOD), s)\n";
    assert_eq!(verdicts(made, (2, 7)), [""]);
}

/// A program whose comments tell what the connection on their line can
/// negotiate.
fn check_told(code: &str) {
    let code = format!("import ssl\n{code}");
    let told: Vec<(usize, &str)> = code
        .lines()
        .enumerate()
        .filter_map(|(line, text)| Some((line, text.split_once(")  # ")?.1)))
        .collect();
    let found = lines_of(&code, (3, 11));
    for (line, expected) in told {
        let found = found.iter().find(|(own, _)| *own == line);
        let found = found.map_or("", |(_, verdict)| verdict.as_str());
        assert_eq!(found, expected, "in line {line} of\n{code}");
    }
}
