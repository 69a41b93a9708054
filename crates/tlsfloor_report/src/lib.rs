//! Findings and endpoints as text, JSON and SARIF.
//!
//! Each format owns its structures: no type of another layer is serialised.
//! Writers print what they are given; nothing here filters or judges. What a
//! caller prints beside the report (diagnostics beside text, the closing line)
//! is given as lines.

mod concise;
mod explain;
mod inventory;
mod json;
mod place;
mod sarif;
mod text;

use std::io;

use tlsfloor_analysis::facts::Endpoint;
use tlsfloor_protocol::{Build, Protocol};
use tlsfloor_rules::explain::Explanation;
use tlsfloor_rules::{Diagnostic, Finding, Platform};
use tlsfloor_source::{FileId, SourceMap};

/// A format of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: drawn source, with the way from cause to connection.
    Text,
    /// One line a finding.
    Concise,
    /// The stable contract for tools.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Text, Self::Concise, Self::Json, Self::Sarif];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Sarif => "sarif",
        }
    }
}

/// A format of `inventory`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InventoryFormat {
    /// A line an endpoint.
    Text,
    /// The stable contract for tools.
    Json,
}

/// How text is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenderOptions {
    /// Use ANSI colours.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// What a run of `check` found.
pub struct Report<'a> {
    /// The findings to show.
    pub findings: &'a [Finding],
    /// What else to say.
    pub diagnostics: &'a [Diagnostic],
    /// What the result rests on.
    pub summary: Summary,
    /// The files.
    pub sources: &'a SourceMap,
}

/// What a run of `inventory` found.
pub struct Inventory<'a> {
    /// The endpoints to show.
    pub endpoints: &'a [Endpoint],
    /// The builds that the bits of every `BuildSet` stand for.
    pub universe: &'a [Build],
    /// The platform of each file.
    pub platform_of: &'a dyn Fn(FileId) -> &'a Platform,
    /// What else to say.
    pub diagnostics: &'a [Diagnostic],
    /// What the result rests on.
    pub summary: Summary,
    /// The files.
    pub sources: &'a SourceMap,
}

/// What `explain` has to say of a line.
pub struct Story<'a> {
    /// The story.
    pub explanation: &'a Explanation,
    /// The file of the line.
    pub file: FileId,
    /// The line, counted from 1.
    pub line: u32,
    /// The platform of the file.
    pub platform: &'a Platform,
    /// The floor that is demanded.
    pub floor: Protocol,
    /// What else to say.
    pub diagnostics: &'a [Diagnostic],
    /// What the result rests on.
    pub summary: Summary,
    /// In text, each way of a context is told by itself, however many there are.
    pub every_way: bool,
    /// The files.
    pub sources: &'a SourceMap,
}

/// What a result rests on: counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Python files met.
    pub files_discovered: usize,
    /// Files that were parsed; the others never name TLS.
    pub files_parsed: usize,
    /// Paths that were named or met and could not be read, or not in full.
    pub paths_unread: usize,
    /// Findings shown.
    pub findings: usize,
    /// Findings below the confidence that was asked for.
    pub hidden: usize,
    /// Findings hidden by a comment.
    pub suppressed: usize,
    /// Endpoints judged.
    pub endpoints: usize,
    /// Endpoints in whose settings something unknown took part.
    pub approximate: usize,
    /// Imports that led to no file, standard module or catalogue entry.
    pub unresolved_imports: usize,
    /// Bounds of the analysis that were reached.
    pub bounds_reached: usize,
}

/// Writes the report of a `check`. JSON and SARIF hold the diagnostics; beside
/// the others they are printed elsewhere, by [`diagnostic_line`].
///
/// # Errors
///
/// Those of the writer.
pub fn render(
    report: &Report<'_>,
    format: Format,
    options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::write(report, options, out),
        Format::Concise => concise::write(report, out),
        Format::Json => json::write_findings(report, out),
        Format::Sarif => sarif::write(report, out),
    }
}

/// Writes the report of an `inventory`. JSON holds the diagnostics; beside text
/// they are printed elsewhere, by [`diagnostic_line`].
///
/// # Errors
///
/// Those of the writer.
pub fn render_inventory(
    inventory: &Inventory<'_>,
    format: InventoryFormat,
    options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        InventoryFormat::Text => inventory::write(inventory, options, out),
        InventoryFormat::Json => json::write_endpoints(inventory, out),
    }
}

/// Writes the report of an `explain`, in the formats of an inventory. JSON
/// holds the diagnostics.
///
/// # Errors
///
/// Those of the writer.
pub fn render_story(
    story: &Story<'_>,
    format: InventoryFormat,
    options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        InventoryFormat::Text => explain::write(story, options, out),
        InventoryFormat::Json => json::write_story(story, out),
    }
}

/// A diagnostic as one line, without a line break: for stderr.
#[must_use]
pub fn diagnostic_line(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let at = diagnostic
        .span
        .map(|span| place::Range::of(span, sources).start)
        .map_or(String::new(), |start| {
            format!(":{}:{}", start.line, start.column)
        });
    let line = format!(
        "{}{at}: {}: {}",
        diagnostic.path, diagnostic.kind, diagnostic.message
    );
    place::printable(&line)
}

/// The line that ends a run, without a line break: for stderr.
#[must_use]
pub fn closing_line(summary: &Summary) -> String {
    let Summary {
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
    let unread = match paths_unread {
        0 => String::new(),
        some => format!(", {} not read", count(some, "path")),
    };
    format!(
        "{} shown, {hidden} hidden by confidence, {suppressed} suppressed; {} judged, \
         {approximate} of them only approximately; {} found, {files_parsed} parsed{unread}; \
         {} not resolved; {} reached",
        count(findings, "finding"),
        count(endpoints, "endpoint"),
        count(files_discovered, "file"),
        count(unresolved_imports, "import"),
        count(bounds_reached, "bound"),
    )
}

/// `1 file`, `2 files`, `0 files`.
fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
