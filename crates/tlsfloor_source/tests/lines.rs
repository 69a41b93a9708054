//! Lines and columns.

#![allow(clippy::unwrap_used, clippy::panic)] // In helpers too, a failure is a failed test.

use tlsfloor_source::{FileId, LineColumn, LineIndex, SourceFile, SourceMap, TextRange, decode};

fn place(text: &str, offset: usize) -> (u32, u32) {
    let offset = u32::try_from(offset).unwrap();
    let LineColumn { line, column } = LineIndex::new(text).line_column(text, offset);
    (line, column)
}

#[test]
fn every_kind_of_line_break_counts_once() {
    let text = "a\nb\r\nc\rd\x0ce\n\r\nf";
    let at = |part: &str| place(text, text.find(part).unwrap());
    assert_eq!(at("a"), (1, 1));
    assert_eq!(at("b"), (2, 1));
    assert_eq!(at("c"), (3, 1));
    assert_eq!(at("d"), (4, 1));
    assert_eq!(at("e"), (4, 3));
    assert_eq!(at("f"), (6, 1));
    // The two bytes of one break stand on the line that they end.
    assert_eq!(at("\r\nc"), (2, 2));
    assert_eq!(place(text, text.find("\r\nc").unwrap() + 1), (2, 3));
}

#[test]
fn columns_count_characters() {
    let text = "é = '日本𝄞'\nx";
    assert_eq!(place(text, text.find('=').unwrap()), (1, 3));
    assert_eq!(place(text, text.find('𝄞').unwrap()), (1, 8));
    assert_eq!(place(text, text.find('𝄞').unwrap() + 2), (1, 8));
    assert_eq!(place(text, text.find('x').unwrap()), (2, 1));
}

#[test]
fn the_end_is_a_place_and_past_it_is_the_end() {
    assert_eq!(place("", 0), (1, 1));
    assert_eq!(place("", 9), (1, 1));
    assert_eq!(place("ab", 2), (1, 3));
    assert_eq!(place("ab", 99), (1, 3));
    assert_eq!(place("ab\n", 3), (2, 1));
}

#[test]
fn line_ranges_hold_their_break_and_cover_the_text() {
    let text = "a\r\n\nbé";
    let lines = LineIndex::new(text);
    assert_eq!(lines.line_count(), 3);
    assert_eq!(lines.line_range(1), TextRange::new(0, 3));
    assert_eq!(lines.line_range(2), TextRange::new(3, 4));
    assert_eq!(lines.line_range(3), TextRange::new(4, 7));
    for missing in [0, 4, u32::MAX] {
        assert_eq!(lines.line_range(missing), TextRange::new(7, 7), "{missing}");
    }
}

/// Places of every character, counted the slow way.
#[test]
fn agrees_with_counting_characters_one_by_one() {
    let pieces = [
        "a", "é", "日", "𝄞", "\n", "\r", "\r\n", "\x0c", "\0", "\u{FFFD}",
    ];
    let mut seed = 7_u64;
    for round in 0..50 {
        let mut text = String::new();
        for _ in 0..round * 60 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // Few breaks, so that lines grow past the index's stride.
            let choice = (seed >> 33) % 400;
            let piece = usize::try_from(choice).unwrap();
            text.push_str(pieces.get(piece).unwrap_or(&pieces[piece % 4]));
        }
        let lines = LineIndex::new(&text);
        let (mut line, mut column, mut after_return) = (1, 1, false);
        for (offset, letter) in text.char_indices() {
            if after_return && letter != '\n' {
                (line, column) = (line + 1, 1);
            }
            let offset = u32::try_from(offset).unwrap();
            assert_eq!(
                lines.line_column(&text, offset),
                LineColumn { line, column },
                "{text:?} at {offset}"
            );
            assert_eq!(lines.line(offset), line);
            after_return = letter == '\r';
            if letter == '\n' {
                (line, column) = (line + 1, 1);
            } else {
                column += 1;
            }
        }
    }
}

#[test]
fn a_source_map_gives_back_what_was_pushed() {
    let mut map = SourceMap::new();
    assert!(map.is_empty());
    let first = map.push(SourceFile::new("a.py".to_owned(), decode(b"import ssl\n")));
    let second = map.push(SourceFile::new(
        "b.py".to_owned(),
        decode(b"x = 1\ny = 2\n"),
    ));
    assert_eq!((first, second), (FileId(0), FileId(1)));
    assert_eq!(map.len(), 2);
    let file = map.get(second);
    assert_eq!(file.path(), "b.py");
    assert_eq!(file.slice(TextRange::new(6, 11)), "y = 2");
    assert_eq!(file.slice(TextRange::new(6, 99)), "");
    assert_eq!(file.line_column(8), LineColumn { line: 2, column: 3 });
    let paths: Vec<_> = map.iter().map(|(id, file)| (id.0, file.path())).collect();
    assert_eq!(paths, [(0, "a.py"), (1, "b.py")]);
}
