//! For people: source drawn as rustc draws it, with the way from the cause to
//! the connections.

mod draw;

use std::io;

use annotate_snippets::{Group, Level, Renderer};
use tlsfloor_rules::Finding;

use crate::{RenderOptions, Report, count};

/// At most this many related places are drawn; a note counts the rest.
const DRAWN: usize = 8;

/// Text is not broken to fewer columns.
const NARROWEST: usize = 40;

pub(crate) fn write(
    report: &Report<'_>,
    options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let width = options.width.max(NARROWEST);
    let renderer = if options.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(width);
    for finding in report.findings {
        let drawing = renderer.render(&[group(report, finding, width)]);
        for line in drawing.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn group<'a>(report: &Report<'a>, finding: &'a Finding, width: usize) -> Group<'a> {
    let (title, rest) = finding
        .message
        .split_once(". ")
        .unwrap_or((finding.message.trim_end_matches('.'), ""));
    let mut places: Vec<draw::Place<'a>> = vec![draw::Place {
        span: finding.span,
        label: None,
    }];
    for related in &finding.related {
        if related.span != finding.span {
            places.push(draw::Place {
                span: related.span,
                label: Some(&related.message),
            });
        }
    }
    let left_out = places.len().saturating_sub(DRAWN + 1);
    places.truncate(DRAWN + 1);
    let mut group = Level::WARNING
        .with_name(finding.severity.name())
        .primary_title(title)
        .id(finding.rule.id)
        .elements(draw::snippets(&places, report.sources));
    if left_out > 0 {
        group = group
            .element(Level::NOTE.message(format!("{} not drawn", count(left_out, "more place"))));
    }
    if !rest.is_empty() {
        group = group.element(Level::HELP.message(wrap(rest, width - 10)));
    }
    let platform = &finding.platform;
    let note = format!(
        "confidence {}; Python {} ({}), OpenSSL {}",
        finding.confidence, platform.python, platform.source, platform.openssl
    );
    group.element(Level::NOTE.message(wrap(&note, width - 10)))
}

/// Breaks `text` between words into lines of at most `width` characters, where
/// its words allow.
pub(crate) fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            wrapped.push('\n');
            column = 0;
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words_only() {
        assert_eq!(wrap("one two three", 7), "one two\nthree");
        assert_eq!(wrap("unbreakable word", 5), "unbreakable\nword");
    }
}
