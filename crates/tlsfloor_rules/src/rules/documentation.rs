//! Rule pages: the examples in them, ready to be run.
//!
//! An example is a fenced block whose info string is
//! `python example [key=value]…`, under the nearest heading or bold line. Keys:
//! `title` (no spaces; `-` stands for one), `target` (a `--target-python`),
//! `confidence` (the least that is shown). A line that must be reported ends in
//! a comment `# finding: rule-id` (without the group); every other line must
//! not be. An example without such a comment must stay silent.

/// A runnable example of a rule page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub title: String,
    /// The program, its `# finding:` comments included.
    pub code: String,
    /// The value of `--target-python`, if the example states one.
    pub target_python: Option<String>,
    /// The name of the least confidence that is shown: `medium` unless stated.
    pub confidence: String,
    /// The findings, in the order of their lines. Empty: it must stay silent.
    pub expectation: Vec<Expectation>,
}

/// A finding that an example must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The line of the cause, from 1, within [`Example::code`].
    pub line: usize,
    /// The rule's full ID.
    pub rule: String,
}

const MARKER: &str = "# finding: ";

/// The examples of a page, in order.
pub(super) fn examples(page: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```python example") else {
            continue;
        };
        let code: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        found.push(example(info, &code));
    }
    found
}

fn example(info: &str, code: &[&str]) -> Example {
    let value = |key: &str| {
        info.split_whitespace()
            .filter_map(|word| word.split_once('='))
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value.to_owned())
    };
    let expectation = code
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            let (_, rule) = line.split_once(MARKER)?;
            Some(Expectation {
                line: index + 1,
                rule: format!("python-security/{}", rule.trim()),
            })
        })
        .collect();
    Example {
        title: value("title").unwrap_or_default().replace('-', " "),
        code: code.iter().flat_map(|line| [line, "\n"]).collect(),
        target_python: value("target"),
        confidence: value("confidence").unwrap_or_else(|| "medium".to_owned()),
        expectation,
    }
}
