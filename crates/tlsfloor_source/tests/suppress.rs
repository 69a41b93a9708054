//! Comments that hide findings.

#![allow(clippy::unwrap_used, clippy::panic)] // In helpers too, a failure is a failed test.

use tlsfloor_source::{LineIndex, Suppressions, TextRange};

const RULE: &str = "python-security/insecure-ssl-protocols";

/// Comments of a text without strings: from each `#` to the end of its line.
fn comments(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = line.find('#') {
            found.push(range(start + at, start + line.trim_end().len()));
        }
        start += line.len();
    }
    found
}

fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(u32::try_from(start).unwrap(), u32::try_from(end).unwrap())
}

fn of(text: &str, part: &str) -> TextRange {
    let start = text.find(part).unwrap();
    range(start, start + part.len())
}

fn parse(text: &str, statements: &[&str]) -> Suppressions {
    let statements: Vec<_> = statements.iter().map(|part| of(text, part)).collect();
    Suppressions::parse(text, &comments(text), &statements, &LineIndex::new(text))
}

#[test]
fn hides_on_its_own_line_only() {
    let text = "a = LOW  # tlsfloor: ignore[insecure-ssl-protocols] old peer\nb = LOW2\n";
    let found = parse(text, &[]);
    assert_eq!(found.problems(), []);
    assert_eq!(found.suppresses(RULE, of(text, "LOW")), Some(0));
    assert_eq!(found.suppresses(RULE, of(text, "LOW2")), None);
    assert_eq!(
        found.suppresses("python-security/other", of(text, "LOW")),
        None
    );
    let [item] = found.items() else {
        panic!("{:?}", found.items())
    };
    assert_eq!(item.rule, RULE);
    assert_eq!(item.reason, "old peer");
    assert_eq!(item.range, of(text, "insecure-ssl-protocols"));
}

#[test]
fn the_prefix_may_be_written_or_left_out() {
    for id in ["insecure-ssl-protocols", RULE] {
        let text = format!("LOW  #tlsfloor:ignore[ {id} ]\n");
        let found = parse(&text, &[]);
        for asked in ["insecure-ssl-protocols", RULE] {
            assert_eq!(found.suppresses(asked, of(&text, "LOW")), Some(0), "{id}");
        }
    }
}

#[test]
fn each_rule_of_a_list_counts_by_itself() {
    let text = "LOW  # noqa: S502 # tlsfloor: ignore[a, insecure-ssl-protocols,a/b] why\n";
    let found = parse(text, &[]);
    assert_eq!(found.problems(), []);
    assert_eq!(found.suppresses(RULE, of(text, "LOW")), Some(1));
    let unused = |used: &[bool]| -> Vec<String> {
        found.unused(used).map(|item| item.rule.clone()).collect()
    };
    assert_eq!(
        unused(&[false, true, false]),
        ["python-security/a", "python-security/a/b"]
    );
    assert_eq!(unused(&[]).len(), 3);
    assert_eq!(found.items()[2].range, of(text, "a/b"));
}

#[test]
fn hides_in_the_statement_whose_first_line_it_is_on() {
    let text = "call(  # tlsfloor: ignore[insecure-ssl-protocols]\n    LOW,\n)\nlater(\n  LOW2)\n";
    let first = &text[..text.find("\nlater").unwrap()];
    let found = parse(text, &[first, "later(\n  LOW2)"]);
    assert_eq!(found.suppresses(RULE, of(text, "LOW,")), Some(0));
    assert_eq!(found.suppresses(RULE, of(text, "LOW2")), None);
}

#[test]
fn a_header_does_not_hide_its_body() {
    let text = "with f(  # tlsfloor: ignore[insecure-ssl-protocols]\n  HEAD\n):\n  body(\n    LOW\n  )\n  done()\n";
    let whole = &text[..text.len() - 1];
    let found = parse(text, &["body(\n    LOW\n  )", "done()", whole]);
    assert_eq!(found.suppresses(RULE, of(text, "HEAD")), Some(0));
    assert_eq!(found.suppresses(RULE, of(text, "LOW")), None);
    assert_eq!(found.suppresses(RULE, of(text, "done")), None);
}

#[test]
fn a_comment_inside_a_statement_hides_its_own_line_only() {
    let text = "call(\n  LOW,\n  SAME,  # tlsfloor: ignore[insecure-ssl-protocols]\n)\n";
    let found = parse(text, &[text.trim_end()]);
    assert_eq!(found.suppresses(RULE, of(text, "SAME")), Some(0));
    assert_eq!(found.suppresses(RULE, of(text, "LOW")), None);
}

