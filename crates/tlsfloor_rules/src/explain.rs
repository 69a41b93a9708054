//! The story of one line: how each endpoint on it came to its floor, what else
//! the line takes part in, and, where it takes part in nothing, why.
//!
//! In: the facts of an analysis that was asked for the story, the findings with
//! what `check` does with each, and a line. Out: an [`Explanation`], in words.
//! [`way`] tells what happened on the ways to an endpoint, [`effect`] in which
//! words, [`sets`] what can be negotiated then, [`doubt`] why an answer is
//! approximate, [`silence`] why there is none.

mod doubt;
mod effect;
mod sets;
mod silence;
mod way;
mod words;

use tlsfloor_analysis::facts::{Analysis, Endpoint};
use tlsfloor_protocol::{Build, BuildSet, ProtocolSet};
use tlsfloor_source::{FileId, SourceMap, Span};

use crate::diagnostic::Diagnostic;
use crate::finding::{Finding, RelatedKind};
use crate::judge;
use crate::platform::Platform;
use crate::policy::Policy;
use crate::verdict::{Verdict, verdict};

pub use silence::SilenceKind;

/// Endpoints that a line takes part in which are listed; the rest is counted.
const MAX_REACHED: usize = 20;

/// What an explanation rests on.
#[derive(Clone, Copy)]
pub struct ExplainInput<'a> {
    /// The facts, with the story.
    pub analysis: &'a Analysis,
    /// Every finding, whatever its confidence, with what `check` does with it.
    pub findings: &'a [(Finding, Fate)],
    /// What else the run said.
    pub diagnostics: &'a [Diagnostic],
    /// The builds that the bits of every `BuildSet` stand for.
    pub universe: &'a [Build],
    /// The platform of each file.
    pub platform_of: &'a dyn Fn(FileId) -> &'a Platform,
    /// The demand.
    pub policy: &'a Policy,
    /// The files.
    pub sources: &'a SourceMap,
}

/// What `check` does with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is shown.
    Shown,
    /// It is less sure than `check` shows by itself.
    Hidden,
    /// A comment hides it.
    Suppressed,
}

impl Fate {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Hidden => "hidden",
            Self::Suppressed => "suppressed",
        }
    }
}

/// What is to be said of a line.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// The endpoints on it, in order of place.
    pub endpoints: Vec<EndpointStory>,
    /// The findings that it takes part in without being their endpoint.
    pub parts: Vec<Part>,
    /// The endpoints on other lines whose settings it takes part in.
    pub reaches: Vec<Reach>,
    /// How many more there are.
    pub reaches_more: usize,
    /// Why nothing more is said.
    pub silence: Vec<Silence>,
}

/// How one endpoint came to its floor.
#[derive(Clone, Debug)]
pub struct EndpointStory {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// What it can negotiate on the platform.
    pub verdict: Verdict,
    /// The platform of its file.
    pub platform: Platform,
    /// The same by groups of builds, oldest first.
    pub sets: Vec<SetOn>,
    /// How its context came to its settings.
    pub ways: Ways,
    /// The findings of this endpoint.
    pub causes: Vec<CauseStory>,
    /// Why the answer is approximate; empty when it is exact.
    pub doubts: Vec<Note>,
}

/// The ways of a context to an endpoint.
#[derive(Clone, Debug)]
pub struct Ways {
    /// Each by itself, the lowest floor first. Empty when the context is not in
    /// view.
    pub told: Vec<WayStory>,
    /// All in one, where they are too many for a reader.
    pub together: Option<Together>,
    /// There are more ways than are known.
    pub more: bool,
}

/// All ways of a context to an endpoint, each place once.
#[derive(Clone, Debug)]
pub struct Together {
    /// The places, in order.
    pub stops: Vec<Stop>,
}

/// A place on some of the ways.
#[derive(Clone, Debug)]
pub struct Stop {
    /// What happens there, on all ways that go through it.
    pub step: StepStory,
    /// How many ways go through it.
    pub ways: usize,
}

/// One way of a context to an endpoint.
#[derive(Clone, Debug)]
pub struct WayStory {
    /// The Pythons of the platform on which it is gone: `3.7 – 3.9`.
    pub pythons: String,
    /// It is gone on a part of the platform only.
    pub partial: bool,
    /// What happened, in order; never empty.
    pub steps: Vec<StepStory>,
    /// What can be negotiated at its end.
    pub sets: Vec<SetOn>,
}

/// Something that happened to a context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepStory {
    /// Where.
    pub span: Span,
    /// What, as a word for tools: `made`, `changed`, `copied`, `handed`,
    /// `unfollowed`, `unsettled`, `cut`.
    pub kind: &'static str,
    /// What, as a clause for people that covers all alternatives.
    pub message: String,
    /// The different things that it does, by the values that get there; empty
    /// when it does one.
    pub alternatives: Vec<Alternative>,
    /// Where its values came from, when that is another line; ordered.
    pub from: Vec<ValueStory>,
    /// The tests of something unknown that this step depends on and the step
    /// before does not: `where `debug` holds`. Those that tell most come first.
    pub when: Vec<Note>,
    /// What can be negotiated from here on.
    pub sets: Vec<SetOn>,
}

