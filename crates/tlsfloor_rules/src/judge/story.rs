//! From a group of hits to a finding.

use std::collections::{BTreeMap, BTreeSet};

use tlsfloor_analysis::facts::{Endpoint, EscapeKind, Remedy, StepKind};
use tlsfloor_protocol::{BuildSet, Engine, Protocol, ProtocolSet, PythonVersion, Role};
use tlsfloor_source::Span;

use super::Input;
use super::advice::Situation;
use super::cause::{Chooser, Emptiness, Other, Setting};
use super::group::{Group, Hit, Key, Subject};
use super::{flow, message};
use crate::finding::{Confidence, Finding, FindingPlatform, Related, RelatedKind};
use crate::negotiable::values_of;
use crate::platform::{describe_builds, describe_openssl, indices};
use crate::rules::{RuleMetadata, insecure_default_ssl_protocols, insecure_ssl_protocols};

/// An endpoint that the cause reaches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reached<'a> {
    pub(super) endpoint: &'a Endpoint,
    /// What the cause brings in there.
    pub(super) protocols: ProtocolSet,
    /// Where.
    pub(super) builds: BuildSet,
}

/// All that the words of a finding depend on.
pub(super) struct Story<'a> {
    pub(super) span: Span,
    /// The text of the cause.
    pub(super) text: &'a str,
    pub(super) settings: BTreeSet<Setting>,
    /// No hit of it is certain.
    pub(super) unknown: bool,
    /// No value is unknown: what is uncertain is which of several is used.
    pub(super) among: bool,
    pub(super) default: bool,
    pub(super) implicit: bool,
    /// The code lives outside the platform only.
    pub(super) outside: bool,
    /// The API is gone from every build on which this holds.
    pub(super) removed: bool,
    /// The newest Python that has the API, where it is gone.
    pub(super) last: Option<PythonVersion>,
    pub(super) emptiness: Option<Emptiness>,
    pub(super) protocols: ProtocolSet,
    /// Those of them that rest on nothing unknown; all, where none does.
    pub(super) certain: ProtocolSet,
    /// `2.7, 3.4 – 3.9`.
    pub(super) pythons: String,
    /// In the order of path and position.
    pub(super) reached: Vec<Reached<'a>>,
    pub(super) escapes: Vec<&'a tlsfloor_analysis::facts::Escape>,
    pub(super) others: BTreeSet<Other>,
    pub(super) incomplete: bool,
    pub(super) situation: Situation,
    /// What may stand in place of the value.
    pub(super) remedy: Option<&'a Remedy>,
}

/// The finding of `group`.
pub(super) fn finding<'a>(input: &Input<'a>, group: &Group<'a>) -> Finding {
    let builds = union(group.hits.iter().map(|hit| hit.builds));
    let story = tell(input, group, builds);
    let rule: &'static RuleMetadata = if story.default {
        &insecure_default_ssl_protocols::METADATA
    } else {
        &insecure_ssl_protocols::METADATA
    };
    let sources: BTreeSet<&str> = group
        .hits
        .iter()
        .map(|hit| hit.platform.source.as_str())
        .collect();
    Finding {
        rule,
        severity: rule.severity,
        confidence: confidence(group, story.default),
        message: message::message(input, &story),
        span: story.span,
        protocols: story.protocols,
        floor: story.protocols.floor(),
        platform: FindingPlatform {
            openssl: describe_openssl(builds, input.universe, story.situation.engine),
            python: story.pythons.clone(),
            source: sources.into_iter().collect::<Vec<_>>().join(", "),
            builds,
        },
        related: related(input, group, &story),
        flows: flow::flows(input, group, &story),
        fingerprint: String::new(),
    }
}

