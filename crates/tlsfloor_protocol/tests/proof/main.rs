//! The proof of the protocol rules: what the crate says about generated
//! sequences of operations against what real interpreters do.
//!
//! `docs/protocol-proof.md` says what is proved and what is not. The sequences
//! go to `proof/drive.py`, which knows no rule; it applies them to real contexts
//! and measures by handshakes. `scripts/prove-protocol` runs this with settings
//! in the environment:
//!
//! - `TLSFLOOR_PYTHONS`: interpreters, separated as in `PATH`; the first is the
//!   default one.
//! - `TLSFLOOR_SEQUENCES`: how many for the default one; a tenth for the others.
//! - `TLSFLOOR_SEED`: another seed, other sequences.
//! - `TLSFLOOR_PROOF_ALL`: every pair of pyOpenSSL and `cryptography`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "the whole file is a test, which clippy sees in #[test] functions alone"
)]

mod generate;
mod interpreter;
mod predict;
mod prng;
mod sequence;
mod state;
mod table;

use interpreter::{Answers, root};
use prng::Prng;
use sequence::Sequence;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use table::Row;
use tlsfloor_protocol::Build;

const SEED: u64 = 0x0074_6C73_666C_6F6F;
/// Sequences for the default Python.
const DEFAULT: usize = 20_000;
const NO_PYTHON: &str = "the proof of the protocol rules needs a python3 whose ssl module works: \
    none was found on the path, in TLSFLOOR_PYTHONS, as /usr/bin/python3 or under ~/.pyenv";

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} is no number: {text}")),
    )
}

fn sequences_for_default() -> usize {
    number("TLSFLOOR_SEQUENCES").map_or(DEFAULT, |count| usize::try_from(count).unwrap())
}

/// One interpreter's part of the proof.
struct Job {
    python: PathBuf,
    library: &'static str,
    sequences: usize,
}

/// Runs the jobs, as many at a time as there are processors; each on its own
/// sequences, of the same seed.
fn run_all(jobs: Vec<Job>) -> Vec<Row> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let queue = Mutex::new(jobs.into_iter().enumerate());
    let rows = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let Some((index, job)) = queue.lock().unwrap().next() else {
                        return;
                    };
                    let row = run(&job, index);
                    rows.lock().unwrap().push((index, row));
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap();
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn run(job: &Job, index: usize) -> Row {
    let seed = number("TLSFLOOR_SEED").unwrap_or(SEED);
    let mut prng = Prng::new(seed.wrapping_add(u64::try_from(index).unwrap()));
    let one = match job.library {
        "ssl" => generate::stdlib,
        _ => generate::pyopenssl,
    };
    let sequences: Vec<Sequence> = (0..job.sequences).map(|_| one(&mut prng)).collect();
    let lines: Vec<String> = sequences.iter().map(ToString::to_string).collect();
    let started = std::time::Instant::now();
    let mut row = match interpreter::run(&job.python, job.library, &lines) {
        Ok(answers) => judge(job, &sequences, &answers),
        Err(error) => Row::failed(&job.python, error),
    };
    row.seconds = started.elapsed().as_secs_f64();
    row
}

/// Compares what the interpreter did with what the crate says.
fn judge(job: &Job, sequences: &[Sequence], answers: &Answers) -> Row {
    let facts = &answers.facts;
    let (build, mut differences) = match job.library {
        "ssl" => state::stdlib(facts),
        _ => state::pyopenssl(facts),
    };
    let measurable = state::protocols(facts.get("measurable"));
    let predict: fn(&Sequence, &Build, _) -> String = match job.library {
        "ssl" => predict::stdlib,
        _ => predict::pyopenssl,
    };
    for (sequence, real) in sequences.iter().zip(&answers.lines) {
        let said = predict(sequence, &build, measurable);
        if said != *real {
            differences.push(format!(
                "{sequence}\n      real: {real}\n      said: {said}"
            ));
        }
    }
    differences.extend(vacuous(&answers.lines));
    if answers.lines.len() != sequences.len() {
        differences.push(format!(
            "{} answers for {} sequences",
            answers.lines.len(),
            sequences.len()
        ));
    }
    Row {
        interpreter: format!("{} {}", facts.get("implementation"), facts.get("release")),
        pyopenssl: facts.get("pyopenssl").to_owned(),
        openssl: facts.get("openssl").to_owned(),
        path: job.python.clone(),
        sequences: answers.lines.len(),
        measured: answers.measured,
        differences,
        seconds: 0.0,
    }
}

