//! From a file's bytes to text, as Python reads them.
//!
//! Nothing is ever lost: what cannot be decoded stands as U+FFFD in the text,
//! and a problem says so. Line breaks, form feeds and NUL bytes stay in the
//! text, so that positions are true.

use encoding_rs::DecoderResult;

use crate::codec::{self, Codec, Decoder, HighBytes};
use crate::declaration::{self, Declaration};
use crate::{OffsetMap, TextRange};

/// A decoded file. A byte order mark is no part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; offsets in it are UTF-8 bytes.
    pub text: String,
    /// Python's name of the encoding that was used.
    pub encoding: &'static str,
    /// What Python would refuse, each kind at its first place.
    pub problems: Vec<DecodeProblem>,
    /// The way back to the file's own bytes.
    pub offsets: OffsetMap,
}

/// Something about the bytes that Python would refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeProblem {
    /// Where in the text.
    pub range: TextRange,
    /// What it is, and the way out.
    pub message: String,
}

/// Starts the sequences, of three bytes each, that switch character sets.
const ESCAPE: u8 = 0x1B;

const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Decodes a file's bytes; takes time linear in their number.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    match wide_mark(bytes) {
        Some(mark) => decode_wide(bytes, mark),
        None => decode_narrow(bytes, None),
    }
}

