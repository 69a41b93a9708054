//! What a project's metadata files say about Python: from their text to a
//! [`Statement`]. No files are opened here, and nothing in them is run.

use super::specifier::Specifier;
use tlsfloor_protocol::PythonVersion;

/// What one file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Statement {
    /// The Pythons that the project requires, and the field that says so.
    pub(crate) requires: Option<(Specifier, &'static str)>,
    /// The minor versions that trove classifiers name.
    pub(crate) classifiers: Vec<PythonVersion>,
}

impl Statement {
    fn requires(field: &'static str, parsed: Result<Specifier, String>) -> Result<Self, String> {
        let specifier = parsed.map_err(|error| format!("{field}: {error}"))?;
        Ok(Self {
            requires: Some((specifier, field)),
            classifiers: Vec::new(),
        })
    }

    fn classified<'a>(classifiers: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            requires: None,
            classifiers: classifiers.into_iter().filter_map(classifier).collect(),
        }
    }
}

/// The version in `Programming Language :: Python :: 3.8`.
fn classifier(text: &str) -> Option<PythonVersion> {
    let rest = text
        .trim()
        .strip_prefix("Programming Language :: Python :: ")?;
    let (major, minor) = rest.split_once('.')?;
    Some(PythonVersion {
        major: major.parse().ok()?,
        minor: minor.parse().ok()?,
    })
}

/// Reads `pyproject.toml`: the standard table first, then Poetry's and Flit's
/// own ones from before there was a standard.
pub(crate) fn pyproject(text: &str) -> Result<Statement, String> {
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| toml_error(&error, text))?;
    let at = |path: &[&str]| {
        let (first, rest) = path.split_first()?;
        rest.iter()
            .try_fold(table.get(*first)?, |value, key| value.get(key))
    };
    if let Some(requires) = at(&["project", "requires-python"]) {
        return Statement::requires(
            "requires-python",
            string(requires).and_then(Specifier::pep440),
        );
    }
    if let Some(python) = at(&["tool", "poetry", "dependencies", "python"]) {
        let constraint = string(python.get("version").unwrap_or(python));
        let field = "tool.poetry.dependencies.python";
        return Statement::requires(field, constraint.and_then(Specifier::poetry));
    }
    if let Some(requires) = at(&["tool", "flit", "metadata", "requires-python"]) {
        return Statement::requires(
            "requires-python",
            string(requires).and_then(Specifier::pep440),
        );
    }
    let lists = [
        at(&["project", "classifiers"]),
        at(&["tool", "poetry", "classifiers"]),
        at(&["tool", "flit", "metadata", "classifiers"]),
    ];
    let classifiers = lists
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_array)
        .flatten();
    Ok(Statement::classified(
        classifiers.filter_map(toml::Value::as_str),
    ))
}

fn string(value: &toml::Value) -> Result<&str, String> {
    value
        .as_str()
        .ok_or_else(|| format!("expected a string, found {}", value.type_str()))
}

/// The library's own text spans several lines; a diagnostic has one.
fn toml_error(error: &toml::de::Error, text: &str) -> String {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map_or(1, |before| before.matches('\n').count() + 1);
    format!("line {line}: {}", error.message().replace('\n', "; "))
}

/// Reads `setup.cfg`.
pub(crate) fn setup_cfg(text: &str) -> Result<Statement, String> {
    let field = |section: &str, names: &[&str]| {
        let fields = ini_fields(text);
        fields.into_iter().find_map(|(found, name, value)| {
            (found == section && names.contains(&name.as_str())).then_some(value)
        })
    };
    if let Some(requires) = field("options", &["python_requires", "python-requires"]) {
        let requires = requires.replace('\n', " ");
        return Statement::requires("python_requires", Specifier::pep440(&requires));
    }
    let classifiers = field("metadata", &["classifiers", "classifier"]).unwrap_or_default();
    Ok(Statement::classified(classifiers.lines()))
}

/// (section, key, value) as `configparser` splits them: a line that is
/// indented deeper than its key goes on with the value.
fn ini_fields(text: &str) -> Vec<(String, String, String)> {
    let mut fields: Vec<(String, String, String)> = Vec::new();
    let mut section = String::new();
    let mut in_value = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        if line.starts_with([' ', '\t']) && in_value {
            if let Some((_, _, value)) = fields.last_mut() {
                value.push('\n');
                value.push_str(trimmed);
            }
        } else if let Some(name) = trimmed
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            name.trim().clone_into(&mut section);
            in_value = false;
        } else if let Some((key, value)) = trimmed.split_once(['=', ':']) {
            let key = key.trim().to_ascii_lowercase();
            fields.push((section.clone(), key, value.trim().to_owned()));
            in_value = true;
        }
    }
    fields
}

