//! The rules: one folder each, and the list of them all.

mod documentation;
pub mod insecure_default_ssl_protocols;
pub mod insecure_ssl_protocols;

use std::fmt;

pub use documentation::{Example, Expectation};

/// What is said about a rule wherever it is shown.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleMetadata {
    /// `python-security/insecure-ssl-protocols`.
    pub id: &'static str,
    /// One line, imperative.
    pub title: &'static str,
    /// A paragraph.
    pub description: &'static str,
    /// `Security`.
    pub category: &'static str,
    /// How bad a break of the rule is.
    pub severity: Severity,
    /// Numbers in the Common Weakness Enumeration.
    pub cwe: &'static [u32],
    /// The page about it: Markdown.
    pub documentation: &'static str,
}

impl RuleMetadata {
    /// The examples of the page.
    #[must_use]
    pub fn examples(&self) -> Vec<Example> {
        documentation::examples(self.documentation)
    }
}

/// How bad a break of a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// Worth knowing and mending; breaks nothing by itself.
    Notice,
}

impl Severity {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The name of a weakness that a rule refers to, as the Common Weakness
/// Enumeration gives it.
#[must_use]
pub const fn cwe_name(number: u32) -> Option<&'static str> {
    match number {
        757 => {
            Some("Selection of Less-Secure Algorithm During Negotiation ('Algorithm Downgrade')")
        }
        _ => None,
    }
}

/// Every rule, ordered by ID.
pub static ALL: [&RuleMetadata; 2] = [
    &insecure_default_ssl_protocols::METADATA,
    &insecure_ssl_protocols::METADATA,
];

/// The ID is no rule's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// What was asked for.
    pub id: String,
    /// The rule whose ID is nearest, if one is near.
    pub suggestion: Option<&'static str>,
}

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no rule `{}`", self.id)?;
        match self.suggestion {
            Some(id) => write!(f, "; did you mean `{id}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownRule {}

/// The rule of this ID; the group (`python-security/`) may be left out.
///
/// # Errors
///
/// When there is none, with the nearest ID.
pub fn find(id: &str) -> Result<&'static RuleMetadata, UnknownRule> {
    let short = |rule: &RuleMetadata| rule.id.rsplit('/').next() == Some(id);
    ALL.into_iter()
        .find(|rule| rule.id == id || short(rule))
        .ok_or_else(|| UnknownRule {
            id: id.to_owned(),
            suggestion: nearest(id),
        })
}

/// The ID that differs least from `id`, if at most a third of it differs; the
/// group counts only when `id` has one.
fn nearest(id: &str) -> Option<&'static str> {
    let grouped = id.contains('/');
    ALL.into_iter()
        .map(|rule| {
            let name = rule.id.rsplit('/').next().unwrap_or(rule.id);
            let distance = distance(id, if grouped { rule.id } else { name });
            (distance, rule.id)
        })
        .min()
        .filter(|(distance, _)| *distance * 3 <= id.chars().count().max(9))
        .map(|(_, id)| id)
}

/// The number of characters to insert, delete or replace between two texts.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, from) in left.chars().enumerate() {
        let mut next = vec![line + 1];
        for (column, to) in right.iter().enumerate() {
            let replaced = row.get(column).copied().unwrap_or(0) + usize::from(from != *to);
            let deleted = row.get(column + 1).copied().unwrap_or(0) + 1;
            let inserted = next.get(column).copied().unwrap_or(0) + 1;
            next.push(replaced.min(deleted).min(inserted));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_firing_and_a_silent_example() {
        for rule in ALL {
            let examples = rule.examples();
            assert!(
                examples
                    .iter()
                    .any(|example| example.expectation.is_empty()),
                "{} has no silent example",
                rule.id
            );
            let fires =
                |example: &Example| example.expectation.iter().any(|line| line.rule == rule.id);
            assert!(
                examples.iter().any(fires),
                "{} has no firing example",
                rule.id
            );
        }
    }

    #[test]
    fn examples_are_titled_and_expect_rules_that_exist() {
        for example in ALL.into_iter().flat_map(RuleMetadata::examples) {
            assert!(!example.title.is_empty(), "{example:?}");
            for expected in &example.expectation {
                assert!(find(&expected.rule).is_ok(), "{example:?}");
                let line = example.code.lines().nth(expected.line - 1);
                assert!(
                    line.is_some_and(|line| line.contains("# finding: ")),
                    "{example:?}"
                );
            }
        }
    }

    #[test]
    fn pages_carry_the_metadata_and_every_code_block_is_an_example() {
        for rule in ALL {
            let page = rule.documentation;
            assert!(
                page.starts_with(&format!("# {}\n", rule.title)),
                "{}",
                rule.id
            );
            assert!(page.contains(&format!("`{}`", rule.id)), "{}", rule.id);
            for number in rule.cwe {
                assert!(page.contains(&format!("CWE-{number}")), "{}", rule.id);
                assert!(cwe_name(*number).is_some(), "{}", rule.id);
            }
            assert_eq!(
                page.matches("```python").count(),
                rule.examples().len(),
                "{}",
                rule.id
            );
        }
    }

    #[test]
    fn rules_are_ordered_by_id() {
        assert!(ALL.is_sorted_by_key(|rule| rule.id));
    }

    #[test]
    fn rules_are_found_with_and_without_their_group() {
        let full = find("python-security/insecure-ssl-protocols").unwrap();
        assert_eq!(find("insecure-ssl-protocols"), Ok(full));
    }

    #[test]
    fn an_unknown_rule_gets_the_nearest_name() {
        for (id, suggestion) in [
            (
                "insecure-ssl-protocol",
                Some("python-security/insecure-ssl-protocols"),
            ),
            (
                "python-security/insecure-defualt-ssl-protocols",
                Some("python-security/insecure-default-ssl-protocols"),
            ),
            ("sql-injection", None),
            ("", None),
        ] {
            assert_eq!(find(id).unwrap_err().suggestion, suggestion, "{id:?}");
        }
    }
}
