//! JSON, version 1 of the schema: the stable contract for tools.
//!
//! Fields may be added, never renamed or removed. The structures here are the
//! schema; `docs/output.md` describes it.

mod explain;

use std::io;

use serde::Serialize;
use tlsfloor_analysis::facts::{Endpoint, EndpointKind};
use tlsfloor_protocol::{Protocol, ProtocolSet, Role};
use tlsfloor_rules::{Diagnostic, Finding, Verdict};
use tlsfloor_source::{SourceMap, Span};

use crate::{Inventory, Report, place};

pub(crate) use explain::write_story;

const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct CheckJson<'a> {
    schema_version: u32,
    findings: Vec<FindingJson<'a>>,
    diagnostics: Vec<DiagnosticJson<'a>>,
    summary: SummaryJson,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    rule_id: &'a str,
    severity: &'a str,
    confidence: &'a str,
    message: &'a str,
    path: &'a str,
    range: RangeJson,
    protocols: Vec<&'static str>,
    floor: Option<&'static str>,
    platform: PlatformJson<'a>,
    related: Vec<RelatedJson<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct PlatformJson<'a> {
    python: &'a str,
    openssl: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    kind: &'a str,
    message: &'a str,
    path: &'a str,
    range: RangeJson,
}

#[derive(Serialize)]
struct DiagnosticJson<'a> {
    kind: &'a str,
    message: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeJson>,
}

#[derive(Serialize)]
struct InventoryJson<'a> {
    schema_version: u32,
    endpoints: Vec<EndpointJson<'a>>,
    diagnostics: Vec<DiagnosticJson<'a>>,
    summary: SummaryJson,
}

#[derive(Serialize)]
struct EndpointJson<'a> {
    path: &'a str,
    range: RangeJson,
    kind: &'static str,
    implicit: bool,
    library: &'a str,
    api: &'a str,
    role: &'static str,
    protocols: Vec<&'static str>,
    floor: Option<&'static str>,
    ceiling: Option<&'static str>,
    certainty: &'static str,
    created_at: Option<PlaceJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    path: &'a str,
    range: RangeJson,
}

#[derive(Serialize)]
struct RangeJson {
    start: PositionJson,
    end: PositionJson,
}

#[derive(Serialize)]
struct PositionJson {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct SummaryJson {
    files_discovered: usize,
    files_parsed: usize,
    paths_unread: usize,
    findings: usize,
    hidden: usize,
    suppressed: usize,
    endpoints: usize,
    approximate: usize,
    unresolved_imports: usize,
    bounds_reached: usize,
}

impl From<&crate::Summary> for SummaryJson {
    fn from(summary: &crate::Summary) -> Self {
        let crate::Summary {
            files_discovered,
            files_parsed,
            paths_unread,
            findings,
            hidden,
            suppressed,
            endpoints,
            approximate,
            unresolved_imports,
            bounds_reached,
        } = *summary;
        Self {
            files_discovered,
            files_parsed,
            paths_unread,
            findings,
            hidden,
            suppressed,
            endpoints,
            approximate,
            unresolved_imports,
            bounds_reached,
        }
    }
}

/// Writes the findings of a `check`.
pub(crate) fn write_findings(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sources = report.sources;
    let document = CheckJson {
        schema_version: SCHEMA_VERSION,
        findings: report
            .findings
            .iter()
            .map(|found| finding(found, sources))
            .collect(),
        diagnostics: diagnostics(report.diagnostics, sources),
        summary: (&report.summary).into(),
    };
    write(&document, out)
}

/// Writes the endpoints of an `inventory`.
pub(crate) fn write_endpoints(
    inventory: &Inventory<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let sources = inventory.sources;
    let document = InventoryJson {
        schema_version: SCHEMA_VERSION,
        endpoints: crate::inventory::judged(inventory)
            .into_iter()
            .map(|(item, verdict)| endpoint(item, &verdict, sources))
            .collect(),
        diagnostics: diagnostics(inventory.diagnostics, sources),
        summary: (&inventory.summary).into(),
    };
    write(&document, out)
}

fn write<T: Serialize>(document: &T, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    writeln!(out)
}

fn finding<'a>(finding: &'a Finding, sources: &'a SourceMap) -> FindingJson<'a> {
    FindingJson {
        rule_id: finding.rule.id,
        severity: finding.severity.name(),
        confidence: finding.confidence.name(),
        message: &finding.message,
        path: sources.get(finding.span.file).path(),
        range: range(finding.span, sources),
        protocols: names(finding.protocols),
        floor: finding.floor.map(Protocol::name),
        platform: PlatformJson {
            python: &finding.platform.python,
            openssl: &finding.platform.openssl,
            source: &finding.platform.source,
        },
        related: finding
            .related
            .iter()
            .map(|related| RelatedJson {
                kind: related.kind.name(),
                message: &related.message,
                path: sources.get(related.span.file).path(),
                range: range(related.span, sources),
            })
            .collect(),
        fingerprint: &finding.fingerprint,
    }
}

fn endpoint<'a>(
    endpoint: &'a Endpoint,
    verdict: &Verdict,
    sources: &'a SourceMap,
) -> EndpointJson<'a> {
    EndpointJson {
        path: sources.get(endpoint.call.file).path(),
        range: range(endpoint.call, sources),
        kind: kind_name(endpoint.kind),
        implicit: endpoint.implicit,
        library: &endpoint.library,
        api: &endpoint.api,
        role: role_name(endpoint.role),
        protocols: names(verdict.protocols),
        floor: verdict.floor.map(Protocol::name),
        ceiling: verdict.ceiling.map(Protocol::name),
        certainty: certainty_name(verdict),
        created_at: endpoint.created_at.map(|span| PlaceJson {
            path: sources.get(span.file).path(),
            range: range(span, sources),
        }),
    }
}

fn diagnostics<'a>(diagnostics: &'a [Diagnostic], sources: &SourceMap) -> Vec<DiagnosticJson<'a>> {
    diagnostics
        .iter()
        .map(|diagnostic| DiagnosticJson {
            kind: diagnostic.kind.name(),
            message: &diagnostic.message,
            path: &diagnostic.path,
            range: diagnostic.span.map(|span| range(span, sources)),
        })
        .collect()
}

fn range(span: Span, sources: &SourceMap) -> RangeJson {
    let place::Range { start, end } = place::Range::of(span, sources);
    RangeJson {
        start: PositionJson {
            line: start.line,
            column: start.column,
        },
        end: PositionJson {
            line: end.line,
            column: end.column,
        },
    }
}

/// Names in order of age.
pub(crate) fn names(protocols: ProtocolSet) -> Vec<&'static str> {
    protocols.into_iter().map(Protocol::name).collect()
}

pub(crate) const fn kind_name(kind: EndpointKind) -> &'static str {
    match kind {
        EndpointKind::Connection => "connection",
        EndpointKind::Context => "context",
    }
}

pub(crate) const fn role_name(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Client) => "client",
        Some(Role::Server) => "server",
        None => "unknown",
    }
}

pub(crate) const fn certainty_name(verdict: &Verdict) -> &'static str {
    if verdict.approximate {
        "approximate"
    } else {
        "exact"
    }
}