/// Reads `PKG-INFO` or `METADATA`: headers as in a mail, up to the first empty
/// line.
pub(crate) fn headers(text: &str) -> Result<Statement, String> {
    let fields = || {
        text.lines()
            .take_while(|line| !line.is_empty())
            .filter_map(|line| line.split_once(':'))
    };
    if let Some((_, requires)) =
        fields().find(|(name, _)| name.eq_ignore_ascii_case("requires-python"))
    {
        return Statement::requires("Requires-Python", Specifier::pep440(requires.trim()));
    }
    let classifiers = fields().filter(|(name, _)| name.eq_ignore_ascii_case("classifier"));
    Ok(Statement::classified(classifiers.map(|(_, value)| value)))
}

/// Reads `setup.py` without running it: only literals count, as
/// `python_requires=">=3.8"` or `"python_requires": ">=3.8"`.
pub(crate) fn setup_py(text: &str) -> Result<Statement, String> {
    let tokens = setup_tokens(text);
    if let Some(requires) =
        (0..tokens.len()).find_map(|index| literal_requirement(&tokens[index..]))
    {
        return Statement::requires("python_requires", Specifier::pep440(&requires));
    }
    let strings = tokens.iter().filter_map(|token| match token {
        Token::Text(text) => Some(text.as_str()),
        _ => None,
    });
    Ok(Statement::classified(strings))
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Name(String),
    Text(String),
    Mark(char),
}

fn literal_requirement(tokens: &[Token]) -> Option<String> {
    let (Token::Name(name) | Token::Text(name)) = tokens.first()? else {
        return None;
    };
    let separator = match tokens.first()? {
        Token::Name(_) => '=',
        _ => ':',
    };
    if name != "python_requires" || tokens.get(1) != Some(&Token::Mark(separator)) {
        return None;
    }
    // Adjacent literals are one.
    let mut requirement = String::new();
    let mut rest = &tokens[2..];
    while let [Token::Text(text), after @ ..] = rest {
        requirement.push_str(text);
        rest = after;
    }
    // `">=%s" % minimum` and `">=3.".join(…)` are computed, not stated.
    let computed = matches!(rest.first(), Some(Token::Mark('%' | '.' | '+' | '*' | '[')));
    (!requirement.is_empty() && !computed).then_some(requirement)
}