/// One of several things that a step may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What, as a clause.
    pub message: String,
    /// The Pythons on which it does.
    pub pythons: String,
    /// The tests that it depends on, beside those of the step.
    pub when: Vec<Note>,
}

/// A value that a step uses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValueStory {
    /// Where it came from.
    pub span: Span,
    /// What that place has to do with it.
    pub message: &'static str,
    /// The same, said of several places.
    pub plural: &'static str,
    /// The places that pass it on, in order.
    pub via: Vec<Span>,
}

/// What can be negotiated on some builds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetOn {
    /// The builds, of the run's universe.
    pub builds: BuildSet,
    /// Their Pythons: `3.7 – 3.9`.
    pub pythons: String,
    /// The negotiable set.
    pub protocols: ProtocolSet,
    /// Enabled versions above a hole, which a client therefore does not offer.
    pub beyond_hole: ProtocolSet,
}

/// A sentence or clause with a place, if it has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Where.
    pub span: Option<Span>,
    /// What.
    pub message: String,
}

/// A finding, told at one of its endpoints.
#[derive(Clone, Debug)]
pub struct CauseStory {
    /// The finding.
    pub finding: Finding,
    /// What `check` does with it.
    pub fate: Fate,
}

/// A finding that a line takes part in.
#[derive(Clone, Debug)]
pub struct Part {
    /// The finding.
    pub finding: Finding,
    /// What `check` does with it.
    pub fate: Fate,
    /// The line's part; `None` when it is the cause itself.
    pub step: Option<(RelatedKind, String)>,
}

/// An endpoint on another line whose settings a line takes part in.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// What it can negotiate.
    pub verdict: Verdict,
    /// What the line does to its context.
    pub message: String,
}

/// Why nothing is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The reason, for tools.
    pub kind: SilenceKind,
    /// The reason, for people: a sentence.
    pub message: String,
    /// A place that belongs to it.
    pub span: Option<Span>,
}

/// A line of a file of the run, 1-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The file.
    pub file: FileId,
    /// The number.
    pub number: u32,
}

impl Line {
    /// Whether `span` stands on the line, in whole or in part.
    fn touches(self, span: Span, sources: &SourceMap) -> bool {
        if span.file != self.file {
            return false;
        }
        let lines = sources.get(span.file).lines();
        lines.line(span.range.start()) <= self.number && self.number <= lines.line(last(span))
    }

    /// Whether `span` begins on the line.
    fn begins(self, span: Span, sources: &SourceMap) -> bool {
        let lines = sources.get(self.file).lines();
        span.file == self.file && lines.line(span.range.start()) == self.number
    }
}

/// The last byte of a span.
fn last(span: Span) -> u32 {
    span.range.end().max(span.range.start() + 1) - 1
}

/// What is to be said of `line`.
#[must_use]
pub fn explain(input: &ExplainInput<'_>, line: Line) -> Explanation {
    let here = endpoints_on(input, line);
    let endpoints: Vec<EndpointStory> = here
        .iter()
        .filter_map(|endpoint| Some(tell(input, endpoint, judged(input, endpoint)?)))
        .collect();
    let told: Vec<Span> = endpoints.iter().map(|story| story.endpoint.call).collect();
    let parts = parts(input, line);
    let mut reaches = reaches(input, line, &told);
    let reaches_more = reaches.len().saturating_sub(MAX_REACHED);
    reaches.truncate(MAX_REACHED);
    let excluded: Vec<&Endpoint> = here
        .into_iter()
        .filter(|endpoint| judged(input, endpoint).is_none() && !told.contains(&endpoint.call))
        .collect();
    let empty = endpoints.is_empty() && parts.is_empty() && reaches.is_empty();
    Explanation {
        endpoints,
        parts,
        reaches,
        reaches_more,
        silence: silence::silence(input, line, &excluded, empty),
    }
}

/// What an endpoint can negotiate on its file's platform, if it lives there.
fn judged(input: &ExplainInput<'_>, endpoint: &Endpoint) -> Option<Verdict> {
    let target = (input.platform_of)(endpoint.call.file).target;
    verdict(endpoint, input.universe, target)
}

/// The endpoints of a line. One in the middle of a call is that call's, unless
/// others begin there.
fn endpoints_on<'a>(input: &ExplainInput<'a>, line: Line) -> Vec<&'a Endpoint> {
    let all = input.analysis.endpoints.iter();
    let mut here: Vec<&Endpoint> = all
        .filter(|endpoint| line.touches(endpoint.call, input.sources))
        .collect();
    let begins = |endpoint: &&Endpoint| line.begins(endpoint.call, input.sources);
    if here.iter().any(begins) {
        here.retain(|endpoint| begins(endpoint));
    }
    here
}

