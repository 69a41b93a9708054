//! Methods of texts that rewrite them letter by letter: padding, tabulators and
//! tables of translation.

use super::{Data, Failure, Given, Outcome, TYPE_ERROR, VALUE_ERROR, number};
use crate::limit::{self, Limit};

/// Longest text that a method may make of a short one.
const MAX_WIDTH: usize = 4096;
/// Largest distance of tab stops.
const MAX_TAB: usize = 64;

pub(super) fn padded(text: &str, method: &str, given: &Given) -> Outcome {
    let width = given
        .positional
        .first()
        .and_then(Data::int)
        .ok_or(TYPE_ERROR)?;
    let width = usize::try_from(width).unwrap_or(0);
    if width > MAX_WIDTH {
        limit::reached(Limit::Size);
        return Err(Failure::Unknown);
    }
    let fill = match given.positional.get(1) {
        None => ' ',
        Some(fill) => {
            let mut letters = fill.text().ok_or(TYPE_ERROR)?.chars();
            match (letters.next(), letters.next()) {
                (Some(fill), None) => fill,
                _ => return Err(TYPE_ERROR),
            }
        }
    };
    let missing = width.saturating_sub(text.chars().count());
    let fill_of = |count: usize| fill.to_string().repeat(count);
    Ok(Data::Text(match method {
        "zfill" => {
            let at = usize::from(text.starts_with(['+', '-']));
            format!("{}{}{}", &text[..at], "0".repeat(missing), &text[at..])
        }
        "ljust" => format!("{text}{}", fill_of(missing)),
        "rjust" => format!("{}{text}", fill_of(missing)),
        _ => {
            // Where it does not come out even, Python looks at the width.
            let left = missing / 2 + (missing & width & 1);
            format!("{}{text}{}", fill_of(left), fill_of(missing - left))
        }
    }))
}

pub(super) fn expanded(text: &str, given: &Given) -> Outcome {
    let size = given.get(0, "tabsize").map_or(Some(8), Data::int);
    let size = usize::try_from(size.ok_or(TYPE_ERROR)?).unwrap_or(0);
    if size > MAX_TAB {
        limit::reached(Limit::Size);
        return Err(Failure::Unknown);
    }
    let mut result = String::new();
    let mut column = 0;
    for letter in text.chars() {
        match letter {
            '\t' if size > 0 => {
                let width = size - column % size;
                result.push_str(&" ".repeat(width));
                column += width;
            }
            '\t' => {}
            _ => {
                result.push(letter);
                column = if matches!(letter, '\n' | '\r') {
                    0
                } else {
                    column + 1
                };
            }
        }
    }
    Ok(Data::Text(result))
}

pub(super) fn translated(text: &str, given: &Given) -> Outcome {
    let Data::Dict(table) = super::text::only(given)? else {
        return Err(Failure::Unknown);
    };
    let mut result = String::new();
    for letter in text.chars() {
        let code = Data::Int(i128::from(u32::from(letter)));
        match table
            .iter()
            .find(|(key, _)| key.equals(&code))
            .map(|(_, value)| value)
        {
            None => result.push(letter),
            Some(Data::None) => {}
            Some(Data::Text(text)) => result.push_str(text),
            Some(code) => result.push(character(code)?),
        }
    }
    Ok(Data::Text(result))
}

/// `chr(code)`.
pub(super) fn character(code: &Data) -> Result<char, Failure> {
    let code = code.int().ok_or(TYPE_ERROR)?;
    let code = u32::try_from(code).map_err(|_| VALUE_ERROR)?;
    char::from_u32(code).ok_or(VALUE_ERROR)
}

/// `str.maketrans(…)`.
pub(super) fn translation(given: &Given) -> Outcome {
    let code = |letter: char| Data::Int(i128::from(u32::from(letter)));
    let key = |key: &Data| match key {
        Data::Text(text) => {
            let mut letters = text.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => Ok(code(letter)),
                _ => Err(VALUE_ERROR),
            }
        }
        other => number::int(&Given {
            positional: vec![other.clone()],
            keywords: Vec::new(),
        }),
    };
    match given.positional.as_slice() {
        [Data::Dict(items)] => {
            let items = items
                .iter()
                .map(|(own, value)| Ok((key(own)?, value.clone())));
            Ok(Data::Dict(items.collect::<Result<_, _>>()?))
        }
        [Data::Text(from), Data::Text(to), rest @ ..] => {
            if from.chars().count() != to.chars().count() {
                return Err(VALUE_ERROR);
            }
            let pairs = from.chars().zip(to.chars());
            let mut table: Vec<(Data, Data)> =
                pairs.map(|(from, to)| (code(from), code(to))).collect();
            if let [Data::Text(gone)] = rest {
                for letter in gone.chars() {
                    table.retain(|(own, _)| *own != code(letter));
                    table.push((code(letter), Data::None));
                }
            }
            Ok(Data::Dict(table))
        }
        _ => Err(TYPE_ERROR),
    }
}