fn tell<'a>(input: &Input<'a>, group: &Group<'a>, builds: BuildSet) -> Story<'a> {
    let hits = &group.hits;
    let reached = reached(input, hits);
    let span = group.span;
    let protocols = brought_in(hits.iter());
    let certain = brought_in(hits.iter().filter(|hit| !uncertain(hit)));
    let text = input.sources.get(span.file).slice(span.range);
    Story {
        span,
        text,
        settings: hits.iter().map(|hit| hit.cause.setting).collect(),
        unknown: hits.iter().all(|hit| uncertain(hit)),
        among: hits.iter().any(|hit| hit.cause.chooser == Chooser::Among)
            && hits.iter().all(|hit| hit.cause.chooser != Chooser::Unknown),
        default: !matches!(group.key, Key::Chosen(_)),
        implicit: matches!(group.key, Key::Implicit(..)),
        outside: hits.iter().all(|hit| !hit.inside),
        removed: hits
            .iter()
            .all(|hit| matches!(hit.subject, Subject::Endpoint(_, _, outcome) if outcome.removed)),
        last: last(input, hits),
        emptiness: hits.iter().filter_map(|hit| hit.cause.emptiness).min(),
        protocols,
        certain: if certain.is_empty() {
            protocols
        } else {
            certain
        },
        pythons: describe_builds(builds, input.universe),
        escapes: hits
            .iter()
            .filter_map(|hit| match hit.subject {
                Subject::Escape(escape) => Some(escape),
                Subject::Endpoint(..) => None,
            })
            .collect(),
        others: hits
            .iter()
            .flat_map(|hit| hit.cause.others.iter().copied())
            .filter(|other| other.span != span)
            .collect(),
        incomplete: hits.iter().any(|hit| hit.cause.incomplete),
        situation: situation(input, hits, &reached, builds),
        remedy: input.remedies.iter().find(|remedy| remedy.span == span),
        reached,
    }
}

fn uncertain(hit: &Hit<'_>) -> bool {
    matches!(hit.cause.chooser, Chooser::Among | Chooser::Unknown)
}

fn brought_in<'a>(hits: impl Iterator<Item = &'a Hit<'a>>) -> ProtocolSet {
    hits.fold(ProtocolSet::EMPTY, |set, hit| {
        set.union(hit.cause.protocols)
    })
}

/// The newest Python on which an endpoint's API is not gone.
fn last(input: &Input<'_>, hits: &[Hit<'_>]) -> Option<PythonVersion> {
    let there = hits.iter().filter_map(|hit| match hit.subject {
        Subject::Endpoint(_, endpoint, _) => Some(&endpoint.outcomes),
        Subject::Escape(_) => None,
    });
    let builds = there
        .flatten()
        .filter(|outcome| !outcome.removed)
        .map(|outcome| outcome.builds);
    indices(union(builds), input.universe)
        .map(|(_, build)| build.python)
        .max()
}

fn union(sets: impl Iterator<Item = BuildSet>) -> BuildSet {
    sets.fold(BuildSet::EMPTY, BuildSet::union)
}

