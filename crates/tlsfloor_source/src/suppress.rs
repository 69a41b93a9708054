//! Comments that hide findings.
//!
//! `# tlsfloor: ignore[rule-id, rule-id] reason` hides what is found on its
//! own physical line, or in the statement whose first line it stands on.
//! `# tlsfloor: ignore-file[rule-id] reason`, on a line of its own, hides it
//! in the whole file. Rule ids may leave out `python-security/`.

use crate::{LineIndex, TextRange};

const PREFIX: &str = "python-security/";
const WAY_OUT: &str = "write `# tlsfloor: ignore[rule-id] reason`, or \
    `# tlsfloor: ignore-file[rule-id] reason` on a line of its own";

/// One rule id in one comment: the unit that hides, or hides nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The rule id in full, with its prefix.
    pub rule: String,
    /// Where the id is written.
    pub range: TextRange,
    /// The comment that it stands in.
    pub comment: TextRange,
    /// Whether it holds for the whole file.
    pub whole_file: bool,
    /// Why, in the author's words; empty when nothing was given.
    pub reason: String,
    /// The physical line that the comment ends.
    line: TextRange,
}

/// A comment that means to hide something and is written wrongly: the wrong
/// part hides nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppressionProblem {
    /// The wrong part.
    pub range: TextRange,
    /// What is wrong, and what to write.
    pub message: String,
}

/// The suppressions of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressions {
    items: Vec<Suppression>,
    problems: Vec<SuppressionProblem>,
    statements: Vec<Statement>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Statement {
    range: TextRange,
    /// The index of the statement around it.
    parent: Option<usize>,
}

impl Suppressions {
    /// Reads the comments of a file. `comments` are the ranges of its comment
    /// tokens, `#` included; `statements` those of its statements, in any
    /// order, compound ones with or without their bodies.
    #[must_use]
    pub fn parse(
        text: &str,
        comments: &[TextRange],
        statements: &[TextRange],
        lines: &LineIndex,
    ) -> Self {
        let mut found = Self::default();
        for comment in comments {
            let Some(written) = text.get(comment.start() as usize..comment.end() as usize) else {
                continue;
            };
            let line = lines.line_range(lines.line(comment.start()));
            let before = text.get(line.start() as usize..comment.start() as usize);
            let mut reader = Reader {
                comment: *comment,
                line,
                own_line: before.is_some_and(|before| before.trim().is_empty()),
                found: &mut found,
            };
            reader.read(written);
        }
        if found.items.iter().any(|item| !item.whole_file) {
            found.statements = nest(statements);
        }
        found
    }

    /// The suppression, by its index in [`Self::items`], that hides a finding
    /// of rule `rule_id` at `range`. One on the line comes before one for the
    /// file.
    #[must_use]
    pub fn suppresses(&self, rule_id: &str, range: TextRange) -> Option<usize> {
        let rule = full(rule_id);
        let statement = self.innermost(range.start());
        let position = |hides: &dyn Fn(&Suppression) -> bool| {
            self.items
                .iter()
                .position(|item| item.rule == rule && hides(item))
        };
        position(&|item| {
            let on_line = |offset| item.line.start() <= offset && offset < item.line.end();
            !item.whole_file && (on_line(range.start()) || statement.is_some_and(on_line))
        })
        .or_else(|| position(&|item| item.whole_file))
    }

    /// Every rule id of every comment, in the order of the text.
    #[must_use]
    pub fn items(&self) -> &[Suppression] {
        &self.items
    }

    /// The comments that are written wrongly, in the order of the text.
    #[must_use]
    pub fn problems(&self) -> &[SuppressionProblem] {
        &self.problems
    }

    /// Those that hid nothing, when `used` says for each of [`Self::items`]
    /// whether it hid something; what `used` does not cover is unused.
    pub fn unused<'a>(&'a self, used: &'a [bool]) -> impl Iterator<Item = &'a Suppression> {
        let is_used = |index| used.get(index).copied().unwrap_or(false);
        self.items
            .iter()
            .enumerate()
            .filter(move |(index, _)| !is_used(*index))
            .map(|(_, item)| item)
    }

    /// Where the innermost statement around `offset` starts.
    fn innermost(&self, offset: u32) -> Option<u32> {
        let after = self
            .statements
            .partition_point(|statement| statement.range.start() <= offset);
        // What contains the offset started before it and ends after it, so it
        // also contains the statement that started last.
        let mut candidate = after.checked_sub(1);
        while let Some(statement) = candidate.and_then(|index| self.statements.get(index)) {
            if offset < statement.range.end() {
                return Some(statement.range.start());
            }
            candidate = statement.parent;
        }
        None
    }
}

