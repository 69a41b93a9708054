//! SARIF 2.1.0, for code scanning services.
//!
//! Every rule is listed, found or not, with its page and its place in the CWE
//! taxonomy. Paths are relative to `%SRCROOT%`, the working directory.

mod model;
mod uri;

use std::io;

use tlsfloor_protocol::Protocol;
use tlsfloor_rules::rules::{self, RuleMetadata};
use tlsfloor_rules::{Diagnostic, DiagnosticKind, Finding, Related};
use tlsfloor_source::{SourceMap, Span};

use crate::json::names;
use crate::{Report, place};
use model::{
    ArtifactLocation, CodeFlow, Configuration, Descriptor, DescriptorReference, Driver,
    Fingerprints, Help, Invocation, Location, Log, Notification, PhysicalLocation, Platform,
    Region, Relationship, ResultItem, ResultProperties, Roots, RuleProperties, Run, SourceRoot,
    Taxonomy, Text, ThreadFlow, ThreadFlowLocation, Tool, ToolComponentReference,
};

/// Writes the report of a `check`.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sources = report.sources;
    let missing = |diagnostic: &Diagnostic| diagnostic.kind == DiagnosticKind::Missing;
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver: driver() },
            invocations: [Invocation {
                execution_successful: !report.diagnostics.iter().any(missing),
                tool_execution_notifications: report
                    .diagnostics
                    .iter()
                    .map(|diagnostic| notification(diagnostic, sources))
                    .collect(),
            }],
            original_uri_base_ids: Roots {
                srcroot: SourceRoot {
                    description: Text {
                        text: "The working directory of the run.",
                    },
                },
            },
            results: report
                .findings
                .iter()
                .map(|finding| result(finding, sources))
                .collect(),
            column_kind: "unicodeCodePoints",
            taxonomies: [taxonomy()],
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn driver() -> Driver<'static> {
    Driver {
        name: "tlsfloor",
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules::ALL.into_iter().map(rule).collect(),
        notifications: DiagnosticKind::ALL
            .into_iter()
            .map(|kind| Descriptor {
                id: kind.name().to_owned(),
                ..Descriptor::default()
            })
            .collect(),
        supported_taxonomies: [cwe_component()],
    }
}

fn cwe_component() -> ToolComponentReference {
    ToolComponentReference {
        name: "CWE",
        index: 0,
    }
}

fn rule(rule: &'static RuleMetadata) -> Descriptor<'static> {
    let mut tags = vec!["security".to_owned()];
    tags.extend(
        rule.cwe
            .iter()
            .map(|number| format!("external/cwe/cwe-{number}")),
    );
    Descriptor {
        id: rule.id.to_owned(),
        name: Some(pascal_case(rule.id)),
        short_description: Some(Text { text: rule.title }),
        full_description: Some(Text {
            text: rule.description,
        }),
        help: Some(Help {
            text: rule.description,
            markdown: rule.documentation,
        }),
        default_configuration: Some(Configuration { level: LEVEL }),
        relationships: rule
            .cwe
            .iter()
            .map(|number| Relationship {
                target: DescriptorReference {
                    id: cwe_id(*number),
                    index: weaknesses()
                        .iter()
                        .position(|other| other == number)
                        .unwrap_or(0),
                    tool_component: Some(cwe_component()),
                },
                kinds: ["superset"],
            })
            .collect(),
        properties: Some(RuleProperties {
            category: rule.category,
            severity: rule.severity.name(),
            tags,
        }),
    }
}

/// SARIF's word for the severity `notice`.
const LEVEL: &str = "note";

/// The CWE numbers of all rules, ascending, each once.
fn weaknesses() -> Vec<u32> {
    let mut numbers: Vec<u32> = rules::ALL
        .into_iter()
        .flat_map(|rule| rule.cwe)
        .copied()
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn cwe_id(number: u32) -> String {
    format!("CWE-{number}")
}

fn taxonomy() -> Taxonomy {
    Taxonomy {
        name: "CWE",
        organization: "MITRE",
        short_description: Text {
            text: "The MITRE Common Weakness Enumeration",
        },
        information_uri: "https://cwe.mitre.org/",
        is_comprehensive: false,
        taxa: weaknesses()
            .into_iter()
            .map(|number| Descriptor {
                id: cwe_id(number),
                short_description: rules::cwe_name(number).map(|text| Text { text }),
                ..Descriptor::default()
            })
            .collect(),
    }
}

/// `insecure-ssl-protocols` as `InsecureSslProtocols`.
fn pascal_case(id: &str) -> String {
    let name = id.rsplit('/').next().unwrap_or(id);
    name.split('-')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
        })
        .collect()
}

