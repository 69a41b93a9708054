//! The story of a line for people: each endpoint on it with every step of its
//! context, drawn on the source, and what can be negotiated after each.

mod paint;
mod row;
mod step;

use std::io;

use tlsfloor_analysis::facts::{Endpoint, EndpointKind};
use tlsfloor_protocol::{Protocol, ProtocolSet, Role};
use tlsfloor_rules::explain::{CauseStory, EndpointStory, Fate, Note, Part, Reach, SetOn};
use tlsfloor_rules::{Finding, RelatedKind, unconnected};
use tlsfloor_source::{FileId, SourceMap, Span};

use crate::json::names;
use crate::place::{Range, printable};
use crate::text::wrap;
use crate::{RenderOptions, Story};
use paint::Paint;

/// Text is not broken to fewer columns.
const NARROWEST: usize = 40;

pub(crate) fn write(
    story: &Story<'_>,
    options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let teller = Teller {
        story,
        paint: Paint::new(options.color),
        width: options.width.max(NARROWEST),
    };
    teller.title(out)?;
    for endpoint in &story.explanation.endpoints {
        writeln!(out)?;
        teller.endpoint(endpoint, out)?;
    }
    for part in teller.untold_parts() {
        writeln!(out)?;
        teller.part(part, out)?;
    }
    teller.reaches(out)?;
    teller.silence(out)
}

/// What every part of the text depends on.
struct Teller<'a> {
    story: &'a Story<'a>,
    paint: Paint,
    width: usize,
}

