//! What holds for whatever bytes a file has.

#![allow(clippy::unwrap_used, clippy::panic)] // In helpers too, a failure is a failed test.

use std::time::Instant;

use tlsfloor_source::{LineIndex, decode, decode_owned};

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % bound
    }
}

const HEADS: &[&[u8]] = &[
    b"",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"\xFF\xFE\0\0",
    b"\0\0\xFE\xFF",
    b"\xEF\xBB\xBF# coding: latin-1\n",
    b"# coding: latin-1\n",
    b"# coding: ascii\n",
    b"# coding: cp1252\n",
    b"# coding: cp437\n",
    b"# coding: iso-8859-11\n",
    b"# coding: shift_jis\n",
    b"# coding: euc-jp\n",
    b"# coding: euc-kr\n",
    b"# coding: iso-2022-jp\n",
    b"# coding: gb18030\n",
    b"# coding: big5\n",
    b"# coding: nonsense\n",
];

const PIECES: &[&[u8]] = &[
    b"ssl",
    b"\r\n",
    b"\r",
    b"\n",
    b"\0",
    b"\x0C",
    b"\x1B$B",
    b"\x1B(B",
    b"\x1B",
    b"\xE2\x82\xAC",
    b"\xE2\x82",
    b"\xF0\x9D\x84\x9E",
    b"\x81",
    b"\x82\xA0",
    b"\x88\x62",
    b"\xA4\xA4",
    b"\x81\x30",
    b"\x84\x31\xA4\x37",
    b"\x00\xD8",
    b"\xFF",
    b"#",
    b"coding:",
];

fn some_bytes(random: &mut Random) -> Vec<u8> {
    let mut bytes = HEADS[random.below(HEADS.len())].to_vec();
    for _ in 0..random.below(40) {
        if random.below(3) == 0 {
            bytes.push(u8::try_from(random.below(256)).unwrap());
        } else {
            bytes.extend(PIECES[random.below(PIECES.len())]);
        }
    }
    bytes
}

#[test]
fn positions_lead_back_into_the_file_in_order() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..6_000 {
        let bytes = some_bytes(&mut random);
        let decoded = decode(&bytes);
        assert_eq!(decoded, decode_owned(bytes.clone()), "{bytes:?}");
        let end = u32::try_from(decoded.text.len()).unwrap();
        assert_eq!(decoded.offsets.to_source(end) as usize, bytes.len());
        assert_eq!(decoded.offsets.to_source(u32::MAX) as usize, bytes.len());
        let mut before = None;
        let lines = LineIndex::new(&decoded.text);
        let mut place = None;
        for (at, letter) in decoded.text.char_indices() {
            let at = u32::try_from(at).unwrap();
            let source = decoded.offsets.to_source(at);
            assert!((source as usize) < bytes.len(), "{bytes:?}: {at}");
            // Two letters may come from one sequence of bytes (Big5).
            assert!(Some(source) >= before, "{bytes:?}: {at}");
            assert!(decoded.offsets.to_text(source) <= at, "{bytes:?}: {at}");
            if letter.is_ascii() && Some(source) != before {
                assert_eq!(decoded.offsets.to_text(source), at, "{bytes:?}");
                let wide = decoded.encoding.starts_with("utf-16")
                    || decoded.encoding.starts_with("utf-32");
                if !wide {
                    assert_eq!(u32::from(bytes[source as usize]), u32::from(letter));
                }
            }
            before = Some(source);
            let here = Some(lines.line_column(&decoded.text, at));
            assert!(here > place, "{bytes:?}: {at}");
            place = here;
        }
        for problem in &decoded.problems {
            let range = problem.range.start() as usize..problem.range.end() as usize;
            assert!(decoded.text.get(range).is_some(), "{bytes:?}: {problem:?}");
        }
        let lost = decoded.text.contains(char::REPLACEMENT_CHARACTER)
            && !String::from_utf8_lossy(&bytes).contains(char::REPLACEMENT_CHARACTER);
        assert!(!lost || !decoded.problems.is_empty(), "{bytes:?}");
    }
}

/// A file of 8 MB on one line, in an encoding that is decoded letter by
/// letter, with its last columns asked for: only time linear in the size ends
/// within the minute that even a slow machine gets.
#[test]
fn a_huge_line_takes_linear_time() {
    let mut bytes = b"# coding: shift_jis\n".to_vec();
    while bytes.len() < 8 << 20 {
        bytes.extend(b"x\x93\xFA\xB1");
    }
    let start = Instant::now();
    let decoded = decode_owned(bytes);
    let lines = LineIndex::new(&decoded.text);
    let end = u32::try_from(decoded.text.len()).unwrap();
    let mut last = 0;
    for back in 0..10_000 {
        let place = lines.line_column(&decoded.text, end - back);
        assert_eq!(place.line, 2);
        last = place.column;
    }
    assert!(last > 6_000_000);
    assert_eq!(decoded.problems, []);
    assert!(start.elapsed().as_secs() < 60);
}