fn result<'a>(finding: &'a Finding, sources: &'a SourceMap) -> ResultItem<'a> {
    ResultItem {
        rule_id: finding.rule.id,
        rule_index: rules::ALL
            .iter()
            .position(|rule| *rule == finding.rule)
            .unwrap_or(0),
        level: LEVEL,
        message: Text {
            text: &finding.message,
        },
        locations: [location(finding.span, sources)],
        related_locations: finding
            .related
            .iter()
            .enumerate()
            .map(|(index, related)| related_location(index, related, sources))
            .collect(),
        code_flows: finding
            .flows
            .iter()
            .map(|flow| code_flow(flow, sources))
            .collect(),
        partial_fingerprints: Fingerprints {
            v1: &finding.fingerprint,
        },
        properties: ResultProperties {
            confidence: finding.confidence.name(),
            protocols: names(finding.protocols),
            floor: finding.floor.map(Protocol::name),
            platform: Platform {
                python: &finding.platform.python,
                openssl: &finding.platform.openssl,
                source: &finding.platform.source,
            },
        },
    }
}

fn code_flow<'a>(flow: &'a [Related], sources: &SourceMap) -> CodeFlow<'a> {
    let locations = flow
        .iter()
        .map(|place| ThreadFlowLocation {
            location: Location {
                message: Some(Text {
                    text: &place.message,
                }),
                ..location(place.span, sources)
            },
        })
        .collect();
    CodeFlow {
        thread_flows: [ThreadFlow { locations }],
    }
}

fn related_location<'a>(index: usize, related: &'a Related, sources: &SourceMap) -> Location<'a> {
    Location {
        id: Some(index),
        message: Some(Text {
            text: &related.message,
        }),
        ..location(related.span, sources)
    }
}

fn location<'a>(span: Span, sources: &SourceMap) -> Location<'a> {
    let place::Range { start, end } = place::Range::of(span, sources);
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: artifact(sources.get(span.file).path()),
            region: Some(Region {
                start_line: start.line,
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
            }),
        },
        message: None,
    }
}

fn artifact(path: &str) -> ArtifactLocation {
    let uri = uri::of_path(path);
    ArtifactLocation {
        uri_base_id: (!uri.starts_with("file:")).then_some("%SRCROOT%"),
        uri,
    }
}

fn notification<'a>(diagnostic: &'a Diagnostic, sources: &SourceMap) -> Notification<'a> {
    let place = match diagnostic.span {
        Some(span) => location(span, sources),
        None => Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: artifact(&diagnostic.path),
                region: None,
            },
            message: None,
        },
    };
    Notification {
        descriptor: DescriptorReference {
            id: diagnostic.kind.name().to_owned(),
            index: DiagnosticKind::ALL
                .iter()
                .position(|kind| *kind == diagnostic.kind)
                .unwrap_or(0),
            tool_component: None,
        },
        level: match diagnostic.kind {
            DiagnosticKind::Missing | DiagnosticKind::Unreadable | DiagnosticKind::Internal => {
                "error"
            }
            DiagnosticKind::Encoding
            | DiagnosticKind::Syntax
            | DiagnosticKind::UnusedSuppression => "note",
            DiagnosticKind::Bound | DiagnosticKind::InvalidSuppression | DiagnosticKind::Config => {
                "warning"
            }
        },
        message: Text {
            text: &diagnostic.message,
        },
        locations: [place],
    }
}
