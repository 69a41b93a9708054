//! Conditions on Python versions, as people write them: PEP 440 specifiers,
//! Poetry's constraints, and the command line's short forms.
//!
//! Only minor versions are told apart, since a platform is the newest patch
//! release of a minor version: `3.x` satisfies a condition when any of its
//! patch releases does. Pre-release, post-release and development suffixes are
//! read and put aside for the same reason.

use tlsfloor_protocol::PythonVersion;

/// No minor version of CPython ever had this many patch releases.
const PATCHES: u64 = 40;

/// A condition on Python versions: one of several lists of clauses holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Specifier {
    /// Joined by "or"; the clauses of each by "and".
    alternatives: Vec<Vec<Clause>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Clause {
    /// `>= 3.8`, `< 3.12`, …: compared number by number, missing ones are 0.
    AtLeast(Vec<u64>),
    Below(Vec<u64>),
    AtMost(Vec<u64>),
    Above(Vec<u64>),
    Equal(Vec<u64>),
    /// `== 3.8.*`: the version starts with these numbers.
    Prefix(Vec<u64>),
    Not(Box<Clause>),
}

impl Clause {
    fn holds(&self, version: &[u64; 3]) -> bool {
        match self {
            Self::AtLeast(bound) => compare(version, bound).is_ge(),
            Self::Below(bound) => compare(version, bound).is_lt(),
            Self::AtMost(bound) => compare(version, bound).is_le(),
            Self::Above(bound) => compare(version, bound).is_gt(),
            Self::Equal(bound) => compare(version, bound).is_eq(),
            Self::Prefix(prefix) => prefix
                .iter()
                .zip(version)
                .all(|(left, right)| left == right),
            Self::Not(clause) => !clause.holds(version),
        }
    }
}

fn compare(version: &[u64; 3], bound: &[u64]) -> std::cmp::Ordering {
    let length = bound.len().max(version.len());
    let number = |numbers: &[u64], index: usize| numbers.get(index).copied().unwrap_or(0);
    (0..length)
        .map(|index| number(version, index).cmp(&number(bound, index)))
        .find(|ordering| ordering.is_ne())
        .unwrap_or(std::cmp::Ordering::Equal)
}

impl Specifier {
    /// Reads a PEP 440 specifier: `>=3.8,<3.12`, `==3.8.*`, `~=3.8`, `!=3.9.*`.
    ///
    /// # Errors
    ///
    /// A sentence that quotes the clause which cannot be read.
    pub fn pep440(text: &str) -> Result<Self, String> {
        let mut clauses = Vec::new();
        for part in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            pep440_clause(part, &mut clauses)?;
        }
        Ok(Self {
            alternatives: vec![clauses],
        })
    }

    /// Reads a constraint of Poetry: PEP 440's operators, and `^3.8`, `~3.8`,
    /// `3.*`, `*`, spaces for "and", `||` for "or".
    ///
    /// # Errors
    ///
    /// A sentence that quotes the clause which cannot be read.
    pub fn poetry(text: &str) -> Result<Self, String> {
        let mut alternatives = Vec::new();
        for alternative in text.split("||").flat_map(|part| part.split(" or ")) {
            let mut clauses = Vec::new();
            for part in poetry_parts(alternative) {
                poetry_clause(&part, &mut clauses)?;
            }
            alternatives.push(clauses);
        }
        Ok(Self { alternatives })
    }

    /// Reads what a user writes on the command line: `3.8` (exactly this minor
    /// version), `3.8-3.12` (both included), or a PEP 440 specifier.
    ///
    /// # Errors
    ///
    /// A sentence that says which forms there are.
    pub fn option(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let range = match text.split_once('-') {
            Some((low, high)) => bare(low).zip(bare(high)),
            None => bare(text).map(|version| (version, version)),
        };
        let Some((low, high)) = range else {
            let starts_with_operator = text.starts_with(['<', '>', '=', '!', '~']);
            return Self::pep440(text)
                .ok()
                .filter(|_| starts_with_operator)
                .ok_or_else(|| {
                    format!(
                        "`{text}` is no Python version: write it as 3.8, 3.8-3.12, >=3.8 or 2.7"
                    )
                });
        };
        if low > high {
            return Err(format!("the range `{text}` runs backwards"));
        }
        let above = [high.0, high.1 + 1];
        Ok(Self {
            alternatives: vec![vec![
                Clause::AtLeast(vec![low.0, low.1]),
                Clause::Below(above.to_vec()),
            ]],
        })
    }

    /// The condition that exactly the given minor versions meet, as trove
    /// classifiers state it.
    #[must_use]
    pub fn any_of(versions: &[PythonVersion]) -> Self {
        let alternatives = versions
            .iter()
            .map(|version| {
                vec![Clause::Prefix(vec![
                    version.major.into(),
                    version.minor.into(),
                ])]
            })
            .collect();
        Self { alternatives }
    }

    /// Whether any patch release of `version` meets the condition.
    #[must_use]
    pub fn allows(&self, version: PythonVersion) -> bool {
        (0..PATCHES).any(|patch| {
            let version = [version.major.into(), version.minor.into(), patch];
            self.alternatives
                .iter()
                .any(|clauses| clauses.iter().all(|clause| clause.holds(&version)))
        })
    }
}

