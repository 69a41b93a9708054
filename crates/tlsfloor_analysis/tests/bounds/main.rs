//! Every bound of the analysis, reached by a program: what is said, where, and
//! that the answer is no narrower than the truth.
//!
//! `docs/bounds.md` names for each bound the test that reaches it; a test of the
//! command line compares. Truth comes from reading the programs, which are made
//! to be plain.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

#[path = "../frame/mod.rs"]
mod frame;

mod containers;
mod hostile;
mod paths;
mod projects;
mod runs;
mod sizes;
mod story;
mod syntax;

use std::time::{Duration, Instant};
use tlsfloor_analysis::facts::{Analysis, AnalysisDiagnosticKind, Endpoint};
use tlsfloor_analysis::{Options, Steps};

/// The default context of Python 3.11, and functions that change its floor.
const CONTEXT: &str = "import ssl, os, sys\nc = ssl.create_default_context()\ndef low(*a):\n    c.minimum_version = 769\ndef high(*a):\n    c.minimum_version = 772\n";

/// What a context negotiates that `low` has changed.
const LOW: &str = "1 1.1 1.2 1.3";
/// The same of one of which that is not certain.
const PERHAPS_LOW: &str = "1 1.1 1.2 1.3~";
/// What the default context negotiates, where something may have changed it.
const UNCERTAIN: &str = "1.2 1.3~";

/// What is found in a project.
struct Found {
    /// What each endpoint can negotiate on Python 3.11; approximate with `~`.
    endpoints: Vec<String>,
    /// The bounds that were reached: file, line and sentence.
    bounds: Vec<(String, usize, String)>,
}

impl Found {
    fn says(&self, sentence: &str) -> bool {
        self.bounds.iter().any(|(_, _, own)| own == sentence)
    }
}

fn found_in(files: &[(String, String)], steps: Steps) -> Found {
    let analysis = analysed(files, steps);
    let bounds = analysis
        .diagnostics
        .iter()
        .filter(|own| own.kind == AnalysisDiagnosticKind::Bound)
        .map(|own| {
            let (path, text) = &files[own.span.file.0 as usize];
            let before = &text[..own.span.range.start() as usize];
            let line = before.matches('\n').count() + 1;
            (path.clone(), line, own.message.clone())
        })
        .collect();
    Found {
        endpoints: analysis.endpoints.iter().filter_map(negotiated).collect(),
        bounds,
    }
}

fn found(code: &str) -> Found {
    found_in(
        &[("program.py".to_owned(), code.to_owned())],
        Steps::default(),
    )
}

/// The same, which must not take longer than a machine that does much else
/// needs for it ten times.
fn found_in_time(files: &[(String, String)]) -> Found {
    let began = Instant::now();
    let found = found_in(files, Steps::default());
    let took = began.elapsed();
    assert!(took < Duration::from_secs(120), "{took:?}");
    found
}

fn analysed(files: &[(String, String)], steps: Steps) -> Analysis {
    analysed_for(files, steps, false)
}

fn analysed_for(files: &[(String, String)], steps: Steps, story: bool) -> Analysis {
    let options = Options {
        implicit: false,
        story,
        steps,
    };
    frame::analysed(files.to_vec(), options)
}

/// What an endpoint can negotiate on Python 3.11, if it exists there.
fn negotiated(endpoint: &Endpoint) -> Option<String> {
    let (set, approximate) = frame::negotiated(endpoint, frame::build_of((3, 11)))?;
    let doubt = if approximate { "~" } else { "" };
    Some(format!("{}{doubt}", frame::listed(set)))
}

/// A program after [`CONTEXT`] reaches a bound: the sentence is said of the line
/// that ends in `# here`, if there is one, and the connection at its end can
/// negotiate just this.
#[track_caller]
fn reach(code: &str, sentence: &str, expected: &str) {
    reach_alone(
        &format!("{CONTEXT}{code}\nc.wrap_socket(s)\n"),
        sentence,
        expected,
    );
}

/// The same of a whole program.
#[track_caller]
fn reach_alone(code: &str, sentence: &str, expected: &str) {
    let found = found(code);
    let mut said = found
        .bounds
        .iter()
        .filter(|(_, _, own)| own == sentence)
        .map(|(_, line, _)| *line);
    let here = code.lines().position(|line| line.ends_with("# here"));
    let is_said = match here {
        Some(at) => said.any(|line| line == at + 1),
        None => said.next().is_some(),
    };
    assert!(is_said, "{:?}\nin\n{code}", found.bounds);
    let last = found.endpoints.last().map_or("", String::as_str);
    assert_eq!(last, expected, "in\n{code}");
}

/// Lines made of numbers.
fn lines(numbers: std::ops::Range<u32>, line: impl Fn(u32) -> String) -> String {
    numbers.map(|number| line(number) + "\n").collect()
}

/// `name` may be any of so many things.
fn may_be(name: &str, count: u32, thing: impl Fn(u32) -> String) -> String {
    let begin = format!("{name} = {}\n", thing(0));
    let more = lines(1..count, |number| {
        format!(
            "if unknown_{name}_{number}():\n    {name} = {}",
            thing(number)
        )
    });
    begin + &more
}
