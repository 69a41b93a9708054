//! The steps of one way, drawn on the source.

use std::io;

use tlsfloor_analysis::facts::{Endpoint, EndpointKind};
use tlsfloor_protocol::{ProtocolSet, Role};
use tlsfloor_rules::explain::{EndpointStory, SetOn, WayStory};
use tlsfloor_source::{FileId, Span};

use super::Teller;
use crate::json::names;
use crate::place::{Range, printable};

/// A row: a place with what happens there.
struct Row<'a> {
    span: Span,
    messages: Vec<String>,
    sets: &'a [SetOn],
}

/// Draws a way from the making of its context to the endpoint.
pub(super) fn way(
    teller: &Teller<'_>,
    endpoint: &Endpoint,
    way: &WayStory,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut told = Vec::new();
    for step in &way.steps {
        for note in &step.from {
            // Told once, however often the value is used, and once for a line
            // that has several such values.
            let place = note
                .span
                .map(|span| (span.file, Range::of(span, teller.sources()).start.line));
            if told.contains(&(place, &note.message)) {
                continue;
            }
            told.push((place, &note.message));
            rows.extend(note.span.map(|span| Row {
                span,
                messages: vec![note.message.clone()],
                sets: &[],
            }));
        }
        let own = step.span == endpoint.call && endpoint.kind == EndpointKind::Connection;
        let message = if own && step.kind == "made" {
            step.message.replacen("is made", "makes its own context", 1)
        } else {
            step.message.clone()
        };
        let mut messages = vec![message];
        messages.extend(step.when.iter().map(|note| note.message.clone()));
        rows.push(Row {
            span: step.span,
            messages,
            sets: &step.sets,
        });
    }
    let end = end(endpoint);
    match rows.last_mut() {
        // A call that makes its own context, or a context that goes nowhere.
        Some(last) if last.span == endpoint.call || endpoint.kind == EndpointKind::Context => {
            last.messages.push(end);
        }
        _ => rows.push(Row {
            span: endpoint.call,
            messages: vec![end],
            sets: &way.sets,
        }),
    }
    draw(teller, &rows, out)
}

/// Draws an endpoint whose context is not in view.
pub(super) fn alone(
    teller: &Teller<'_>,
    story: &EndpointStory,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let row = Row {
        span: story.endpoint.call,
        messages: vec![
            end(&story.endpoint),
            "what was set before is not known".to_owned(),
        ],
        sets: &story.sets,
    };
    draw(teller, &[row], out)
}

fn end(endpoint: &Endpoint) -> String {
    match (endpoint.kind, endpoint.role) {
        (EndpointKind::Context, _) => "reaches no connection in view",
        (EndpointKind::Connection, Some(Role::Client)) => "connects as a client",
        (EndpointKind::Connection, Some(Role::Server)) => "serves connections",
        (EndpointKind::Connection, None) => "connects, as a client or as a server",
    }
    .to_owned()
}

fn draw(teller: &Teller<'_>, rows: &[Row<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    let sources = teller.sources();
    let line = |span: Span| Range::of(span, sources).start.line;
    let margin = rows
        .iter()
        .map(|row| line(row.span).to_string().len())
        .max()
        .unwrap_or(1);
    let empty = teller.paint.margin(&format!("{:margin$} |", ""));
    let mut file: Option<FileId> = None;
    let mut before: &[SetOn] = &[];
    for row in rows {
        if file != Some(row.span.file) {
            file = Some(row.span.file);
            let path = printable(sources.get(row.span.file).path());
            let arrow = teller.paint.margin(&format!("{:margin$}-->", ""));
            writeln!(out, "  {arrow} {path}")?;
        }
        let number = teller
            .paint
            .margin(&format!("{:>margin$} |", line(row.span)));
        let room = teller.width.saturating_sub(margin + 6);
        writeln!(out, "  {number} {}", short(&code(teller, row.span), room))?;
        for message in &row.messages {
            let wrapped = crate::text::wrap(&printable(message), room.saturating_sub(2));
            for line in wrapped.lines() {
                writeln!(out, "  {empty}   {line}")?;
            }
        }
        for set in row.sets {
            let text = teller.set(set, row.sets.len() > 1);
            let wrapped = crate::text::wrap(&text, room.saturating_sub(5));
            for (index, line) in wrapped.lines().enumerate() {
                let mark = if index == 0 { "->" } else { "  " };
                writeln!(out, "  {empty}   {mark} {line}")?;
            }
            // Said where it comes about.
            let hole = super::hole(set).filter(|_| !before.contains(set));
            let hole = crate::text::wrap(&hole.unwrap_or_default(), room.saturating_sub(5));
            for line in hole.lines() {
                writeln!(out, "  {empty}      {line}")?;
            }
        }
        if !row.sets.is_empty() {
            before = row.sets;
        }
    }
    Ok(())
}

/// The lines of a span, whole.
fn code(teller: &Teller<'_>, span: Span) -> String {
    let source = teller.sources().get(span.file);
    let range = Range::of(span, teller.sources());
    let first = source.lines().line_range(range.start.line);
    let mut text = source.slice(first).trim_end().to_owned();
    for line in range.start.line + 1..=range.end.line {
        text.push(' ');
        text.push_str(source.slice(source.lines().line_range(line)).trim());
    }
    text
}

/// Code on one line, without its indentation, cut to a width.
pub(super) fn short(code: &str, width: usize) -> String {
    let code = printable(code.trim());
    if code.chars().count() <= width {
        return code;
    }
    let kept: String = code.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// `TLSv1.2, TLSv1.3`; `nothing` for none.
pub(super) fn list(protocols: ProtocolSet) -> String {
    if protocols.is_empty() {
        "nothing".to_owned()
    } else {
        names(protocols).join(", ")
    }
}