/// The endpoints, each once, in the order of path and position.
fn reached<'a>(input: &Input<'a>, hits: &[Hit<'a>]) -> Vec<Reached<'a>> {
    let mut by_index: BTreeMap<usize, Reached<'a>> = BTreeMap::new();
    for hit in hits {
        let Subject::Endpoint(index, endpoint, _) = hit.subject else {
            continue;
        };
        let entry = by_index.entry(index).or_insert(Reached {
            endpoint,
            protocols: ProtocolSet::EMPTY,
            builds: BuildSet::default(),
        });
        entry.protocols = entry.protocols.union(hit.cause.protocols);
        entry.builds = entry.builds.union(hit.builds);
    }
    let mut reached: Vec<Reached<'a>> = by_index.into_values().collect();
    reached.sort_by_key(|reached| {
        let call = reached.endpoint.call;
        (input.sources.get(call.file).path(), call.range)
    });
    reached
}

fn situation(
    input: &Input<'_>,
    hits: &[Hit<'_>],
    reached: &[Reached<'_>],
    builds: BuildSet,
) -> Situation {
    let engines = hits.iter().map(|hit| match hit.subject {
        Subject::Endpoint(_, endpoint, outcome) => values_of(endpoint, outcome).engine,
        Subject::Escape(escape) if escape.constant.starts_with("OpenSSL.") => Engine::PyOpenSsl,
        Subject::Escape(_) => Engine::Ssl,
    });
    let mut roles = reached.iter().map(|reached| reached.endpoint.role);
    let role: Option<Role> = roles.next().flatten();
    // The code has to go on running on all of its platform, not only where
    // the finding holds.
    let target = union(
        hits.iter()
            .filter(|hit| hit.inside)
            .map(|hit| hit.platform.target),
    );
    let all = target.union(builds);
    let python = indices(all, input.universe)
        .map(|(_, build)| build.python)
        .min();
    Situation {
        engine: engines.max().unwrap_or(Engine::Ssl),
        role: role.filter(|role| roles.all(|other| other == Some(*role))),
        oldest: python.unwrap_or(PythonVersion {
            major: 3,
            minor: 10,
        }),
        floor: input.policy.floor,
        no_context: !reached.is_empty()
            && reached.iter().all(|reached| {
                let endpoint = reached.endpoint;
                endpoint.implicit
                    || endpoint
                        .created_at
                        .is_none_or(|created| created == endpoint.call)
            })
            && reached.iter().all(|reached| {
                reached.endpoint.kind == tlsfloor_analysis::facts::EndpointKind::Connection
            }),
        entry: hits.iter().any(is_entry),
        has_sslv2: hits
            .iter()
            .any(|hit| hit.cause.protocols.contains(Protocol::SslV2)),
    }
}

/// Whether the value stands in a table from which something unknown picked it.
/// A value that is handed over for the case that nothing fits stands in none.
fn is_entry(hit: &Hit<'_>) -> bool {
    match hit.subject {
        Subject::Escape(escape) => escape.kind == EscapeKind::Table,
        Subject::Endpoint(..) => hit.cause.origin.is_some_and(|origin| {
            origin
                .steps
                .iter()
                .any(|step| step.kind == StepKind::Selected && !encloses(step.span, origin.span))
        }),
    }
}

fn encloses(outer: Span, inner: Span) -> bool {
    outer.file == inner.file
        && outer.range.start() <= inner.range.start()
        && inner.range.end() <= outer.range.end()
}

/// The highest that one build and one endpoint give; a default is `low` on a
/// part of the platform.
fn confidence(group: &Group<'_>, default: bool) -> Confidence {
    let surest = |level: Confidence, hit: &Hit<'_>| level.surer(hit.cause.confidence);
    if group.hits.iter().all(|hit| !hit.inside) {
        return Confidence::Low;
    }
    if !default {
        return group.hits.iter().fold(Confidence::Low, surest);
    }
    let mut low_on: BTreeMap<u32, BuildSet> = BTreeMap::new();
    for hit in group.hits.iter().filter(|hit| hit.platform.stated) {
        let builds = low_on.entry(hit.platform.target.0).or_default();
        *builds = builds.union(hit.builds);
    }
    if low_on
        .iter()
        .any(|(target, builds)| BuildSet(*target).difference(*builds).is_empty())
    {
        Confidence::Medium
    } else {
        Confidence::Low
    }
}

/// Steps, other causes, endpoints: the order of the data flow.
fn related(input: &Input<'_>, group: &Group<'_>, story: &Story<'_>) -> Vec<Related> {
    let mut related: Vec<Related> = Vec::new();
    let mut add = |item: Related| {
        if !related.contains(&item) {
            related.push(item);
        }
    };
    for hit in &group.hits {
        let steps = match hit.subject {
            Subject::Escape(escape) => &escape.steps[..],
            Subject::Endpoint(..) => hit.cause.origin.map_or(&[][..], |origin| &origin.steps),
        };
        for step in steps.iter().filter(|step| step.span != story.span) {
            add(Related {
                kind: RelatedKind::Step,
                message: step_text(step.kind).to_owned(),
                span: step.span,
            });
        }
    }
    for other in &story.others {
        add(Related {
            kind: RelatedKind::Cause,
            message: message::other(*other),
            span: other.span,
        });
    }
    for reached in &story.reached {
        add(Related {
            kind: RelatedKind::Endpoint,
            message: message::endpoint(input, reached),
            span: reached.endpoint.call,
        });
    }
    related
}

pub(super) fn step_text(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Assigned => "assigned here",
        StepKind::Argument => "passed as an argument here",
        StepKind::ParameterDefault => "used as the default of a parameter here",
        StepKind::Returned => "returned here",
        StepKind::Selected => "picked out here",
        StepKind::Imported => "imported here",
        StepKind::Applied => "written into the context here",
    }
}
