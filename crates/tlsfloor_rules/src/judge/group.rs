//! From causes to groups: all that one place brings about, on all builds and
//! at all endpoints.

use std::collections::{BTreeMap, BTreeSet};

use tlsfloor_analysis::facts::{Endpoint, Escape, Origin, Outcome};
use tlsfloor_protocol::{BuildSet, ProtocolSet};
use tlsfloor_source::Span;

use super::Input;
use super::cause::{Case, Cause, Chooser, Setting, causes};
use crate::finding::Confidence;
use crate::platform::{Platform, ProjectId};

/// What one hit concerns.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject<'a> {
    /// An endpoint, by its index in the input, with the outcome at work.
    Endpoint(usize, &'a Endpoint, &'a Outcome),
    /// A constant that leaves our sight.
    Escape(&'a Escape),
}

/// A cause at work on some builds.
#[derive(Clone, Debug)]
pub(super) struct Hit<'a> {
    pub(super) subject: Subject<'a>,
    pub(super) builds: BuildSet,
    pub(super) platform: &'a Platform,
    /// The builds are of the file's platform.
    pub(super) inside: bool,
    pub(super) cause: Cause<'a>,
}

/// What makes one finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// The code chose it, there.
    Chosen(Span),
    /// A default took effect, there.
    Default(Span),
    /// A library's default, in a project that leaves everything to it.
    Implicit(String, ProjectId),
}

/// Everything under one key; never empty, and either all inside or all outside
/// of the platform.
pub(super) struct Group<'a> {
    pub(super) key: Key,
    /// The cause's place.
    pub(super) span: Span,
    pub(super) hits: Vec<Hit<'a>>,
}

/// The groups of a run.
pub(super) fn groups<'a>(input: &Input<'a>) -> Vec<Group<'a>> {
    let mut all: BTreeMap<Key, Vec<Hit<'a>>> = BTreeMap::new();
    let mut living: BTreeSet<Span> = BTreeSet::new();
    for (index, endpoint) in input.endpoints.iter().enumerate() {
        let platform = (input.platform_of)(endpoint.call.file);
        for outcome in &endpoint.outcomes {
            if !outcome.builds.intersection(platform.target).is_empty() {
                living.extend(origins(outcome).map(|origin| origin.span));
            }
            for (key, hit) in hits(input, index, endpoint, outcome, platform) {
                all.entry(key).or_default().push(hit);
            }
        }
    }
    for escape in input.escapes {
        if escape.protocol >= input.policy.floor {
            continue;
        }
        let platform = (input.platform_of)(escape.span.file);
        let inside = !escape.builds.intersection(platform.target).is_empty();
        if inside {
            living.insert(escape.span);
        }
        let hit = escaped(escape, platform, inside);
        all.entry(Key::Chosen(escape.span)).or_default().push(hit);
    }
    all.into_iter()
        .filter_map(|(key, mut hits)| {
            if hits.iter().any(|hit| hit.inside) {
                hits.retain(|hit| hit.inside);
            } else {
                hits.retain(|hit| !living.contains(&hit.cause.span));
            }
            let span = match key {
                Key::Chosen(span) | Key::Default(span) => Some(span),
                Key::Implicit(..) => first_call(input, &hits),
            };
            span.filter(|_| !hits.is_empty())
                .map(|span| Group { key, span, hits })
        })
        .collect()
}

/// The first call by path and position.
fn first_call(input: &Input<'_>, hits: &[Hit<'_>]) -> Option<Span> {
    hits.iter()
        .filter_map(|hit| match hit.subject {
            Subject::Endpoint(_, endpoint, _) => Some(endpoint.call),
            Subject::Escape(_) => None,
        })
        .min_by_key(|call| (input.sources.get(call.file).path(), call.range))
}

fn hits<'a>(
    input: &Input<'a>,
    index: usize,
    endpoint: &'a Endpoint,
    outcome: &'a Outcome,
    platform: &'a Platform,
) -> Vec<(Key, Hit<'a>)> {
    let mut found = Vec::new();
    for (number, build) in input.universe.iter().enumerate() {
        if !outcome.builds.contains(number) {
            continue;
        }
        let inside = platform.target.contains(number);
        let case = Case {
            endpoint,
            outcome,
            build,
            floor: input.policy.floor,
        };
        for cause in causes(case) {
            // Outside of the platform only what the code says in so many words
            // is worth a word.
            if !inside && cause.chooser != Chooser::Code {
                continue;
            }
            let key = match cause.chooser {
                Chooser::Code | Chooser::Among | Chooser::Unknown => Key::Chosen(cause.span),
                Chooser::Default if endpoint.implicit => {
                    Key::Implicit(endpoint.library.clone(), platform.project)
                }
                Chooser::Default => Key::Default(cause.span),
            };
            let hit = Hit {
                subject: Subject::Endpoint(index, endpoint, outcome),
                builds: BuildSet::only(number),
                platform,
                inside,
                cause,
            };
            found.push((key, hit));
        }
    }
    found
}

fn escaped<'a>(escape: &'a Escape, platform: &'a Platform, inside: bool) -> Hit<'a> {
    let builds = if inside {
        escape.builds.intersection(platform.target)
    } else {
        escape.builds
    };
    Hit {
        subject: Subject::Escape(escape),
        builds,
        platform,
        inside,
        cause: Cause {
            setting: if escape.maximum {
                Setting::Maximum(escape.protocol)
            } else {
                Setting::Constant
            },
            chooser: Chooser::Code,
            span: escape.span,
            origin: None,
            protocols: ProtocolSet::only(escape.protocol),
            emptiness: None,
            confidence: Confidence::Medium,
            others: Vec::new(),
            incomplete: false,
        },
    }
}

/// Every origin of an outcome's settings.
fn origins(outcome: &Outcome) -> impl Iterator<Item = &Origin> {
    outcome.settings.iter().flat_map(|settings| {
        settings
            .method
            .origins
            .iter()
            .chain(&settings.minimum.origins)
            .chain(&settings.maximum.origins)
            .chain(settings.disabled.iter().flat_map(|bit| &bit.origins))
    })
}