/// What the answers must have shown for the comparison to mean anything: on
/// hundreds of sequences, errors, holes, empty sets and wrong sides do occur.
fn vacuous(lines: &[String]) -> Option<String> {
    let ends: Vec<[&str; 2]> = lines
        .iter()
        .map(|line| line.rsplit(' ').skip(2).take(2).collect::<Vec<_>>())
        .filter_map(|words| words.try_into().ok())
        .collect();
    let hole = |[server, client]: &[&str; 2]| *client != "-" && client.len() < server.len();
    let seen = [
        ("an error", lines.iter().any(|line| line.contains("Error"))),
        ("a hole", ends.iter().any(hole)),
        ("an empty set", ends.contains(&["-", "-"])),
        (
            "all four",
            ends.iter()
                .any(|[server, _]| server.matches(',').count() == 3),
        ),
    ];
    let missing = seen.iter().find(|(_, seen)| !seen)?;
    (lines.len() >= 1000).then(|| format!("no sequence showed {}", missing.0))
}

fn finish(rows: &[Row]) {
    table::print(rows);
    let wrong: usize = rows.iter().map(|row| row.differences.len()).sum();
    for row in rows {
        for difference in row.differences.iter().take(8) {
            println!("{}: {difference}", row.path.display());
        }
    }
    assert_eq!(wrong, 0, "the crate and the interpreters differ");
}

#[test]
fn the_standard_library_does_what_the_crate_says() {
    let pythons = interpreter::find();
    assert!(!pythons.is_empty(), "{NO_PYTHON}");
    let first = sequences_for_default();
    let jobs = pythons
        .into_iter()
        .enumerate()
        .map(|(index, python)| Job {
            python,
            library: "ssl",
            sequences: if index == 0 {
                first
            } else {
                first.div_ceil(10)
            },
        })
        .collect();
    finish(&run_all(jobs));
}

#[test]
fn pyopenssl_does_what_the_crate_says() {
    let pythons = interpreter::find();
    assert!(!pythons.is_empty(), "{NO_PYTHON}");
    let (found, missing) = install(&pythons);
    let jobs = found
        .into_iter()
        .map(|python| Job {
            python,
            library: "pyopenssl",
            sequences: sequences_for_default().div_ceil(10),
        })
        .collect();
    let rows = run_all(jobs);
    for line in missing {
        println!("not proved: {line}");
    }
    finish(&rows);
}

/// The environments that `proof/install-pyopenssl` makes or finds, and its
/// words about those that it cannot make.
fn install(pythons: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let mut command = Command::new(root().join("proof/install-pyopenssl"));
    if std::env::var_os("TLSFLOOR_PROOF_ALL").is_some() {
        command.arg("--all");
    }
    // venv and the wheels need Python 3; the script tries one after the other.
    let output = command
        .args(pythons.iter().filter(|python| is_python3(python)))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for line in text.lines() {
        match line.splitn(4, ' ').collect::<Vec<_>>()[..] {
            ["ok", _, _, python] => found.push(PathBuf::from(python)),
            _ => missing.push(line.to_owned()),
        }
    }
    (found, missing)
}

fn is_python3(python: &Path) -> bool {
    Command::new(python)
        .args(["-c", "import sys; sys.exit(sys.version_info[0] != 3)"])
        .status()
        .is_ok_and(|status| status.success())
}