/// The endpoints elsewhere that the line takes part in.
fn reaches(input: &ExplainInput<'_>, line: Line, told: &[Span]) -> Vec<Reach> {
    let all = input.analysis.endpoints.iter();
    all.filter(|endpoint| !told.contains(&endpoint.call))
        .filter_map(|endpoint| {
            Some(Reach {
                message: role_of_line(input, endpoint, line)?,
                verdict: judged(input, endpoint)?,
                endpoint: endpoint.clone(),
            })
        })
        .collect()
}

/// The story of one endpoint.
fn tell(input: &ExplainInput<'_>, endpoint: &Endpoint, verdict: Verdict) -> EndpointStory {
    let platform = (input.platform_of)(endpoint.call.file);
    EndpointStory {
        sets: sets::sets_at_end(input, endpoint, platform.target),
        ways: way::ways(input, endpoint, platform.target),
        causes: causes(input, endpoint),
        doubts: if verdict.approximate {
            doubt::doubts(input, endpoint, platform.target)
        } else {
            Vec::new()
        },
        platform: platform.clone(),
        endpoint: endpoint.clone(),
        verdict,
    }
}

/// The findings of one endpoint: those that judging it alone gives, as `check`
/// words them.
fn causes(input: &ExplainInput<'_>, endpoint: &Endpoint) -> Vec<CauseStory> {
    let alone = judge(&judge::Input {
        endpoints: std::slice::from_ref(endpoint),
        escapes: &[],
        universe: input.universe,
        platform_of: &|file| (input.platform_of)(file),
        policy: input.policy,
        sources: input.sources,
        remedies: &input.analysis.remedies,
    });
    alone
        .into_iter()
        .map(|own| {
            let same = |other: &Finding| other.rule.id == own.rule.id && other.span == own.span;
            // What is left to a library is told once a project, elsewhere.
            let told_there = |other: &Finding| {
                let reached = other.related.iter().filter(|related| {
                    related.kind == RelatedKind::Endpoint && related.span == endpoint.call
                });
                other.rule.id == own.rule.id && reached.count() > 0
            };
            let known = input.findings.iter();
            let found = known
                .clone()
                .find(|(other, _)| same(other))
                .or_else(|| known.clone().find(|(other, _)| told_there(other)));
            match found {
                Some((finding, fate)) => CauseStory {
                    finding: finding.clone(),
                    fate: *fate,
                },
                None => CauseStory {
                    finding: own,
                    fate: Fate::Hidden,
                },
            }
        })
        .collect()
}

/// The findings that the line is a cause or a step of.
fn parts(input: &ExplainInput<'_>, line: Line) -> Vec<Part> {
    let mut parts = Vec::new();
    for (finding, fate) in input.findings {
        let step = if line.touches(finding.span, input.sources) {
            None
        } else {
            let related = finding.related.iter().find(|related| {
                related.kind != RelatedKind::Endpoint && line.touches(related.span, input.sources)
            });
            match related {
                Some(related) => Some((related.kind, related.message.clone())),
                None => continue,
            }
        };
        parts.push(Part {
            finding: finding.clone(),
            fate: *fate,
            step,
        });
    }
    parts
}

/// What the line does on the way to an endpoint, if anything.
fn role_of_line(input: &ExplainInput<'_>, endpoint: &Endpoint, line: Line) -> Option<String> {
    let platform = (input.platform_of)(endpoint.call.file);
    let touches = |span: Span| line.touches(span, input.sources);
    let touched = |way: &&tlsfloor_analysis::facts::Way| {
        way.steps.iter().any(|step| {
            touches(step.span)
                || step.from.iter().any(|origin| {
                    touches(origin.span) || origin.steps.iter().any(|step| touches(step.span))
                })
        })
    };
    // Cheap first: most endpoints have nothing to do with the line.
    endpoint.ways.iter().find(touched)?;
    let ways = way::ways(input, endpoint, platform.target);
    let own = ways
        .told
        .iter()
        .flat_map(|way| &way.steps)
        .find(|step| touches(step.span));
    Some(match own {
        Some(step) => step.message.clone(),
        None if writes(endpoint, &touches) => "writes a value for it".to_owned(),
        None => "passes a value for it on".to_owned(),
    })
}

/// Whether a value of the settings was written at a place that `touches` names.
fn writes(endpoint: &Endpoint, touches: &dyn Fn(Span) -> bool) -> bool {
    endpoint
        .ways
        .iter()
        .flat_map(|way| &way.steps)
        .flat_map(|step| &step.from)
        .any(|origin| touches(origin.span))
}