/// `3.8` or `3.8.1`, without any operator.
fn bare(text: &str) -> Option<(u64, u64)> {
    let numbers: Option<Vec<u64>> = text
        .trim()
        .split('.')
        .map(|part| {
            part.parse()
                .ok()
                .filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .collect();
    match numbers?.as_slice() {
        [major, minor] | [major, minor, _] => Some((*major, *minor)),
        _ => None,
    }
}

fn pep440_clause(part: &str, clauses: &mut Vec<Clause>) -> Result<(), String> {
    let unreadable = || format!("`{part}` is no version specifier");
    let digits = part
        .find(|character: char| !matches!(character, '<' | '>' | '=' | '!' | '~'))
        .ok_or_else(unreadable)?;
    let (operator, version) = part.split_at(digits);
    let (numbers, wildcard) = release(version).ok_or_else(unreadable)?;
    let clause = match (operator, wildcard) {
        ("==", true) => Clause::Prefix(numbers),
        ("!=", true) => Clause::Not(Box::new(Clause::Prefix(numbers))),
        ("==" | "===", false) => Clause::Equal(numbers),
        ("!=", false) => Clause::Not(Box::new(Clause::Equal(numbers))),
        // PEP 440 forbids `>=3.8.*`; old metadata holds it, and pip reads it
        // as if the wildcard were not there.
        (">=", _) => Clause::AtLeast(numbers),
        ("<", _) => Clause::Below(numbers),
        ("<=", _) => Clause::AtMost(numbers),
        (">", _) => Clause::Above(numbers),
        ("~=", false) if numbers.len() >= 2 => {
            let prefix = numbers[..numbers.len() - 1].to_vec();
            clauses.push(Clause::Prefix(prefix));
            Clause::AtLeast(numbers)
        }
        _ => return Err(unreadable()),
    };
    clauses.push(clause);
    Ok(())
}

/// The numbers of a release, and whether it ends in `.*`. A suffix that marks
/// a pre-, post- or development release is skipped.
fn release(text: &str) -> Option<(Vec<u64>, bool)> {
    let text = text.trim();
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let mut numbers = Vec::new();
    let mut rest = text;
    loop {
        if rest == "*" && !numbers.is_empty() {
            return Some((numbers, true));
        }
        let end = rest
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        numbers.push(rest[..end].parse().ok()?);
        rest = &rest[end..];
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None => break,
        }
    }
    let suffix = rest
        .trim_start_matches(['-', '_', '.'])
        .to_ascii_lowercase();
    let known = [
        "", "a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "post", "rev", "r", "dev",
    ];
    let letters: String = suffix
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    let plain = suffix.chars().all(|character| {
        character.is_ascii_alphanumeric() || matches!(character, '.' | '+' | '-' | '_')
    });
    let ends_in_dot = text.ends_with('.');
    (!numbers.is_empty() && plain && !ends_in_dot && known.contains(&letters.as_str()))
        .then_some((numbers, false))
}

/// Splits at commas and at spaces, but not between an operator and its version.
fn poetry_parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in text.split([',', ' ', '\t']).filter(|word| !word.is_empty()) {
        match parts.last_mut() {
            Some(last) if last.ends_with(['<', '>', '=', '!', '~', '^']) => last.push_str(word),
            _ => parts.push(word.to_owned()),
        }
    }
    parts
}