#[test]
fn a_statement_that_nests_deeply_is_found_again() {
    // After an inner statement has ended, the outer one still goes on.
    let text = "f(  # tlsfloor: ignore[insecure-ssl-protocols]\n lambda_(inner),\n LOW)\n";
    let found = parse(text, &[text.trim_end(), "inner"]);
    assert_eq!(found.suppresses(RULE, of(text, "LOW")), Some(0));
    assert_eq!(found.suppresses(RULE, of(text, "inner")), None);
}

#[test]
fn hides_in_the_whole_file() {
    let text = "LOW\n  # tlsfloor: ignore-file[insecure-ssl-protocols] a test double\nLOW2\n";
    let found = parse(text, &[]);
    assert_eq!(found.problems(), []);
    for part in ["LOW", "LOW2"] {
        assert_eq!(found.suppresses(RULE, of(text, part)), Some(0));
    }
    assert_eq!(
        found.suppresses("python-security/other", of(text, "LOW")),
        None
    );
}

#[test]
fn the_nearer_comment_is_the_one_that_hides() {
    let text = "# tlsfloor: ignore-file[insecure-ssl-protocols]\nLOW # tlsfloor: ignore[insecure-ssl-protocols]\n";
    let found = parse(text, &[]);
    assert_eq!(found.suppresses(RULE, of(text, "LOW")), Some(1));
}

#[test]
fn what_is_written_wrongly_hides_nothing_and_is_said() {
    for (comment, wrong, what) in [
        ("# tlsfloor: ignore", "# tlsfloor: ignore", "which rules"),
        (
            "# tlsfloor: ignore because",
            "# tlsfloor: ignore because",
            "which rules",
        ),
        ("# tlsfloor: ignore[]", "# tlsfloor: ignore[]", "empty"),
        (
            "# tlsfloor: ignore[ ] x",
            "# tlsfloor: ignore[ ] x",
            "empty",
        ),
        ("# tlsfloor: ignore[a", "# tlsfloor: ignore[a", "`]`"),
        ("# tlsfloor: ignore[a b]", "a b", "`a b`"),
        ("# tlsfloor: ignore[*]", "*", "`*`"),
        ("# tlsfloor: ignore[,]", "# tlsfloor: ignore[,]", "comma"),
        (
            "# tlsfloor: disable[a]",
            "# tlsfloor: disable[a]",
            "`tlsfloor: disable`",
        ),
        (
            "# tlsfloor: Ignore[a]",
            "# tlsfloor: Ignore[a]",
            "`tlsfloor: Ignore`",
        ),
        ("# tlsfloor:", "# tlsfloor:", "not understood"),
        ("# tlsfloor ignore[a]", "# tlsfloor ignore[a]", "colon"),
        (
            "# tlsfloor: ignore-file[a]",
            "# tlsfloor: ignore-file[a]",
            "line of its own",
        ),
    ] {
        let text = format!("LOW  {comment}\n");
        let found = parse(&text, &[]);
        assert_eq!(found.items(), [], "{comment}");
        let problem = &found.problems()[0];
        assert!(
            problem.message.contains(what),
            "{comment}: {}",
            problem.message
        );
        assert!(problem.message.contains("ignore[rule-id]"), "{comment}");
        assert_eq!(problem.range, of(&text, wrong), "{comment}");
    }
}

#[test]
fn a_wrong_id_leaves_the_others_in_force() {
    let text = "LOW  # tlsfloor: ignore[?, insecure-ssl-protocols]\n";
    let found = parse(text, &[]);
    assert_eq!(found.problems().len(), 1);
    assert_eq!(found.suppresses(RULE, of(text, "LOW")), Some(0));
}

#[test]
fn other_comments_mean_nothing() {
    for comment in [
        "# see tlsfloor: ignore[a]",
        "# tlsfloor is run in CI",
        "# tlsfloorish: ignore[a]",
        "# type: ignore[a]",
        "#",
        "# é tlsfloor:",
    ] {
        let found = parse(&format!("LOW  {comment}\n"), &[]);
        assert_eq!(found.items(), [], "{comment}");
        assert_eq!(found.problems(), [], "{comment}");
    }
}

#[test]
fn ranges_count_bytes_behind_other_scripts() {
    let text = "é = LOW  # é # tlsfloor: ignore[insecure-ssl-protocols] é\r\n";
    let found = parse(text, &[]);
    assert_eq!(found.items()[0].range, of(text, "insecure-ssl-protocols"));
    assert_eq!(found.items()[0].reason, "é");
    assert_eq!(found.suppresses(RULE, of(text, "LOW")), Some(0));
}
