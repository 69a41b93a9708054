//! Python's names of encodings, and who decodes them.
//!
//! `encoding_rs` follows the web's standard, which means other things by some
//! of Python's names ("latin-1" is windows-1252 there); where the two differ
//! for single bytes, [`HighBytes`] sets it right.

use encoding_rs::Encoding;

use crate::tables::{self, Table};

/// An encoding that Python accepts for source files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Codec {
    /// Python's canonical name.
    pub(crate) name: &'static str,
    pub(crate) decoder: Decoder,
}

/// How its bytes become text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Decoder {
    Utf8,
    Ascii,
    Latin1,
    Table(&'static Table),
    Library {
        encoding: &'static Encoding,
        high: HighBytes,
        /// Whether a byte below 0x80 between two characters is always itself.
        ascii: bool,
    },
}

/// What Python makes of the bytes 0x80 to 0x9F.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HighBytes {
    /// The same as the library.
    Same,
    /// The control characters U+0080 to U+009F.
    Controls,
    /// An error, where the library gives a control character.
    Undefined,
}

/// UTF-8, what Python 3 reads when nothing is declared.
pub(crate) const UTF_8: Codec = Codec {
    name: "utf-8",
    decoder: Decoder::Utf8,
};

/// UTF-16, least significant byte first.
pub(crate) const UTF_16_LE: Codec = wide("utf-16-le", encoding_rs::UTF_16LE);

/// UTF-16, most significant byte first.
pub(crate) const UTF_16_BE: Codec = wide("utf-16-be", encoding_rs::UTF_16BE);

const fn wide(name: &'static str, encoding: &'static Encoding) -> Codec {
    Codec {
        name,
        decoder: Decoder::Library {
            encoding,
            high: HighBytes::Same,
            ascii: false,
        },
    }
}

/// The codec that Python finds under a declared name, or none when Python has
/// none for source files or nobody here can decode it.
pub(crate) fn find(declared: &str) -> Option<Codec> {
    let key = normalised(declared);
    // Emacs writes `utf-8-unix`; Python's tokenizer cuts such suffixes off for
    // these names alone.
    for (stem, codec) in [
        ("utf_8", UTF_8),
        ("latin_1", LATIN_1),
        ("iso_8859_1", LATIN_1),
        ("iso_latin_1", LATIN_1),
    ] {
        let rest = key.strip_prefix(stem);
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_')) {
            return Some(codec);
        }
    }
    named(&key)
}

const LATIN_1: Codec = Codec {
    name: "iso-8859-1",
    decoder: Decoder::Latin1,
};

/// As Python's `encodings.normalize_encoding`, in lower case: every stretch of
/// other characters is one underscore.
fn normalised(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars().map(|letter| letter.to_ascii_lowercase()) {
        if letter.is_ascii_alphanumeric() {
            key.push(letter);
        } else if !key.ends_with('_') {
            key.push('_');
        }
    }
    key.trim_matches('_').to_owned()
}

/// The names and aliases are those of CPython 3.11's `encodings.aliases`.
fn named(key: &str) -> Option<Codec> {
    let simple = match key {
        "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => Some(UTF_8),
        "ascii" | "646" | "ansi_x3_4_1968" | "ansi_x3_4_1986" | "cp367" | "csascii" | "ibm367"
        | "iso646_us" | "iso_646_irv_1991" | "iso_ir_6" | "us" | "us_ascii" => Some(Codec {
            name: "ascii",
            decoder: Decoder::Ascii,
        }),
        "8859" | "cp819" | "csisolatin1" | "ibm819" | "iso8859" | "iso8859_1" | "iso_ir_100"
        | "l1" | "latin" | "latin1" => Some(LATIN_1),
        _ => None,
    };
    simple
        .or_else(|| windows(key))
        .or_else(|| iso_8859(key))
        .or_else(|| east_asian(key))
        .or_else(|| other(key))
        .or_else(|| {
            tables::find(key).map(|table| Codec {
                name: table.name,
                decoder: Decoder::Table(table),
            })
        })
}

fn library(name: &'static str, encoding: &'static Encoding, high: HighBytes) -> Option<Codec> {
    Some(Codec {
        name,
        decoder: Decoder::Library {
            encoding,
            high,
            ascii: encoding != encoding_rs::ISO_2022_JP,
        },
    })
}

fn windows(key: &str) -> Option<Codec> {
    let page = key
        .strip_prefix("windows_")
        .or_else(|| key.strip_prefix("cp"))
        .unwrap_or(key);
    let (name, encoding) = match page {
        "1250" => ("cp1250", encoding_rs::WINDOWS_1250),
        "1251" => ("cp1251", encoding_rs::WINDOWS_1251),
        "1252" => ("cp1252", encoding_rs::WINDOWS_1252),
        "1253" => ("cp1253", encoding_rs::WINDOWS_1253),
        "1254" => ("cp1254", encoding_rs::WINDOWS_1254),
        "1255" => ("cp1255", encoding_rs::WINDOWS_1255),
        "1256" => ("cp1256", encoding_rs::WINDOWS_1256),
        "1257" => ("cp1257", encoding_rs::WINDOWS_1257),
        "1258" => ("cp1258", encoding_rs::WINDOWS_1258),
        "874" => ("cp874", encoding_rs::WINDOWS_874),
        _ => return None,
    };
    library(name, encoding, HighBytes::Undefined)
}