/// The same as [`decode`]; valid UTF-8 is not copied.
#[must_use]
pub fn decode_owned(bytes: Vec<u8>) -> Decoded {
    if wide_mark(&bytes).is_some() {
        return decode(&bytes);
    }
    let (codec, _) = choose(&bytes, mark_length(&bytes));
    if !matches!(codec.decoder, Decoder::Utf8) {
        return decode(&bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => decode_narrow(&[], Some(text)),
        Err(error) => decode(error.as_bytes()),
    }
}

fn mark_length(bytes: &[u8]) -> usize {
    if bytes.starts_with(UTF_8_MARK) {
        UTF_8_MARK.len()
    } else {
        0
    }
}

/// Decodes what starts with no mark of UTF-16 or UTF-32. `owned` holds the
/// bytes instead of `bytes` when they are known to be UTF-8, mark included.
fn decode_narrow(bytes: &[u8], owned: Option<String>) -> Decoded {
    let all = owned.as_ref().map_or(bytes, String::as_bytes);
    let mark = mark_length(all);
    let (codec, complaint) = choose(all, mark);
    let mut sink = Sink::default();
    match owned {
        Some(mut text) => {
            text.drain(..mark);
            sink.offsets = OffsetMap::shifted(clamp(mark), clamp(text.len()));
            sink.text = text;
        }
        None => {
            sink.offsets.skip(clamp(mark));
            sink.decode(bytes.get(mark..).unwrap_or_default(), codec);
        }
    }
    let complaint = complaint.map(|(declaration, message)| DecodeProblem {
        range: TextRange::new(
            sink.offsets.to_text(clamp(declaration.bytes.start)),
            sink.offsets.to_text(clamp(declaration.bytes.end)),
        ),
        message,
    });
    sink.finish(codec.name, complaint, true)
}

type Complaint = (Declaration, String);

/// The encoding of the bytes after a mark of `mark` bytes, and what is wrong
/// with the declared one.
fn choose(bytes: &[u8], mark: usize) -> (Codec, Option<Complaint>) {
    let Some(mut declared) = declaration::find(bytes.get(mark..).unwrap_or_default()) else {
        return (codec::UTF_8, None);
    };
    declared.bytes = declared.bytes.start + mark..declared.bytes.end + mark;
    let name = &declared.name;
    match codec::find(name) {
        Some(codec) if mark == 0 || matches!(codec.decoder, Decoder::Utf8) => (codec, None),
        Some(_) => {
            let message = format!(
                "the file starts with the byte order mark of UTF-8 but declares the encoding \
                 `{name}`: Python refuses it; it was read as UTF-8. Remove the declaration"
            );
            (codec::UTF_8, Some((declared, message)))
        }
        None => {
            let message = format!(
                "the declared encoding `{name}` is unknown, or none for source files: the file \
                 was read as UTF-8. Save it as UTF-8 and remove the declaration, or correct the \
                 name"
            );
            (codec::UTF_8, Some((declared, message)))
        }
    }
}

/// The mark of an encoding that Python does not take for source files.
#[derive(Clone, Copy)]
enum WideMark {
    Utf16(Codec),
    /// Whether the least significant byte comes first.
    Utf32(bool),
}

fn wide_mark(bytes: &[u8]) -> Option<WideMark> {
    if bytes.starts_with(b"\xFF\xFE\0\0") {
        Some(WideMark::Utf32(true))
    } else if bytes.starts_with(b"\0\0\xFE\xFF") {
        Some(WideMark::Utf32(false))
    } else if bytes.starts_with(b"\xFF\xFE") {
        Some(WideMark::Utf16(codec::UTF_16_LE))
    } else if bytes.starts_with(b"\xFE\xFF") {
        Some(WideMark::Utf16(codec::UTF_16_BE))
    } else {
        None
    }
}

fn decode_wide(bytes: &[u8], mark: WideMark) -> Decoded {
    let mut sink = Sink::default();
    let (name, shown) = match mark {
        WideMark::Utf16(codec) => {
            sink.offsets.skip(2);
            sink.decode(&bytes[2..], codec);
            (codec.name, "UTF-16")
        }
        WideMark::Utf32(little) => {
            sink.offsets.skip(4);
            sink.decode_utf32(&bytes[4..], little);
            (if little { "utf-32-le" } else { "utf-32-be" }, "UTF-32")
        }
    };
    let complaint = DecodeProblem {
        range: TextRange::new(0, 0),
        message: format!(
            "the file is {shown} (by its byte order mark): Python refuses it; it was read as \
             {shown}. Save it as UTF-8"
        ),
    };
    sink.finish(name, Some(complaint), false)
}

/// Text as it grows, with the way back.
#[derive(Default)]
struct Sink {
    text: String,
    offsets: OffsetMap,
    /// Where U+FFFD first stands for bytes, and how often it does.
    replaced: Option<(u32, usize)>,
}

impl Sink {
    fn decode(&mut self, bytes: &[u8], codec: Codec) {
        match codec.decoder {
            Decoder::Utf8 => self.decode_utf8(bytes),
            Decoder::Ascii => self.decode_bytes(bytes, |_| None),
            Decoder::Latin1 => self.decode_bytes(bytes, |byte| Some(char::from(byte))),
            Decoder::Table(table) => {
                let letters = table.decode();
                self.decode_bytes(bytes, |byte| letters[usize::from(byte & 0x7F)]);
            }
            Decoder::Library {
                encoding,
                high,
                ascii,
            } => self.decode_by_library(
                bytes,
                encoding.new_decoder_without_bom_handling(),
                high,
                ascii,
            ),
        }
    }

    fn decode_utf8(&mut self, bytes: &[u8]) {
        for chunk in bytes.utf8_chunks() {
            self.text.push_str(chunk.valid());
            self.offsets.advance(1, 1, clamp(chunk.valid().len()));
            if !chunk.invalid().is_empty() {
                self.replace(chunk.invalid().len());
            }
        }
    }

    /// One byte, one character; those below 0x80 are ASCII.
    fn decode_bytes(&mut self, bytes: &[u8], high: impl Fn(u8) -> Option<char>) {
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let ascii = self.push_ascii(rest);
            if ascii > 0 {
                rest = &rest[ascii..];
                continue;
            }
            match high(*first) {
                Some(letter) => self.push(letter, 1),
                None => self.replace(1),
            }
            rest = &rest[1..];
        }
    }

    /// Feeds the library byte by byte, but for stretches of ASCII between two
    /// characters: so each character is known with its bytes.
    fn decode_by_library(
        &mut self,
        bytes: &[u8],
        mut decoder: encoding_rs::Decoder,
        high: HighBytes,
        ascii: bool,
    ) {
        let mut at = 0;
        // Bytes that the decoder took and has not answered for.
        let mut pending = 0;
        let mut buffer = [0_u8; 64];
        loop {
            if pending == 0 && at < bytes.len() {
                let run = if ascii {
                    self.push_ascii(&bytes[at..])
                } else {
                    0
                };
                if run > 0 {
                    at += run;
                    continue;
                }
                if high == HighBytes::Controls && (0x80..=0x9F).contains(&bytes[at]) {
                    self.push(char::from(bytes[at]), 1);
                    at += 1;
                    continue;
                }
            }
            let last = at >= bytes.len();
            let next = if last { &[][..] } else { &bytes[at..=at] };
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(next, &mut buffer, last);
            at += read;
            pending += read;
            if written > 0 {
                let text = std::str::from_utf8(&buffer[..written]).unwrap_or("\u{FFFD}");
                self.push_characters(text, pending, high);
                pending = 0;
            } else if pending == 3
                && bytes[at - 3] == ESCAPE
                && decoder.encoding() == encoding_rs::ISO_2022_JP
            {
                self.offsets.skip(3);
                pending = 0;
            }
            match result {
                DecoderResult::Malformed(_, kept) => {
                    let kept = usize::from(kept).min(pending);
                    if pending > kept {
                        self.replace(pending - kept);
                    }
                    pending = kept;
                }
                DecoderResult::InputEmpty if last => break,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            }
        }
    }

    /// Characters that came out together for `bytes` bytes.
    fn push_characters(&mut self, text: &str, bytes: usize, high: HighBytes) {
        let mut letters = text.chars();
        let (first, rest) = (letters.next(), letters.as_str());
        match (first, rest.is_empty()) {
            (Some('\u{80}'..='\u{9F}'), true) if high == HighBytes::Undefined && bytes == 1 => {
                self.replace(1);
            }
            (Some(letter), true) => self.push(letter, bytes),
            _ => {
                self.text.push_str(text);
                self.offsets.advance(clamp(text.len()), clamp(bytes), 1);
            }
        }
    }

    fn decode_utf32(&mut self, bytes: &[u8], little: bool) {
        for unit in bytes.chunks(4) {
            let letter = <[u8; 4]>::try_from(unit).ok().and_then(|unit| {
                char::from_u32(if little {
                    u32::from_le_bytes(unit)
                } else {
                    u32::from_be_bytes(unit)
                })
            });
            match letter {
                Some(letter) => self.push(letter, 4),
                None => self.replace(unit.len()),
            }
        }
    }

    /// Takes the ASCII at the start of `bytes`; how many bytes that were.
    fn push_ascii(&mut self, bytes: &[u8]) -> usize {
        let length = bytes
            .iter()
            .position(|byte| !byte.is_ascii())
            .unwrap_or(bytes.len());
        // The check cannot fail, and is as fast as the copy.
        self.text
            .push_str(std::str::from_utf8(&bytes[..length]).unwrap_or_default());
        self.offsets.advance(1, 1, clamp(length));
        length
    }

    fn push(&mut self, letter: char, bytes: usize) {
        self.text.push(letter);
        self.offsets
            .advance(clamp(letter.len_utf8()), clamp(bytes), 1);
    }

    fn replace(&mut self, bytes: usize) {
        let at = clamp(self.text.len());
        let (_, count) = self.replaced.get_or_insert((at, 0));
        *count += 1;
        self.push(char::REPLACEMENT_CHARACTER, bytes);
    }

    fn finish(
        self,
        encoding: &'static str,
        complaint: Option<DecodeProblem>,
        narrow: bool,
    ) -> Decoded {
        let mut problems: Vec<_> = complaint.into_iter().collect();
        if let Some((at, count)) = self.replaced {
            problems.push(DecodeProblem {
                range: TextRange::new(at, at + 3),
                message: undecodable(encoding, count, narrow),
            });
        }
        if let Some(at) = memchr::memchr(0, self.text.as_bytes()) {
            let count = memchr::memchr_iter(0, self.text.as_bytes()).count();
            problems.push(DecodeProblem {
                range: TextRange::new(clamp(at), clamp(at + 1)),
                message: format!(
                    "{}: Python refuses the file; it was analysed all the same. Remove what is \
                     no text, or save the file as UTF-8",
                    counted(count, "NUL byte").trim_end_matches(',')
                ),
            });
        }
        Decoded {
            text: self.text,
            encoding,
            problems,
            offsets: self.offsets,
        }
    }
}

fn undecodable(encoding: &str, count: usize, narrow: bool) -> String {
    let way_out = if narrow && encoding == "utf-8" {
        "Save the file as UTF-8, or declare its encoding in line 1, for example \
         `# -*- coding: latin-1 -*-`"
    } else {
        "Save the file as UTF-8, or correct its declaration"
    };
    format!(
        "{} cannot be decoded as {encoding}: Python refuses the file; U+FFFD stands for what was \
         not understood. {way_out}",
        counted(count, "place")
    )
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 {
        format!("a {what} here")
    } else {
        format!("{count} {what}s, the first here,")
    }
}

fn clamp(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