/// Names, plain string literals and punctuation; comments are left out, and so
/// are strings whose value depends on something else (f-strings).
fn setup_tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '#' {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if first == '_' || first.is_alphanumeric() {
            let end = rest
                .find(|character: char| character != '_' && !character.is_alphanumeric())
                .unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            rest = after;
            let prefix = word.to_ascii_lowercase();
            if after.starts_with(['"', '\''])
                && ["r", "u", "b", "f", "rb", "br", "rf", "fr"].contains(&prefix.as_str())
            {
                let (content, after) = string_literal(after);
                rest = after;
                tokens.push(match prefix.contains('f') {
                    true => Token::Mark('%'),
                    false => Token::Text(content),
                });
            } else {
                tokens.push(Token::Name(word.to_owned()));
            }
        } else if matches!(first, '"' | '\'') {
            let (content, after) = string_literal(rest);
            rest = after;
            tokens.push(Token::Text(content));
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Mark(first));
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

/// The content of the literal that `text` starts with, and what follows it. A
/// backslash stands for the character after it, which is right for all that a
/// version specifier can hold.
fn string_literal(text: &str) -> (String, &str) {
    let quote = if text.starts_with("'") { "'" } else { "\"" };
    let triple = quote.repeat(3);
    let end = if text.starts_with(&triple) {
        triple.as_str()
    } else {
        quote
    };
    let mut content = String::new();
    let mut rest = &text[end.len()..];
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(end) {
            return (content, after);
        }
        // A line's end closes a simple literal: it was broken.
        if end.len() == 1 && rest.starts_with('\n') {
            break;
        }
        let mut characters = rest.chars();
        match characters.next() {
            Some('\\') => content.extend(characters.next().filter(|next| *next != '\n')),
            character => content.extend(character),
        }
        rest = characters.as_str();
    }
    (content, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requires(statement: &Statement) -> (String, &'static str) {
        let (specifier, field) = statement.requires.as_ref().unwrap();
        let minors = (0..16).map(|minor| (3, minor));
        let versions: Vec<String> = std::iter::once((2, 7))
            .chain(minors)
            .filter(|(major, minor)| {
                specifier.allows(PythonVersion {
                    major: *major,
                    minor: *minor,
                })
            })
            .map(|(major, minor)| format!("{major}.{minor}"))
            .collect();
        (versions.join(" "), field)
    }

    #[test]
    fn the_standard_table_of_pyproject_comes_first() {
        let text = r#"
            [project]
            requires-python = ">=3.8,<3.10"
            [tool.poetry.dependencies]
            python = "^3.12"
        "#;
        let statement = pyproject(text).unwrap();
        assert_eq!(requires(&statement), ("3.8 3.9".into(), "requires-python"));
    }

    #[test]
    fn poetry_states_a_constraint() {
        let text = "[tool.poetry.dependencies]\npython = \"~2.7 || >=3.14\"\n";
        let (versions, field) = requires(&pyproject(text).unwrap());
        assert_eq!(versions, "2.7 3.14 3.15");
        assert_eq!(field, "tool.poetry.dependencies.python");
        let text = "[tool.poetry.dependencies]\npython = {version = \"~3.6\"}\n";
        assert_eq!(requires(&pyproject(text).unwrap()).0, "3.6");
    }

    #[test]
    fn classifiers_count_where_nothing_is_required() {
        let text = r#"
            [project]
            classifiers = ["Programming Language :: Python :: 3", "Programming Language :: Python :: 3.6",
                           "Programming Language :: Python :: 3 :: Only", "Topic :: Internet"]
        "#;
        let statement = pyproject(text).unwrap();
        assert_eq!(statement.requires, None);
        assert_eq!(
            statement.classifiers,
            [PythonVersion { major: 3, minor: 6 }]
        );
    }

    #[test]
    fn a_tool_only_pyproject_says_nothing() {
        assert_eq!(
            pyproject("[tool.black]\nline-length = 88\n").unwrap(),
            Statement::default()
        );
    }

    #[test]
    fn broken_metadata_says_what_is_broken() {
        let error = pyproject("[project]\nrequires-python = \">=3.8\nname = 1\n").unwrap_err();
        assert!(error.starts_with("line 2: "), "{error}");
        let error = pyproject("[project]\nrequires-python = 3.8\n").unwrap_err();
        assert_eq!(error, "requires-python: expected a string, found float");
        let error = setup_cfg("[options]\npython_requires = 3\n").unwrap_err();
        assert_eq!(error, "python_requires: `3` is no version specifier");
    }

    #[test]
    fn setup_cfg_with_continued_lines() {
        let text = "[metadata]\nname = x\nclassifiers =\n    Programming Language :: Python :: 2.7\n    # note\n    \
                    Programming Language :: Python :: 3.4\n[options]\npackages = find:\n";
        let statement = setup_cfg(text).unwrap();
        assert_eq!(statement.classifiers.len(), 2);
        let text = "[options]\npython_requires =\n    >=3.6,\n    <3.8\n[options.extras]\nx = y\n";
        assert_eq!(requires(&setup_cfg(text).unwrap()).0, "3.6 3.7");
        let text = "[tool:other]\npython_requires = >=3.6\n";
        assert_eq!(setup_cfg(text).unwrap(), Statement::default());
    }

    #[test]
    fn headers_end_at_the_first_empty_line() {
        let text = "Metadata-Version: 2.1\nName: x\nRequires-Python: >=2.7, !=3.0.*, <3.2\n\nRequires-Python: >=3.9\n";
        assert_eq!(
            requires(&headers(text).unwrap()),
            ("2.7 3.1".into(), "Requires-Python")
        );
        let text = "Name: x\nClassifier: Programming Language :: Python :: 3.5\n\nbody\n";
        assert_eq!(
            headers(text).unwrap().classifiers,
            [PythonVersion { major: 3, minor: 5 }]
        );
    }

    #[test]
    fn setup_py_is_read_and_not_run() {
        for text in [
            "setup(name='x', python_requires='>=3.6,<3.8')",
            "setup(name=\"x\",\n      python_requires = (\n  )\n)\nsetup(python_requires=u\">=3.6,\" '<3.8')",
            "config = {'python_requires': r'''>=3.6,<3.8''', }\nsetup(**config)",
            "# python_requires='>=3.12'\nsetup(python_requires='>=3.6,<3.8')",
            "'''\npython_requires='>=3.12'\n'''\nsetup(python_requires='>=3.6,<3.8')",
        ] {
            assert_eq!(
                requires(&setup_py(text).unwrap()),
                ("3.6 3.7".into(), "python_requires"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_computed_requirement_is_not_guessed() {
        for text in [
            "setup(python_requires='>=%s' % minimum)",
            "setup(python_requires='>={}'.format(minimum))",
            "setup(python_requires=f'>={minimum}')",
            "setup(python_requires=REQUIRED)",
            "if python_requires == '>=3.6': pass",
            "my_python_requires = '>=3.6'",
            "setup(python_requires='>=3.6",
            "",
        ] {
            let statement = setup_py(text);
            let unsaid = matches!(&statement, Ok(statement) if statement.requires.is_none());
            // The half-written literal of the seventh text is still a literal.
            assert_eq!(unsaid, !text.ends_with(">=3.6"), "{text}: {statement:?}");
        }
    }

    #[test]
    fn classifiers_of_setup_py() {
        let text =
            "setup(classifiers=['Programming Language :: Python :: 2.7', 'Topic :: Internet'])";
        assert_eq!(
            setup_py(text).unwrap().classifiers,
            [PythonVersion { major: 2, minor: 7 }]
        );
    }
}
