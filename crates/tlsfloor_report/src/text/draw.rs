//! From places to snippets: only the lines that are drawn are handed to the
//! library, with line breaks that it counts as Python does.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::place::printable;
use annotate_snippets::{AnnotationKind, Element, Origin, Snippet};
use tlsfloor_source::{FileId, SourceFile, SourceMap, Span};

/// Places that are further apart, in lines, are drawn apart.
const GAP: u32 = 30;

/// Nothing is drawn of a text with more bytes than this between places that
/// stand together: a generated line of megabytes tells nobody anything.
const LONGEST: u32 = 20_000;

/// A place to draw.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) span: Span,
    pub(super) label: Option<&'a str>,
}

/// The snippets for `places`, the first of which is the cause: its file comes
/// first, then the others in the order of `places`.
pub(super) fn snippets<'a>(places: &[Place<'a>], sources: &SourceMap) -> Vec<Element<'a>> {
    let mut files: Vec<FileId> = Vec::new();
    let mut by_file: BTreeMap<FileId, Vec<(usize, Place<'a>)>> = BTreeMap::new();
    for (index, place) in places.iter().enumerate() {
        if !files.contains(&place.span.file) {
            files.push(place.span.file);
        }
        by_file
            .entry(place.span.file)
            .or_default()
            .push((index, *place));
    }
    let mut elements = Vec::new();
    for id in files {
        let file = sources.get(id);
        let mut clusters = clusters(file, by_file.remove(&id).unwrap_or_default());
        clusters.sort_by_key(|cluster| cluster.iter().map(|(index, _)| *index).min());
        elements.extend(clusters.iter().map(|cluster| element(file, cluster)));
    }
    elements
}

/// Groups of places that stand near each other.
fn clusters<'a>(
    file: &SourceFile,
    mut places: Vec<(usize, Place<'a>)>,
) -> Vec<Vec<(usize, Place<'a>)>> {
    places.sort_by_key(|(index, place)| (place.span.range, *index));
    let mut clusters: Vec<Vec<(usize, Place<'a>)>> = Vec::new();
    let mut reached = 0;
    for place in places {
        let (first, last) = lines(file, place.1.span);
        match clusters.last_mut() {
            Some(cluster) if first <= reached + GAP => cluster.push(place),
            _ => clusters.push(vec![place]),
        }
        reached = reached.max(last);
    }
    clusters
}

/// The first and last line of a place; one that ends with a line break ends on
/// the line before it.
fn lines(file: &SourceFile, span: Span) -> (u32, u32) {
    let first = file.lines().line(span.range.start());
    let last = file.lines().line(span.range.end().saturating_sub(1));
    (first, last.max(first))
}

fn element<'a>(file: &SourceFile, cluster: &[(usize, Place<'a>)]) -> Element<'a> {
    let bounds = cluster.iter().map(|(_, place)| lines(file, place.span));
    let (first, last) = bounds.fold((u32::MAX, 1), |(first, last), (from, to)| {
        (first.min(from), last.max(to))
    });
    let bytes = file.lines().line_range(last).end() - file.lines().line_range(first).start();
    if bytes > LONGEST {
        let start = cluster
            .first()
            .map_or(0, |(_, place)| place.span.range.start());
        let place = file.line_column(start);
        return Origin::path(printable(file.path()))
            .line(place.line as usize)
            .char_column(place.column as usize)
            .into();
    }
    let window = Window::new(file, first, last);
    let annotations = cluster.iter().map(|(index, place)| {
        let kind = if *index == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        kind.span(window.range(file, place.span)).label(place.label)
    });
    let annotations: Vec<_> = annotations.collect();
    Snippet::source(window.text)
        .path(printable(file.path()))
        .line_start(first as usize)
        .annotations(annotations)
        .into()
}

/// Some whole lines of a file, each ended by one line feed.
struct Window {
    text: String,
    first: u32,
    /// Where each line starts in `text`.
    starts: Vec<usize>,
}

impl Window {
    fn new(file: &SourceFile, first: u32, last: u32) -> Self {
        let mut text = String::new();
        let mut starts = Vec::new();
        for line in first..=last {
            starts.push(text.len());
            text.push_str(content(file, line));
            text.push('\n');
        }
        Self {
            text,
            first,
            starts,
        }
    }

    fn range(&self, file: &SourceFile, span: Span) -> Range<usize> {
        self.offset(file, span.range.start())..self.offset(file, span.range.end())
    }

    fn offset(&self, file: &SourceFile, offset: u32) -> usize {
        let line = file.lines().line(offset);
        let start =
            (line.checked_sub(self.first)).and_then(|index| self.starts.get(index as usize));
        let within = offset.saturating_sub(file.lines().line_range(line).start()) as usize;
        start.map_or(self.text.len(), |start| {
            start + within.min(content(file, line).len())
        })
    }
}

/// A line without its line break.
fn content(file: &SourceFile, line: u32) -> &str {
    file.slice(file.lines().line_range(line))
        .trim_end_matches(['\r', '\n'])
}
