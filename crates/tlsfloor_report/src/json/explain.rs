//! The story of a line as JSON.

use std::io;

use serde::Serialize;
use tlsfloor_protocol::Protocol;
use tlsfloor_rules::Finding;
use tlsfloor_rules::explain::{
    Alternative, EndpointStory, Fate, Note, Part, Reach, SetOn, Silence, StepStory, ValueStory,
    WayStory,
};
use tlsfloor_source::{SourceMap, Span};

use super::{
    DiagnosticJson, EndpointJson, FindingJson, RangeJson, SCHEMA_VERSION, SummaryJson, diagnostics,
    endpoint, finding, names, range, write,
};
use crate::Story;

#[derive(Serialize)]
struct ExplainJson<'a> {
    schema_version: u32,
    path: &'a str,
    line: u32,
    text: &'a str,
    platform: TargetJson<'a>,
    demanded_floor: &'static str,
    endpoints: Vec<StoryJson<'a>>,
    findings: Vec<PartJson<'a>>,
    reaches: Vec<ReachJson<'a>>,
    reaches_more: usize,
    silence: Vec<SilenceJson<'a>>,
    diagnostics: Vec<DiagnosticJson<'a>>,
    summary: SummaryJson,
}

#[derive(Serialize)]
struct TargetJson<'a> {
    python: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
struct StoryJson<'a> {
    #[serde(flatten)]
    endpoint: EndpointJson<'a>,
    sets: Vec<SetJson<'a>>,
    ways: Vec<WayJson<'a>>,
    more_ways: bool,
    findings: Vec<FateJson<'a>>,
    approximate_because: Vec<NoteJson<'a>>,
}

#[derive(Serialize)]
struct SetJson<'a> {
    python: &'a str,
    protocols: Vec<&'static str>,
    floor: Option<&'static str>,
    beyond_hole: Vec<&'static str>,
}

#[derive(Serialize)]
struct WayJson<'a> {
    python: &'a str,
    steps: Vec<StepJson<'a>>,
}

#[derive(Serialize)]
struct StepJson<'a> {
    kind: &'static str,
    message: &'a str,
    alternatives: Vec<AlternativeJson<'a>>,
    path: &'a str,
    range: RangeJson,
    from: Vec<ValueJson<'a>>,
    when: Vec<NoteJson<'a>>,
    sets: Vec<SetJson<'a>>,
}

#[derive(Serialize)]
struct AlternativeJson<'a> {
    message: &'a str,
    python: &'a str,
    when: Vec<NoteJson<'a>>,
}

#[derive(Serialize)]
struct ValueJson<'a> {
    message: &'a str,
    path: &'a str,
    range: RangeJson,
    via: Vec<PlaceJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    path: &'a str,
    range: RangeJson,
}

#[derive(Serialize)]
struct FateJson<'a> {
    #[serde(flatten)]
    finding: FindingJson<'a>,
    fate: &'static str,
}

#[derive(Serialize)]
struct PartJson<'a> {
    #[serde(flatten)]
    finding: FateJson<'a>,
    part: &'static str,
    part_message: Option<&'a str>,
}

#[derive(Serialize)]
struct ReachJson<'a> {
    #[serde(flatten)]
    endpoint: EndpointJson<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct SilenceJson<'a> {
    kind: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeJson>,
}

#[derive(Serialize)]
struct NoteJson<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeJson>,
}

/// Writes the story of a line.
pub(crate) fn write_story(story: &Story<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sources = story.sources;
    let source = sources.get(story.file);
    let explanation = story.explanation;
    let endpoints = explanation.endpoints.iter().map(|own| told(own, sources));
    let parts = explanation.parts.iter().map(|own| part(own, sources));
    let reaches = explanation.reaches.iter().map(|own| reach(own, sources));
    let silence = explanation.silence.iter().map(|own| silent(own, sources));
    let document = ExplainJson {
        schema_version: SCHEMA_VERSION,
        path: source.path(),
        line: story.line,
        text: source
            .slice(source.lines().line_range(story.line))
            .trim_end_matches(['\r', '\n']),
        platform: TargetJson {
            python: &story.platform.description,
            source: &story.platform.source,
        },
        demanded_floor: story.floor.name(),
        endpoints: endpoints.collect(),
        findings: parts.collect(),
        reaches: reaches.collect(),
        reaches_more: explanation.reaches_more,
        silence: silence.collect(),
        diagnostics: diagnostics(story.diagnostics, sources),
        summary: (&story.summary).into(),
    };
    write(&document, out)
}

