//! Ranges of Pythons and of releases.

use std::ops::Range as Bytes;

use tlsfloor_protocol::PythonVersion;

use crate::model::{Range, ReleaseRange};
use crate::node::{Item, Source};

/// Reads `2.7 | >=3.2`, `3.7-3.11`, `<=3.9`, `3.6`, `*`: alternatives separated
/// by bars.
pub(crate) fn python(source: &Source<'_>, item: Option<Item<'_>>) -> Range {
    let Some(item) = item else {
        return Range::default();
    };
    let Some(text) = source.text(item) else {
        return Range::default();
    };
    if text.trim() == "*" {
        return Range::default();
    }
    let mut intervals = Vec::new();
    for part in text.split('|') {
        match interval(part.trim()) {
            Some(interval) => intervals.push(interval),
            None => bad(
                source,
                &item.span(),
                part,
                "a range of Pythons, like `2.7 | >=3.2` or `3.7-3.11`",
            ),
        }
    }
    Range { intervals }
}

fn bad(source: &Source<'_>, span: &Bytes<usize>, part: &str, expected: &str) {
    source.error(span, format!("`{}` is not {expected}", part.trim()));
}

type Interval = (Option<PythonVersion>, Option<PythonVersion>);

fn interval(text: &str) -> Option<Interval> {
    if let Some(low) = text.strip_prefix(">=") {
        return Some((Some(version(low)?), None));
    }
    if let Some(high) = text.strip_prefix("<=") {
        return Some((None, Some(version(high)?)));
    }
    if let Some((low, high)) = text.split_once('-') {
        let (low, high) = (version(low)?, version(high)?);
        return (low <= high && low.major == high.major).then_some((Some(low), Some(high)));
    }
    let only = version(text)?;
    Some((Some(only), Some(only)))
}

fn version(text: &str) -> Option<PythonVersion> {
    let (major, minor) = text.trim().split_once('.')?;
    let major = major.parse().ok().filter(|major| matches!(major, 2 | 3))?;
    Some(PythonVersion {
        major,
        minor: minor.parse().ok()?,
    })
}

/// Reads `>=2.0`, `<21`, `>=1.26, <2.0`, `*`.
pub(crate) fn release(source: &Source<'_>, item: Option<Item<'_>>) -> ReleaseRange {
    let mut range = ReleaseRange::default();
    let Some(item) = item else { return range };
    let Some(text) = source.text(item) else {
        return range;
    };
    if text.trim() == "*" {
        return range;
    }
    for part in text.split(',').map(str::trim) {
        let read = match (part.strip_prefix(">="), part.strip_prefix('<')) {
            (Some(low), _) if range.from.is_none() => {
                numbers(low).map(|low| range.from = Some(low))
            }
            (None, Some(high)) if range.before.is_none() => {
                numbers(high).map(|high| range.before = Some(high))
            }
            _ => None,
        };
        if read.is_none() {
            let expected = "a range of releases, like `>=2.0` or `>=1.26, <2.0`";
            bad(source, &item.span(), part, expected);
        }
    }
    if let (Some(from), Some(before)) = (&range.from, &range.before)
        && from >= before
    {
        source.error(&item.span(), "the range of releases is empty");
    }
    range
}

fn numbers(text: &str) -> Option<Vec<u32>> {
    text.trim()
        .split('.')
        .map(|part| part.parse().ok())
        .collect()
}

/// Whether some Python lies in both ranges.
pub(crate) fn pythons_meet(a: &Range, b: &Range) -> bool {
    // Every minor version that a file can name; far more than there are.
    (2..=3)
        .flat_map(|major| (0..=u8::MAX).map(move |minor| PythonVersion { major, minor }))
        .any(|version| a.contains(version) && b.contains(version))
}

/// Whether some release lies in both ranges.
pub(crate) fn releases_meet(a: &ReleaseRange, b: &ReleaseRange) -> bool {
    let below = |from: &Option<Vec<u32>>, before: &Option<Vec<u32>>| match (from, before) {
        (Some(from), Some(before)) => from < before,
        _ => true,
    };
    below(&a.from, &b.before) && below(&b.from, &a.before)
}

#[cfg(test)]
mod tests {
    use super::{interval, numbers, pythons_meet, releases_meet};
    use crate::model::{Range, ReleaseRange};
    use tlsfloor_protocol::PythonVersion;

    fn pythons(text: &str) -> Range {
        let intervals = text.split('|').map(|part| interval(part.trim()).unwrap());
        Range {
            intervals: intervals.collect(),
        }
    }

    #[test]
    fn ranges_hold_what_they_say() {
        let range = pythons("2.7 | 3.7-3.11");
        let held: Vec<_> = [(2, 6), (2, 7), (3, 6), (3, 7), (3, 11), (3, 12)]
            .into_iter()
            .filter(|&(major, minor)| range.contains(PythonVersion { major, minor }))
            .collect();
        assert_eq!(held, [(2, 7), (3, 7), (3, 11)]);
        assert!(!pythons(">=3.2").contains(PythonVersion { major: 2, minor: 7 }));
        assert!(pythons("<=3.9").contains(PythonVersion { major: 3, minor: 0 }));
    }

    #[test]
    fn wrong_ranges_are_refused() {
        for text in ["3", "3.x", "4.0", "3.9-3.7", "2.7-3.4", ">3.2", ""] {
            assert_eq!(interval(text), None, "{text}");
        }
    }

    #[test]
    fn meeting() {
        assert!(!pythons_meet(&pythons("<=3.9"), &pythons(">=3.10")));
        assert!(pythons_meet(&pythons("<=3.9"), &pythons("3.9")));
        assert!(pythons_meet(&Range::default(), &pythons("2.7")));
        let before = |text| ReleaseRange {
            from: None,
            before: numbers(text),
        };
        let from = |text| ReleaseRange {
            from: numbers(text),
            before: None,
        };
        assert!(!releases_meet(&before("2"), &from("2")));
        assert!(releases_meet(&before("2.0.1"), &from("2")));
        assert!(releases_meet(&ReleaseRange::default(), &from("2")));
    }
}
