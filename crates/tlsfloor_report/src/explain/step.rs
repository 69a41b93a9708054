//! The ways of an endpoint: one by one, or all in one where they are many.

use std::io;

use tlsfloor_analysis::facts::{Endpoint, EndpointKind};
use tlsfloor_protocol::Role;
use tlsfloor_rules::explain::{EndpointStory, SetOn, StepStory, Together, WayStory};
use tlsfloor_rules::unconnected;
use tlsfloor_source::Span;

use super::Teller;
use super::row::{Row, Values, draw};

/// Left-out steps that a heading names.
const MAX_NAMED: usize = 3;

/// Tests that a step names.
const MAX_TESTS: usize = 2;

/// Tells how the context of an endpoint came to its settings.
pub(super) fn ways(
    teller: &Teller<'_>,
    story: &EndpointStory,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let ways = &story.ways;
    match &ways.together {
        Some(together) if !teller.story.every_way => self::together(teller, story, together, out)?,
        _ if ways.told.is_empty() => alone(teller, story, out)?,
        _ => {
            for index in 0..ways.told.len() {
                way(teller, story, index, out)?;
            }
        }
    }
    if ways.more {
        writeln!(out, "\n  There are more ways to it than are known.")?;
    }
    Ok(())
}

/// One way, from the making of its context to the endpoint; without what it has
/// in common with the first one.
fn way(
    teller: &Teller<'_>,
    story: &EndpointStory,
    index: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let all = &story.ways.told;
    let (Some(way), Some(first)) = (all.get(index), all.first()) else {
        return Ok(());
    };
    let common = if index == 0 {
        0
    } else {
        let pairs = way.steps.iter().zip(&first.steps);
        pairs.take_while(|(own, other)| own == other).count()
    };
    writeln!(out)?;
    if all.len() > 1 || way.partial {
        let heading = heading(teller, story, index, common);
        teller.paragraph(&heading, "  ", out)?;
    }
    let endpoint = &story.endpoint;
    let mut values = Values::default();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for step in &way.steps {
        rows.extend(values.rows(teller, step));
        let mut messages = vec![said(endpoint, step)];
        messages.extend(tests(step));
        rows.push(Row {
            spans: vec![step.span],
            messages,
            sets: &step.sets,
        });
    }
    let told: Vec<Span> = way.steps.iter().take(common).map(|own| own.span).collect();
    if let Some(last) = told.last() {
        let at = rows.iter().rposition(|row| row.spans == [*last]);
        rows.drain(..at.map_or(0, |at| at + 1));
    }
    finish(endpoint, &mut rows, &way.sets);
    draw(teller, &rows, out)
}

/// `Way 2 of 3, on Python 3.8, like way 1 up to line 4 without line 7:`.
fn heading(teller: &Teller<'_>, story: &EndpointStory, index: usize, common: usize) -> String {
    let all = &story.ways.told;
    let mut text = match all.len() {
        1 if story.ways.more => "Way 1".to_owned(),
        1 => "One way".to_owned(),
        count => format!("Way {} of {count}", index + 1),
    };
    let (Some(way), Some(first)) = (all.get(index), all.first()) else {
        return text;
    };
    if way.partial {
        text.push_str(&format!(", on Python {}", way.pythons));
    }
    if let Some(last) = common.checked_sub(1).and_then(|last| way.steps.get(last)) {
        text.push_str(&format!(", like way 1 up to {}", teller.at(last.span)));
        let left = without(first, way);
        if !left.is_empty() && left.len() <= MAX_NAMED {
            text.push_str(&format!(", but without {}", teller.places(&left)));
        }
    }
    text.push(':');
    text
}

/// The places of `first` that `way` does not go through.
fn without(first: &WayStory, way: &WayStory) -> Vec<Span> {
    let places = first.steps.iter().map(|step| step.span);
    places
        .filter(|span| way.steps.iter().all(|step| step.span != *span))
        .collect()
}

/// All ways, each place once.
fn together(
    teller: &Teller<'_>,
    story: &EndpointStory,
    together: &Together,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let all = story.ways.told.len();
    let heading = format!(
        "{all} ways lead here; they are told in one, each place once (--every-way tells them one \
         by one):"
    );
    writeln!(out)?;
    teller.paragraph(&heading, "  ", out)?;
    let mut values = Values::default();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for stop in &together.stops {
        rows.extend(values.rows(teller, &stop.step));
        let mut messages = vec![said(&story.endpoint, &stop.step)];
        let passed = (stop.ways < all).then(|| format!("on {} of {all} ways", stop.ways));
        let circumstances: Vec<String> = passed.into_iter().chain(tests(&stop.step)).collect();
        if !circumstances.is_empty() {
            messages.push(circumstances.join(", "));
        }
        rows.push(Row {
            spans: vec![stop.step.span],
            messages,
            sets: &stop.step.sets,
        });
    }
    let endpoint = &story.endpoint;
    rows.push(Row {
        spans: vec![endpoint.call],
        messages: vec![end(endpoint)],
        sets: &story.sets,
    });
    draw(teller, &rows, out)
}

/// What a step does.
fn said(endpoint: &Endpoint, step: &StepStory) -> String {
    let own = step.span == endpoint.call && endpoint.kind == EndpointKind::Connection;
    if own && step.kind == "made" {
        step.message.replacen("is made", "makes its own context", 1)
    } else {
        step.message.clone()
    }
}

/// `where `a` holds (line 3) and `b` does not hold (line 4)`.
fn tests(step: &StepStory) -> Option<String> {
    let (first, rest) = step.when.split_first()?;
    let mut text = first.message.clone();
    for note in rest.iter().take(MAX_TESTS - 1) {
        text.push_str(" and ");
        text.push_str(note.message.strip_prefix("where ").unwrap_or(&note.message));
    }
    match step.when.len().saturating_sub(MAX_TESTS) {
        0 => {}
        more => text.push_str(&format!(", after {}", crate::count(more, "other test"))),
    }
    Some(text)
}

/// Says at the end of a way what it leads to.
fn finish<'a>(endpoint: &Endpoint, rows: &mut Vec<Row<'a>>, sets: &'a [SetOn]) {
    let end = end(endpoint);
    match rows.last_mut() {
        // A call that makes its own context, or a context that goes nowhere.
        Some(last) if last.spans == [endpoint.call] || endpoint.kind == EndpointKind::Context => {
            last.messages.push(end);
        }
        _ => rows.push(Row {
            spans: vec![endpoint.call],
            messages: vec![end],
            sets,
        }),
    }
}

/// Draws an endpoint whose context is not in view.
fn alone(teller: &Teller<'_>, story: &EndpointStory, out: &mut dyn io::Write) -> io::Result<()> {
    let row = Row {
        spans: vec![story.endpoint.call],
        messages: vec![
            end(&story.endpoint),
            "what was set before is not known".to_owned(),
        ],
        sets: &story.sets,
    };
    writeln!(out)?;
    draw(teller, &[row], out)
}

fn end(endpoint: &Endpoint) -> String {
    match (endpoint.kind, endpoint.role) {
        (EndpointKind::Context, _) => unconnected(endpoint),
        (EndpointKind::Connection, Some(Role::Client)) => "connects as a client",
        (EndpointKind::Connection, Some(Role::Server)) => "serves connections",
        (EndpointKind::Connection, None) => "connects, as a client or as a server",
    }
    .to_owned()
}