fn poetry_clause(part: &str, clauses: &mut Vec<Clause>) -> Result<(), String> {
    let unreadable = || format!("`{part}` is no version constraint");
    if part == "*" {
        return Ok(());
    }
    if let Some(version) = part.strip_prefix('^') {
        // `^3.8` allows what leaves the first number that is not 0 alone.
        let (numbers, _) = release(version).ok_or_else(unreadable)?;
        let kept = numbers
            .iter()
            .position(|number| *number != 0)
            .unwrap_or(numbers.len() - 1);
        clauses.push(Clause::Below(bumped(&numbers, kept)));
        clauses.push(Clause::AtLeast(numbers));
        return Ok(());
    }
    if let Some(version) = part
        .strip_prefix('~')
        .filter(|version| !version.starts_with('='))
    {
        // `~3.8` and `~3.8.1` allow patch releases, `~3` minor ones.
        let (numbers, _) = release(version).ok_or_else(unreadable)?;
        clauses.push(Clause::Below(bumped(&numbers, numbers.len().min(2) - 1)));
        clauses.push(Clause::AtLeast(numbers));
        return Ok(());
    }
    if let Some((numbers, wildcard)) = release(part) {
        let minor_only = numbers.len() <= 2;
        clauses.push(if wildcard || minor_only {
            Clause::Prefix(numbers)
        } else {
            Clause::Equal(numbers)
        });
        return Ok(());
    }
    // Poetry also writes `=3.8` for `==3.8`.
    let equal = part
        .strip_prefix('=')
        .filter(|rest| !rest.starts_with('='))
        .map(|rest| format!("=={rest}"));
    pep440_clause(equal.as_deref().unwrap_or(part), clauses).map_err(|_| unreadable())
}