impl Teller<'_> {
    fn sources(&self) -> &SourceMap {
        self.story.sources
    }

    /// The line that is asked about, and what it is judged on.
    fn title(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let source = self.sources().get(self.story.file);
        let range = source.lines().line_range(self.story.line);
        let place = printable(&format!("{}:{}", source.path(), self.story.line));
        let code = row::short(source.slice(range), self.width);
        writeln!(out, "{}", self.paint.bold(&place))?;
        if !code.is_empty() {
            writeln!(out, "    {code}")?;
        }
        let platform = self.story.platform;
        let judged = format!(
            "judged on Python {} ({}); the floor asked for is {}",
            platform.description, platform.source, self.story.floor
        );
        self.paragraph(&judged, "", out)
    }

    fn endpoint(&self, story: &EndpointStory, out: &mut dyn io::Write) -> io::Result<()> {
        let name = self.paint.bold(&what(&story.endpoint));
        let left = if story.endpoint.implicit {
            ", which leaves the version to the library"
        } else {
            ""
        };
        writeln!(out, "{name}{left}")?;
        self.verdict(story, out)?;
        step::ways(self, story, out)
    }

    /// The floor, what decides it, and how sure that is.
    fn verdict(&self, story: &EndpointStory, out: &mut dyn io::Write) -> io::Result<()> {
        let demanded = self.story.floor;
        for set in &story.sets {
            let line = self.set(set, story.sets.len() > 1);
            writeln!(out, "  can negotiate {line}")?;
            if let Some(hole) = hole(set) {
                self.paragraph(&hole, "  ", out)?;
            }
        }
        let verdict = match story.verdict.floor {
            None => "Nothing can be negotiated at all.".to_owned(),
            Some(floor) if floor < demanded => {
                format!("Its floor is {floor}, below {demanded}.")
            }
            Some(floor) => format!("Its floor is {floor}: nothing to report."),
        };
        self.paragraph(&verdict, "  ", out)?;
        let (hidden, told): (Vec<_>, Vec<_>) = story
            .causes
            .iter()
            .partition(|cause| cause.fate == Fate::Hidden);
        for cause in &told {
            self.cause(cause, &story.endpoint, out)?;
        }
        if told.is_empty() && hidden.len() == 1 {
            self.cause(hidden[0], &story.endpoint, out)?;
        } else if !hidden.is_empty() {
            let spans: Vec<Span> = hidden.iter().map(|cause| cause.finding.span).collect();
            let also = if told.is_empty() { "" } else { "also " };
            let line = format!(
                "It may {also}be low because of {}: `check` tells with --confidence low.",
                self.places(&spans)
            );
            self.paragraph(&line, "  ", out)?;
        }
        if story.verdict.approximate {
            writeln!(out, "  This is approximate:")?;
            for doubt in self.grouped(&story.doubts) {
                self.bullet(&doubt, out)?;
            }
        }
        Ok(())
    }

    fn cause(
        &self,
        cause: &CauseStory,
        endpoint: &Endpoint,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let finding = &cause.finding;
        let at = self.at(finding.span);
        let line = format!(
            "Decided at {at}: {}, confidence {}, {}.",
            finding.rule.id,
            finding.confidence,
            fate(cause.fate)
        );
        self.paragraph(&line, "  ", out)?;
        let own = finding.span == endpoint.call
            || finding.related.iter().any(|related| {
                related.kind == RelatedKind::Endpoint && related.span == endpoint.call
            });
        if own {
            self.paragraph(&finding.message, "    ", out)?;
        }
        Ok(())
    }

    /// Findings that no endpoint above has told.
    fn untold_parts(&self) -> impl Iterator<Item = &Part> {
        let told: Vec<(&str, Span)> = self
            .story
            .explanation
            .endpoints
            .iter()
            .flat_map(|story| &story.causes)
            .map(|cause| (cause.finding.rule.id, cause.finding.span))
            .collect();
        let parts = self.story.explanation.parts.iter();
        parts.filter(move |part| !told.contains(&(part.finding.rule.id, part.finding.span)))
    }

    fn part(&self, part: &Part, out: &mut dyn io::Write) -> io::Result<()> {
        let finding = &part.finding;
        let line = match &part.step {
            None => "This line is a cause.".to_owned(),
            Some((_, message)) => format!(
                "This line takes part in what {} causes: {message}.",
                self.at(finding.span)
            ),
        };
        self.paragraph(&self.paint.bold(&line), "", out)?;
        let rule = format!(
            "{}, confidence {}, {}:",
            finding.rule.id,
            finding.confidence,
            fate(part.fate)
        );
        self.paragraph(&rule, "  ", out)?;
        self.paragraph(&finding.message, "    ", out)?;
        let endpoints = related(finding, RelatedKind::Endpoint);
        if endpoints.is_empty() {
            return writeln!(out, "  It reaches no endpoint in view.");
        }
        writeln!(out, "  It reaches:")?;
        for (span, message) in endpoints {
            self.bullet(&format!("{}: {message}", self.at(span)), out)?;
        }
        Ok(())
    }

    /// Endpoints that no finding above has named.
    fn reaches(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let explanation = self.story.explanation;
        let told: Vec<Span> = explanation
            .parts
            .iter()
            .flat_map(|part| related(&part.finding, RelatedKind::Endpoint))
            .map(|(span, _)| span)
            .collect();
        let reaches: Vec<&Reach> = explanation
            .reaches
            .iter()
            .filter(|reach| !told.contains(&reach.endpoint.call))
            .collect();
        if reaches.is_empty() {
            return Ok(());
        }
        let title = "This line takes part in the settings of:";
        writeln!(out, "\n{}", self.paint.bold(title))?;
        for reach in reaches {
            let certainty = if reach.verdict.approximate {
                " (approximate)"
            } else {
                ""
            };
            let line = format!(
                "{}: {}: {}{certainty} (here: {})",
                self.at(reach.endpoint.call),
                what(&reach.endpoint),
                row::list(reach.verdict.protocols),
                reach.message
            );
            self.bullet(&line, out)?;
        }
        if explanation.reaches_more > 0 {
            let more = crate::count(explanation.reaches_more, "more endpoint");
            writeln!(out, "  and {more}")?;
        }
        Ok(())
    }

    fn silence(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let silence = &self.story.explanation.silence;
        let Some(_) = silence.first() else {
            return Ok(());
        };
        writeln!(out)?;
        if self.story.explanation.endpoints.is_empty() && self.story.explanation.parts.is_empty() {
            let title = "No connection on this line, and no cause:";
            writeln!(out, "{}", self.paint.bold(title))?;
        } else {
            writeln!(out, "{}", self.paint.bold("Left out:"))?;
        }
        for reason in silence {
            self.bullet(&reason.message, out)?;
        }
        Ok(())
    }

    /// `TLSv1 on Python 3.7 – 3.9`.
    fn set(&self, set: &SetOn, several: bool) -> String {
        let low = set
            .protocols
            .floor()
            .is_some_and(|floor| floor < self.story.floor);
        let mut line = self.paint.verdict(&row::list(set.protocols), low);
        if several {
            line.push_str(&format!(" on Python {}", set.pythons));
        }
        line
    }

    /// Notes that say the same, with their places.
    fn grouped(&self, notes: &[Note]) -> Vec<String> {
        let mut groups: Vec<(&str, Vec<Span>)> = Vec::new();
        for note in notes {
            let places = note.span.into_iter();
            match groups.iter_mut().find(|(own, _)| *own == note.message) {
                Some((_, own)) => own.extend(places),
                None => groups.push((&note.message, places.collect())),
            }
        }
        groups
            .into_iter()
            .map(|(message, places)| match places.as_slice() {
                [] => message.to_owned(),
                places => format!("{message}: see {}", self.places(places)),
            })
            .collect()
    }

    /// `this line, lines 3 and 7, and net.py:12`.
    fn places(&self, places: &[Span]) -> String {
        self.places_in(places, self.story.file)
    }

    /// The same, where `file` is the one that is spoken of.
    fn places_in(&self, places: &[Span], file: FileId) -> String {
        let mut own = false;
        let mut lines: Vec<String> = Vec::new();
        let mut said: Vec<String> = Vec::new();
        for span in places {
            let line = self.line(*span);
            let here = span.file == file;
            let asked = span.file == self.story.file && line == self.story.line;
            own |= asked;
            let (list, text) = if here {
                (&mut lines, line.to_string())
            } else {
                let path = self.sources().get(span.file).path();
                (&mut said, format!("{path}:{line}"))
            };
            if !list.contains(&text) && !asked {
                list.push(text);
            }
        }
        let several = lines.len() > 1;
        if !lines.is_empty() {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let word = if several { "lines" } else { "line" };
            said.insert(0, format!("{word} {}", joined(&lines)));
        }
        if own {
            said.insert(0, "this line".to_owned());
        }
        match said.split_last() {
            // One "and" in the lines, and one behind them.
            Some((last, rest)) if several && !rest.is_empty() => {
                format!("{}, and {last}", rest.join(", "))
            }
            _ => joined(&said.iter().map(String::as_str).collect::<Vec<_>>()),
        }
    }

    fn line(&self, span: Span) -> u32 {
        Range::of(span, self.sources()).start.line
    }

    /// `path:line`; only `line 12` in the file that is asked about.
    fn at(&self, span: Span) -> String {
        let line = Range::of(span, self.sources()).start.line;
        if span.file == self.story.file {
            if line == self.story.line {
                return "this line".to_owned();
            }
            return format!("line {line}");
        }
        format!("{}:{line}", self.sources().get(span.file).path())
    }

    fn bullet(&self, text: &str, out: &mut dyn io::Write) -> io::Result<()> {
        let text = printable(text);
        let wrapped = wrap(&text, self.width.saturating_sub(6));
        for (index, line) in wrapped.lines().enumerate() {
            let mark = if index == 0 { "  - " } else { "    " };
            writeln!(out, "{mark}{line}")?;
        }
        Ok(())
    }

    fn paragraph(&self, text: &str, indent: &str, out: &mut dyn io::Write) -> io::Result<()> {
        let wrapped = wrap(text, self.width.saturating_sub(indent.len()));
        for line in wrapped.lines() {
            writeln!(out, "{indent}{line}")?;
        }
        Ok(())
    }
}

