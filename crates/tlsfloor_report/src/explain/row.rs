//! Rows: places of the source, with what happens there.

use std::io;

use tlsfloor_protocol::ProtocolSet;
use tlsfloor_rules::explain::{SetOn, StepStory, ValueStory};
use tlsfloor_source::{FileId, Span};

use super::Teller;
use crate::json::names;
use crate::place::{Range, printable};

/// Lines that one row shows; of more, the numbers are named.
const MAX_LINES: usize = 5;

/// Places that pass a value on, as far as they are named.
const MAX_VIA: usize = 3;

/// Places with what happens at them.
pub(super) struct Row<'a> {
    /// Lines of one file; never empty.
    pub(super) spans: Vec<Span>,
    pub(super) messages: Vec<String>,
    pub(super) sets: &'a [SetOn],
}

/// The places that values came from, each told once.
#[derive(Default)]
pub(super) struct Values(Vec<(FileId, u32, &'static str)>);

/// A line that values came from.
struct Source {
    span: Span,
    said: Vec<(&'static str, &'static str)>,
    via: String,
}

impl Values {
    /// Rows for the values of a step that were not told yet.
    pub(super) fn rows<'a>(&mut self, teller: &Teller<'_>, step: &'a StepStory) -> Vec<Row<'a>> {
        let mut groups: Vec<Vec<Source>> = Vec::new();
        for source in self.sources(teller, step) {
            let same = |group: &&mut Vec<Source>| {
                group.first().is_some_and(|own| {
                    own.span.file == source.span.file
                        && own.said == source.said
                        && own.via == source.via
                })
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(source),
                None => groups.push(vec![source]),
            }
        }
        groups
            .into_iter()
            .map(|group| Row {
                messages: vec![said(teller, &group)],
                spans: group
                    .iter()
                    .take(MAX_LINES)
                    .map(|source| source.span)
                    .collect(),
                sets: &[],
            })
            .collect()
    }

    /// The lines of the values, each once with all that is to be said of it.
    fn sources(&mut self, teller: &Teller<'_>, step: &StepStory) -> Vec<Source> {
        let mut sources: Vec<Source> = Vec::new();
        for value in &step.from {
            let line = line(teller, value.span);
            if self.0.contains(&(value.span.file, line, value.message)) {
                continue;
            }
            self.0.push((value.span.file, line, value.message));
            let here = sources.iter_mut().find(|own| {
                (own.span.file, self::line(teller, own.span)) == (value.span.file, line)
            });
            match here {
                Some(source) => source.said.push((value.message, value.plural)),
                None => sources.push(Source {
                    span: value.span,
                    said: vec![(value.message, value.plural)],
                    via: via(teller, value),
                }),
            }
        }
        sources
    }
}

/// What is said of lines that have the same to say.
fn said(teller: &Teller<'_>, group: &[Source]) -> String {
    let several = group.len() > 1;
    let Some(first) = group.first() else {
        return String::new();
    };
    let said: Vec<&str> = first
        .said
        .iter()
        .map(|(one, many)| if several { *many } else { *one })
        .collect();
    let mut text = said.join("; or ");
    let rest: Vec<Span> = group
        .iter()
        .skip(MAX_LINES)
        .map(|source| source.span)
        .collect();
    if !rest.is_empty() {
        let rest = teller.places_in(&rest, first.span.file);
        text.push_str(&format!(" (and {rest})"));
    }
    text.push_str(&first.via);
    text
}

/// `; passed on by line 3 and net.py:4`.
fn via(teller: &Teller<'_>, value: &ValueStory) -> String {
    if value.via.is_empty() {
        return String::new();
    }
    let shown = value.via.len().min(MAX_VIA);
    let places = value.via.get(..shown).unwrap_or_default();
    let places = teller.places_in(places, value.span.file);
    let more = match value.via.len() - shown {
        0 => String::new(),
        more => format!(" and {}", crate::count(more, "more place")),
    };
    format!(", passed on by {places}{more}")
}

fn line(teller: &Teller<'_>, span: Span) -> u32 {
    Range::of(span, teller.sources()).start.line
}

/// Draws rows on the source.
pub(super) fn draw(
    teller: &Teller<'_>,
    rows: &[Row<'_>],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let sources = teller.sources();
    let spans = rows.iter().flat_map(|row| &row.spans);
    let margin = spans
        .map(|span| line(teller, *span).to_string().len())
        .max()
        .unwrap_or(1);
    let empty = teller.paint.margin(&format!("{:margin$} |", ""));
    let mut file: Option<FileId> = None;
    let mut before: &[SetOn] = &[];
    for row in rows {
        let room = teller.width.saturating_sub(margin + 6);
        for span in &row.spans {
            if file != Some(span.file) {
                file = Some(span.file);
                let path = printable(sources.get(span.file).path());
                let arrow = teller.paint.margin(&format!("{:margin$}-->", ""));
                writeln!(out, "  {arrow} {path}")?;
            }
            let number = format!("{:>margin$} |", line(teller, *span));
            let number = teller.paint.margin(&number);
            writeln!(out, "  {number} {}", short(&code(teller, *span), room))?;
        }
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