fn full(rule: &str) -> String {
    if rule.starts_with(PREFIX) {
        rule.to_owned()
    } else {
        format!("{PREFIX}{rule}")
    }
}

/// The statements by their start, outer ones first, each with the one around
/// it.
fn nest(statements: &[TextRange]) -> Vec<Statement> {
    let mut sorted = statements.to_vec();
    sorted.sort_unstable_by_key(|range| (range.start(), std::cmp::Reverse(range.end())));
    let mut nested: Vec<Statement> = Vec::with_capacity(sorted.len());
    let mut open: Vec<usize> = Vec::new();
    for range in sorted {
        while open
            .last()
            .and_then(|index| nested.get(*index))
            .is_some_and(|outer| outer.range.end() <= range.start())
        {
            open.pop();
        }
        let parent = open.last().copied();
        open.push(nested.len());
        nested.push(Statement { range, parent });
    }
    nested
}

/// Reads one comment token.
struct Reader<'a> {
    comment: TextRange,
    line: TextRange,
    /// Whether nothing but blanks stands before the comment.
    own_line: bool,
    found: &'a mut Suppressions,
}

impl Reader<'_> {
    /// A comment token may hold several comments, as in `# noqa # tlsfloor: …`.
    fn read(&mut self, written: &str) {
        let mut at = 0;
        while let Some(hash) = written[at..].find('#') {
            let start = at + hash;
            let end = written[start + 1..]
                .find('#')
                .map_or(written.len(), |next| start + 1 + next);
            at = start + 1;
            self.read_part(written, start, end, start == 0);
        }
    }

    /// Reads the comment at `start` of the token; the next one in the same
    /// token starts at `end`.
    fn read_part(&mut self, written: &str, start: usize, end: usize, first: bool) {
        let part = written[start..end].trim_end();
        let after_hash = part[1..].trim_start();
        let Some(after_name) = after_hash.strip_prefix("tlsfloor") else {
            return;
        };
        let range = self.range(start, start + part.len());
        let Some(directive) = after_name.trim_start().strip_prefix(':') else {
            // Prose may start with the program's name; a missing colon may not
            // pass for prose.
            if after_name.trim_start().starts_with("ignore") {
                self.problem(range, "the colon after `tlsfloor` is missing");
            }
            return;
        };
        let directive = directive.trim_start();
        let keyword_end = directive
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '_'))
            .unwrap_or(directive.len());
        let (keyword, rest) = directive.split_at(keyword_end);
        let whole_file = match keyword {
            "ignore" => false,
            "ignore-file" => true,
            _ => {
                self.problem(range, &format!("`tlsfloor: {keyword}` is not understood"));
                return;
            }
        };
        let Some(list) = rest.trim_start().strip_prefix('[') else {
            let message = format!("`{keyword}` does not say which rules");
            self.problem(range, &message);
            return;
        };
        let Some((ids, reason)) = list.split_once(']') else {
            self.problem(range, "the closing `]` is missing");
            return;
        };
        if whole_file && !(self.own_line && first) {
            self.problem(range, "`ignore-file` does not stand on a line of its own");
            return;
        }
        let ids_start = start + (part.len() - list.len());
        self.read_ids(ids, ids_start, whole_file, reason.trim(), range);
    }

    fn read_ids(
        &mut self,
        ids: &str,
        mut at: usize,
        whole_file: bool,
        reason: &str,
        comment: TextRange,
    ) {
        if ids.trim().is_empty() {
            self.problem(comment, "the list of rules is empty");
            return;
        }
        for written in ids.split(',') {
            let id = written.trim();
            let start = at + (written.len() - written.trim_start().len());
            let range = self.range(start, start + id.len());
            at += written.len() + 1;
            let is_id = |letter: char| letter.is_ascii_alphanumeric() || "-_/".contains(letter);
            if id.is_empty() {
                self.problem(comment, "a rule id is missing beside a comma");
            } else if id.chars().all(is_id) {
                self.found.items.push(Suppression {
                    rule: full(id),
                    range,
                    comment,
                    whole_file,
                    reason: reason.to_owned(),
                    line: self.line,
                });
            } else {
                self.problem(range, &format!("`{id}` cannot be a rule id"));
            }
        }
    }

    /// From offsets in the token to a range in the text.
    fn range(&self, start: usize, end: usize) -> TextRange {
        let place = |at: usize| {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            self.comment.start().saturating_add(at)
        };
        TextRange::new(place(start), place(end))
    }

    fn problem(&mut self, range: TextRange, what: &str) {
        self.found.problems.push(SuppressionProblem {
            range,
            message: format!("this comment hides nothing: {what}; {WAY_OUT}"),
        });
    }
}