fn iso_8859(key: &str) -> Option<Codec> {
    let part = key
        .strip_prefix("iso8859_")
        .or_else(|| key.strip_prefix("iso_8859_"))
        .unwrap_or(key);
    let (name, encoding) = match part {
        "2" | "2_1987" | "csisolatin2" | "iso_ir_101" | "l2" | "latin2" => {
            ("iso8859-2", encoding_rs::ISO_8859_2)
        }
        "3" | "3_1988" | "csisolatin3" | "iso_ir_109" | "l3" | "latin3" => {
            ("iso8859-3", encoding_rs::ISO_8859_3)
        }
        "4" | "4_1988" | "csisolatin4" | "iso_ir_110" | "l4" | "latin4" => {
            ("iso8859-4", encoding_rs::ISO_8859_4)
        }
        "5" | "5_1988" | "csisolatincyrillic" | "cyrillic" | "iso_ir_144" => {
            ("iso8859-5", encoding_rs::ISO_8859_5)
        }
        "6" | "6_1987" | "arabic" | "asmo_708" | "csisolatinarabic" | "ecma_114" | "iso_ir_127" => {
            ("iso8859-6", encoding_rs::ISO_8859_6)
        }
        "7" | "7_1987" | "csisolatingreek" | "ecma_118" | "elot_928" | "greek" | "greek8"
        | "iso_ir_126" => ("iso8859-7", encoding_rs::ISO_8859_7),
        "8" | "8_1988" | "csisolatinhebrew" | "hebrew" | "iso_ir_138" => {
            ("iso8859-8", encoding_rs::ISO_8859_8)
        }
        "9" | "9_1989" | "csisolatin5" | "iso_ir_148" | "l5" | "latin5" => {
            ("iso8859-9", encoding_rs::WINDOWS_1254)
        }
        "10" | "10_1992" | "csisolatin6" | "iso_ir_157" | "l6" | "latin6" => {
            ("iso8859-10", encoding_rs::ISO_8859_10)
        }
        "11" | "11_2001" | "thai" => ("iso8859-11", encoding_rs::WINDOWS_874),
        "13" | "l7" | "latin7" => ("iso8859-13", encoding_rs::ISO_8859_13),
        "14" | "14_1998" | "iso_celtic" | "iso_ir_199" | "l8" | "latin8" => {
            ("iso8859-14", encoding_rs::ISO_8859_14)
        }
        "15" | "l9" | "latin9" => ("iso8859-15", encoding_rs::ISO_8859_15),
        "16" | "16_2001" | "iso_ir_226" | "l10" | "latin10" => {
            ("iso8859-16", encoding_rs::ISO_8859_16)
        }
        _ => return None,
    };
    // A bare number is no name of an ISO 8859 part.
    if key.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    library(name, encoding, HighBytes::Controls)
}

/// Where Python has a narrow standard and a vendor's superset (gb2312 and gbk,
/// shift_jis and cp932, euc_kr and cp949), the library decodes the superset:
/// a few files that Python refuses are read without a word.
fn east_asian(key: &str) -> Option<Codec> {
    let (name, encoding) = match key {
        "shift_jis" | "csshiftjis" | "shiftjis" | "sjis" | "s_jis" | "x_mac_japanese" => {
            ("shift_jis", encoding_rs::SHIFT_JIS)
        }
        "cp932" | "932" | "ms932" | "mskanji" | "ms_kanji" => ("cp932", encoding_rs::SHIFT_JIS),
        "euc_jp" | "eucjp" | "ujis" | "u_jis" => ("euc_jp", encoding_rs::EUC_JP),
        "iso2022_jp" | "csiso2022jp" | "iso2022jp" | "iso_2022_jp" => {
            ("iso2022_jp", encoding_rs::ISO_2022_JP)
        }
        "euc_kr" | "euckr" | "korean" | "ksc5601" | "ks_c_5601" | "ks_c_5601_1987" | "ksx1001"
        | "ks_x_1001" | "x_mac_korean" => ("euc_kr", encoding_rs::EUC_KR),
        "cp949" | "949" | "ms949" | "uhc" => ("cp949", encoding_rs::EUC_KR),
        "gb2312" | "chinese" | "csiso58gb231280" | "euc_cn" | "euccn" | "eucgb2312_cn"
        | "gb2312_1980" | "gb2312_80" | "iso_ir_58" | "x_mac_simp_chinese" => {
            ("gb2312", encoding_rs::GBK)
        }
        "gbk" | "936" | "cp936" | "ms936" => ("gbk", encoding_rs::GBK),
        "gb18030" | "gb18030_2000" => ("gb18030", encoding_rs::GB18030),
        "big5" | "big5_tw" | "csbig5" | "x_mac_trad_chinese" => ("big5", encoding_rs::BIG5),
        "big5hkscs" | "big5_hkscs" | "hkscs" => ("big5hkscs", encoding_rs::BIG5),
        "cp950" | "950" | "ms950" => ("cp950", encoding_rs::BIG5),
        _ => return None,
    };
    library(name, encoding, HighBytes::Same)
}

fn other(key: &str) -> Option<Codec> {
    let (name, encoding, high) = match key {
        "koi8_r" | "cskoi8r" => ("koi8-r", encoding_rs::KOI8_R, HighBytes::Same),
        "koi8_u" => ("koi8-u", encoding_rs::KOI8_U, HighBytes::Same),
        "cp866" | "866" | "csibm866" | "ibm866" => ("cp866", encoding_rs::IBM866, HighBytes::Same),
        "mac_roman" | "macintosh" | "macroman" => {
            ("mac-roman", encoding_rs::MACINTOSH, HighBytes::Same)
        }
        "mac_cyrillic" | "maccyrillic" => {
            ("mac-cyrillic", encoding_rs::X_MAC_CYRILLIC, HighBytes::Same)
        }
        "tis_620" | "tis620" | "tis_620_0" | "tis_620_2529_0" | "tis_620_2529_1" | "iso_ir_166" => {
            ("tis-620", encoding_rs::WINDOWS_874, HighBytes::Controls)
        }
        _ => return None,
    };
    library(name, encoding, high)
}