/// The first version whose number at `index` is higher.
fn bumped(numbers: &[u64], index: usize) -> Vec<u64> {
    let mut bumped = numbers[..=index].to_vec();
    bumped[index] += 1;
    bumped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(specifier: &Specifier) -> Vec<String> {
        let minors = (0..16).map(|minor| (3, minor));
        std::iter::once((2, 7))
            .chain(minors)
            .filter(|(major, minor)| {
                specifier.allows(PythonVersion {
                    major: *major,
                    minor: *minor,
                })
            })
            .map(|(major, minor)| format!("{major}.{minor}"))
            .collect()
    }

    /// First and last version allowed, and how many there are.
    fn span(specifier: &Specifier) -> (String, String, usize) {
        let versions = allowed(specifier);
        (
            versions.first().cloned().unwrap_or_default(),
            versions.last().cloned().unwrap_or_default(),
            versions.len(),
        )
    }

    fn from_to(first: &str, last: &str, count: usize) -> (String, String, usize) {
        (first.to_owned(), last.to_owned(), count)
    }

    #[test]
    fn pep440_specifiers() {
        for (text, expected) in [
            (">=3.8", from_to("3.8", "3.15", 8)),
            (">=3.8,<3.12", from_to("3.8", "3.11", 4)),
            (">= 3.8 , < 3.12", from_to("3.8", "3.11", 4)),
            ("==3.8.*", from_to("3.8", "3.8", 1)),
            ("==3.8", from_to("3.8", "3.8", 1)),
            ("==3.8.4", from_to("3.8", "3.8", 1)),
            ("~=3.8", from_to("3.8", "3.15", 8)),
            ("~=3.8.1", from_to("3.8", "3.8", 1)),
            (">3.8", from_to("3.8", "3.15", 8)),
            ("<=3.8", from_to("2.7", "3.8", 10)),
            ("<3.9.3,>=3.9", from_to("3.9", "3.9", 1)),
            (
                ">=2.7, !=3.0.*, !=3.1.*, !=3.2.*, !=3.3.*",
                from_to("2.7", "3.15", 13),
            ),
            (">=3.6.*", from_to("3.6", "3.15", 10)),
            ("<4.0.0a0,>=3.13.0rc1", from_to("3.13", "3.15", 3)),
            ("<3.13.dev0,>=3.12", from_to("3.12", "3.12", 1)),
            ("", from_to("2.7", "3.15", 17)),
            (">=4", from_to("", "", 0)),
        ] {
            assert_eq!(span(&Specifier::pep440(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_specifier_is_quoted() {
        for text in [
            "3.8",
            ">=",
            ">=3.",
            ">=three",
            "=>3.8",
            "~=3",
            ">=3.8;<3.9",
            "==*",
        ] {
            let error = Specifier::pep440(text).unwrap_err();
            assert!(error.contains(text), "{text}: {error}");
        }
    }

    #[test]
    fn poetry_constraints() {
        for (text, expected) in [
            ("^3.8", from_to("3.8", "3.15", 8)),
            ("^2.7", from_to("2.7", "2.7", 1)),
            ("~2.7 || ^3.5", from_to("2.7", "3.15", 12)),
            ("~3.8.1", from_to("3.8", "3.8", 1)),
            ("~3", from_to("3.0", "3.15", 16)),
            ("~=3.8.1", from_to("3.8", "3.8", 1)),
            (">=3.6,<3.9", from_to("3.6", "3.8", 3)),
            (">=3.6 <3.9", from_to("3.6", "3.8", 3)),
            (">= 3.6, < 3.9", from_to("3.6", "3.8", 3)),
            ("*", from_to("2.7", "3.15", 17)),
            ("3.*", from_to("3.0", "3.15", 16)),
            ("3.8", from_to("3.8", "3.8", 1)),
            ("3.8.10", from_to("3.8", "3.8", 1)),
            ("=3.8.*", from_to("3.8", "3.8", 1)),
            ("==3.8.*", from_to("3.8", "3.8", 1)),
            ("!=3.9.*,^3.8", from_to("3.8", "3.15", 7)),
        ] {
            assert_eq!(span(&Specifier::poetry(text).unwrap()), expected, "{text}");
        }
        assert!(Specifier::poetry("^x").is_err());
        assert!(Specifier::poetry("3.8 and up").is_err());
    }

    #[test]
    fn command_line_forms() {
        for (text, expected) in [
            ("3.8", from_to("3.8", "3.8", 1)),
            ("3.8.5", from_to("3.8", "3.8", 1)),
            ("2.7", from_to("2.7", "2.7", 1)),
            ("3.8-3.12", from_to("3.8", "3.12", 5)),
            (" 3.8 - 3.12 ", from_to("3.8", "3.12", 5)),
            (">=3.8", from_to("3.8", "3.15", 8)),
            ("==3.8.*", from_to("3.8", "3.8", 1)),
        ] {
            assert_eq!(span(&Specifier::option(text).unwrap()), expected, "{text}");
        }
        for text in [
            "", "3", "python3", "3.8-", "3.12-3.8", "+3.8", "3.8,3.9", "^3.8",
        ] {
            assert!(Specifier::option(text).is_err(), "{text}");
        }
    }
}
