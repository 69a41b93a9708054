//! What the pages at the root of the repository say is true: the output that
//! the README shows, the options and limits that it names, the paths and bounds
//! in the pages about the design.
//!
//! After a wanted change, `TLSFLOOR_UPDATE=1 cargo test -p tlsfloor --test
//! readme` writes the new output into the README and the new bounds into
//! `docs/bounds.md`.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test that is how a failure is said; clippy knows only `#[test]` functions as tests"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The command whose output the README shows.
const SHOWN: &str = "$ cargo run --release -- check examples\n";

/// The pages whose paths are checked, with the least number of paths in each:
/// a search that finds none proves nothing.
const PAGES: [(&str, usize); 6] = [
    ("README.md", 8),
    ("ARCHITECTURE.md", 30),
    ("CONTRIBUTING.md", 8),
    ("docs/README.md", 8),
    ("docs/design.md", 8),
    ("docs/platforms.md", 1),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn tlsfloor(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tlsfloor"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_readme_shows_what_check_prints() {
    let readme = page("README.md");
    let (before, rest) = readme.split_once(SHOWN).unwrap();
    let (shown, after) = rest.split_once("\n```").unwrap();
    let output = tlsfloor(&root(), &["check", "examples"]);
    // A terminal shows the report first, then what goes to stderr.
    let printed = text(&output.stdout) + &text(&output.stderr);
    let printed = printed.trim_end();
    if std::env::var_os("TLSFLOOR_UPDATE").is_some() {
        let updated = format!("{before}{SHOWN}{printed}\n```{after}");
        std::fs::write(root().join("README.md"), updated).unwrap();
        return;
    }
    assert_eq!(shown, printed, "TLSFLOOR_UPDATE=1 writes the new output");
    assert_eq!(output.status.code(), Some(1));
}

/// The command whose output the page about explanations shows.
const EXPLAINED: &str = "$ tlsfloor explain examples/mail_relay_lowered_minimum.py:19 examples\n";

#[test]
fn the_page_about_explanations_shows_what_explain_prints() {
    let shown_page = page("docs/explain.md");
    let (before, rest) = shown_page.split_once(EXPLAINED).unwrap();
    let (shown, after) = rest.split_once("\n```").unwrap();
    let arguments: Vec<&str> = EXPLAINED.trim().split(' ').skip(2).collect();
    let output = tlsfloor(&root(), &arguments);
    let printed = text(&output.stdout);
    let printed = printed.trim_end();
    if std::env::var_os("TLSFLOOR_UPDATE").is_some() {
        let updated = format!("{before}{EXPLAINED}{printed}\n```{after}");
        std::fs::write(root().join("docs/explain.md"), updated).unwrap();
        return;
    }
    assert_eq!(shown, printed, "TLSFLOOR_UPDATE=1 writes the new output");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn each_example_is_what_its_name_says() {
    let output = tlsfloor(&root(), &["check", "examples", "--output-format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let with_finding: Vec<&str> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        with_finding,
        [
            "examples/legacy_licence_client.py",
            "examples/mail_relay_lowered_minimum.py",
            "examples/metrics_agent/hole_in_flags.py",
            "examples/payment_gateway_pinned.py",
        ]
    );
    let output = tlsfloor(
        &root(),
        &["inventory", "examples", "--output-format", "json"],
    );
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let protocols = |path: &str| {
        let endpoints = document["endpoints"].as_array().unwrap();
        let of_file = endpoints.iter().filter(|endpoint| endpoint["path"] == path);
        of_file
            .map(|endpoint| endpoint["protocols"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        protocols("examples/metrics_agent/hole_in_flags.py"),
        [r#"["TLSv1"]"#]
    );
    assert_eq!(
        protocols("examples/status_page_safe.py"),
        [r#"["TLSv1.2","TLSv1.3"]"#]
    );
}

/// Each limit that the README names, with a program that runs into it.
const LIMITS: [(&str, &str); 3] = [
    (
        "name the whole project, not one file of it",
        "from helpers import context\ncontext().wrap_socket(s)\n",
    ),
    (
        "behind a decorator that is not known",
        "import ssl\nfrom somewhere import decorate\n@decorate\ndef make():\n    \
         return ssl.SSLContext(ssl.PROTOCOL_TLSv1)\nmake().wrap_socket(s)\n",
    ),
    (
        "what a class changes of a library's connection class that it inherits",
        "import ssl\nfrom http.client import HTTPSConnection\nclass Own(HTTPSConnection):\n    \
         def connect(self):\n        pass\n\
         Own('h', context=ssl.SSLContext(ssl.PROTOCOL_TLSv1))\n",
    ),
];

#[test]
fn the_limits_of_the_readme_are_its_limits() {
    let readme = page("README.md");
    for (named, program) in LIMITS {
        assert!(readme.contains(named), "the README no longer says: {named}");
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("program.py"), program).unwrap();
        let output = tlsfloor(folder.path(), &["inventory", "--output-format", "json"]);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let endpoints = document["endpoints"].as_array().unwrap();
        let connection = endpoints
            .iter()
            .find(|endpoint| endpoint["kind"] == "connection")
            .unwrap_or_else(|| panic!("dropped: {named}\n{document}"));
        assert_eq!(
            connection["certainty"], "approximate",
            "it is followed now: strike `{named}` from README.md, CHANGELOG.md, docs/design.md \
             and this test\n{document}"
        );
        let oldest = &connection["protocols"][0];
        assert_eq!(oldest, "TLSv1", "called safe: {named}\n{document}");
    }
}

/// The code spans and fenced blocks of a page, one string each.
fn code(page: &str) -> Vec<&str> {
    // Every other piece between backticks is code; three backticks make two
    // empty pieces beside the block, which keeps the rhythm.
    page.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_option_in_the_readme_exists() {
    let readme = page("README.md");
    let mut help = String::new();
    for command in ["check", "inventory", "explain", "rule", "catalogue"] {
        let output = tlsfloor(&root(), &[command, "--help"]);
        help.push_str(&text(&output.stdout));
    }
    let options: Vec<&str> = code(&readme)
        .into_iter()
        .filter_map(|span| span.split([' ', '\n']).next())
        .filter(|word| word.starts_with("--"))
        .collect();
    assert!(options.len() >= 5, "{options:?}");
    for option in options {
        assert!(help.contains(option), "no command has {option}");
    }
}

/// Whether a word of code means a path in this repository.
fn is_path(word: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-/".contains(letter);
    let source = [".rs", ".md"].iter().any(|end| word.ends_with(end));
    word.chars().all(plain)
        && !word.starts_with(['-', '/'])
        && !word.starts_with("python-security/")
        && (word.contains('/') || source)
        && !["mod.rs", "lib.rs", "doc.md"].contains(&word)
}

/// Links, and words in the code of a page, that mean paths, relative to the root.
fn paths(path: &str, page: &str) -> Vec<PathBuf> {
    let folder = Path::new(path).parent().unwrap();
    let links = page
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| !target.contains("://"))
        .map(|target| folder.join(target.split('#').next().unwrap_or(target)));
    let words = code(page)
        .into_iter()
        .flat_map(str::split_whitespace)
        .filter(|word| is_path(word))
        .map(PathBuf::from);
    links.chain(words).collect()
}

#[test]
fn every_path_in_the_pages_exists() {
    let mut missing = Vec::new();
    for (path, least) in PAGES {
        let found = paths(path, &page(path));
        assert!(found.len() >= least, "{path}: {found:?}");
        for named in found {
            if !root().join(&named).exists() {
                missing.push(format!("{path}: {}", named.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_architecture_names_every_crate_and_the_index_every_page() {
    let names = |folder: &str| {
        let entries = std::fs::read_dir(root().join(folder)).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect::<Vec<_>>()
    };
    let architecture = page("ARCHITECTURE.md");
    for name in names("crates") {
        let row = format!("| `crates/{name}` |");
        assert!(architecture.contains(&row), "ARCHITECTURE.md lacks {name}");
    }
    let index = page("docs/README.md");
    for name in names("docs") {
        let link = format!("]({name})");
        let listed = name == "README.md" || index.contains(&link);
        assert!(listed, "docs/README.md lacks {name}");
    }
}

/// The value of a constant as people write it: `300,000` for `300_000`.
fn value_of(constant: &str, source: &str) -> Option<String> {
    let declared = format!("const {constant}: ");
    let text = page(source);
    let line = text.lines().find(|line| line.contains(&declared))?;
    let (_, value) = line.strip_suffix(';')?.rsplit_once(" = ")?;
    Some(value.replace('_', ","))
}

/// The bounds of the analysis: each constant that is a number and named as a
/// bound, with its file.
fn bounds_of_the_code() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec!["crates/tlsfloor_analysis/src".to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                open.push(path);
            } else if path.ends_with(".rs") {
                let text = page(&path);
                let names = text.lines().filter_map(declared_number);
                found.extend(names.map(|name| (name, path.clone())));
            }
        }
    }
    found.sort();
    found
}

/// The constant that a line declares, if it is a number of things.
fn declared_number(line: &str) -> Option<String> {
    let (name, rest) = line.split_once("const ")?.1.split_once(": ")?;
    let is_number = ["usize = ", "u64 = ", "u32 = ", "i128 = "];
    let is_number = is_number.iter().any(|kind| rest.starts_with(kind));
    let is_bound = [
        "MAX_", "LEAST_", "SOFT_", "MANY_", "STEP", "ROUNDS", "LIMIT", "STACK_",
    ];
    let is_bound = is_bound.iter().any(|part| name.contains(part));
    let is_same = rest.contains("::");
    (is_number && is_bound && !is_same && line.starts_with(['c', 'p'])).then(|| name.to_owned())
}

#[test]
fn the_page_of_bounds_has_all_of_the_code() {
    let bounds = page("docs/bounds.md");
    let sentences = page("crates/tlsfloor_analysis/src/limit.rs");
    let says = |sentence: &str| {
        sentences.contains(&format!("\"{sentence}\""))
            || page("crates/tlsfloor_analysis/src/lib.rs").contains(sentence)
            || page("crates/tlsfloor_analysis/src/parse/mod.rs")
                .contains(&sentence.replace('N', "{more}"))
    };
    let (mut rows, mut updated, mut wrong) = (Vec::new(), bounds.clone(), Vec::new());
    for row in bounds.lines().filter(|line| line.contains("` in `crates/")) {
        let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
        let [_, value, _, said, test, constant] = cells[..] else {
            panic!("a row has six cells: {row}");
        };
        let (name, source) = constant.trim_matches('`').split_once("` in `").unwrap();
        let true_value = value_of(name, source).unwrap_or_else(|| panic!("no such bound: {row}"));
        if value != true_value {
            let true_row =
                row.replacen(&format!(" | {value} | "), &format!(" | {true_value} | "), 1);
            updated = updated.replace(row, &true_row);
            wrong.push(true_row);
        }
        if let Some(sentence) = said.strip_prefix('\u{201c}') {
            let sentence = sentence.trim_end_matches('\u{201d}');
            assert!(says(sentence), "nothing says so: {row}");
        } else {
            assert_eq!(said, "nothing", "{row}");
        }
        let (test, file) = test.trim_matches('`').split_once("` in `").unwrap();
        let tests = page(&format!("crates/tlsfloor_analysis/tests/bounds/{file}"));
        assert!(
            tests.contains(&format!("fn {test}()")),
            "no such test: {row}"
        );
        rows.push((name.to_owned(), source.to_owned()));
    }
    rows.sort();
    assert_eq!(rows, bounds_of_the_code());
    if std::env::var_os("TLSFLOOR_UPDATE").is_some() {
        std::fs::write(root().join("docs/bounds.md"), updated).unwrap();
        return;
    }
    assert!(
        wrong.is_empty(),
        "TLSFLOOR_UPDATE=1 writes into docs/bounds.md:\n{}",
        wrong.join("\n")
    );
}