fn told<'a>(story: &'a EndpointStory, sources: &'a SourceMap) -> StoryJson<'a> {
    StoryJson {
        endpoint: endpoint(&story.endpoint, &story.verdict, sources),
        sets: sets(&story.sets),
        ways: story
            .ways
            .told
            .iter()
            .map(|own| way(own, sources))
            .collect(),
        more_ways: story.ways.more,
        findings: story
            .causes
            .iter()
            .map(|cause| with_fate(&cause.finding, cause.fate, sources))
            .collect(),
        approximate_because: notes(&story.doubts, sources),
    }
}

fn way<'a>(way: &'a WayStory, sources: &'a SourceMap) -> WayJson<'a> {
    WayJson {
        python: &way.pythons,
        steps: way.steps.iter().map(|own| step(own, sources)).collect(),
    }
}

fn step<'a>(step: &'a StepStory, sources: &'a SourceMap) -> StepJson<'a> {
    let alternative = |own: &'a Alternative| AlternativeJson {
        message: &own.message,
        python: &own.pythons,
        when: notes(&own.when, sources),
    };
    let value = |own: &'a ValueStory| ValueJson {
        message: own.message,
        path: sources.get(own.span.file).path(),
        range: range(own.span, sources),
        via: own.via.iter().map(|span| place(*span, sources)).collect(),
    };
    StepJson {
        kind: step.kind,
        message: &step.message,
        alternatives: step.alternatives.iter().map(alternative).collect(),
        path: sources.get(step.span.file).path(),
        range: range(step.span, sources),
        from: step.from.iter().map(value).collect(),
        when: notes(&step.when, sources),
        sets: sets(&step.sets),
    }
}

fn place(span: Span, sources: &SourceMap) -> PlaceJson<'_> {
    PlaceJson {
        path: sources.get(span.file).path(),
        range: range(span, sources),
    }
}

fn sets(sets: &[SetOn]) -> Vec<SetJson<'_>> {
    sets.iter()
        .map(|set| SetJson {
            python: &set.pythons,
            protocols: names(set.protocols),
            floor: set.protocols.floor().map(Protocol::name),
            beyond_hole: names(set.beyond_hole),
        })
        .collect()
}

fn with_fate<'a>(own: &'a Finding, fate: Fate, sources: &'a SourceMap) -> FateJson<'a> {
    FateJson {
        finding: finding(own, sources),
        fate: fate.name(),
    }
}

fn part<'a>(part: &'a Part, sources: &'a SourceMap) -> PartJson<'a> {
    let step = part.step.as_ref();
    PartJson {
        finding: with_fate(&part.finding, part.fate, sources),
        part: step.map_or("cause", |(kind, _)| match kind {
            tlsfloor_rules::RelatedKind::Cause => "other-cause",
            other => other.name(),
        }),
        part_message: step.map(|(_, message)| message.as_str()),
    }
}

fn reach<'a>(reach: &'a Reach, sources: &'a SourceMap) -> ReachJson<'a> {
    ReachJson {
        endpoint: endpoint(&reach.endpoint, &reach.verdict, sources),
        message: &reach.message,
    }
}

fn silent<'a>(silence: &'a Silence, sources: &'a SourceMap) -> SilenceJson<'a> {
    let place = |span: Span| (sources.get(span.file).path(), range(span, sources));
    let (path, range) = silence.span.map(place).unzip();
    SilenceJson {
        kind: silence.kind.name(),
        message: &silence.message,
        path,
        range,
    }
}

fn notes<'a>(notes: &'a [Note], sources: &'a SourceMap) -> Vec<NoteJson<'a>> {
    let place = |span: Span| (sources.get(span.file).path(), range(span, sources));
    notes
        .iter()
        .map(|note| {
            let (path, range) = note.span.map(place).unzip();
            NoteJson {
                message: &note.message,
                path,
                range,
            }
        })
        .collect()
}