/// `a, b and c`.
fn joined(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// What a client does not offer although it is on, and why.
fn hole(set: &SetOn) -> Option<String> {
    let (below, above) = (set.protocols.ceiling()?, set.beyond_hole.floor()?);
    let off: ProtocolSet = Protocol::ALL
        .into_iter()
        .filter(|protocol| below < *protocol && *protocol < above)
        .collect();
    let are = if off.len() > 1 { "are" } else { "is" };
    let stay = if set.beyond_hole.len() > 1 {
        "stay"
    } else {
        "stays"
    };
    Some(format!(
        "A hole: {} {are} off, and a client offers only what lies below. {} {stay} on to no avail.",
        joined(&names(off)),
        joined(&names(set.beyond_hole)),
    ))
}

/// What `check` does with a finding.
const fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Shown => "reported by `check`",
        Fate::Hidden => "hidden by `check` unless --confidence asks for it",
        Fate::Suppressed => "hidden by a comment",
    }
}

/// `smtplib.SMTP.starttls: client connection`.
fn what(endpoint: &Endpoint) -> String {
    let side = match endpoint.role {
        Some(Role::Client) => "client ",
        Some(Role::Server) => "server ",
        None => "",
    };
    let kind = match endpoint.kind {
        EndpointKind::Connection => "connection",
        EndpointKind::Context => &format!("context that {}", unconnected(endpoint)),
    };
    printable(&format!("{}: {side}{kind}", endpoint.api))
}

fn related(finding: &Finding, kind: RelatedKind) -> Vec<(Span, &str)> {
    finding
        .related
        .iter()
        .filter(|related| related.kind == kind)
        .map(|related| (related.span, related.message.as_str()))
        .collect()
}
