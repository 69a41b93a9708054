//! Formatting with `%`.

use super::format::{MAX_PRECISION, MAX_WIDTH, Spec, aligned, number};
use super::{Data, Failure, TYPE_ERROR, VALUE_ERROR, repr, str_of};
use crate::limit::{self, Limit};

/// A piece of a `%` format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PercentPart {
    Literal(String),
    Field {
        /// The key in brackets.
        key: Option<String>,
        flags: String,
        /// `None` stands for `*`.
        width: Option<usize>,
        precision: Option<usize>,
        kind: char,
    },
}

/// Takes a `%` format apart; `None` for what is not modelled.
pub(crate) fn percent_parts(format: &str) -> Option<Vec<PercentPart>> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            literal.push(letter);
            continue;
        }
        if letters.next_if_eq(&'%').is_some() {
            literal.push('%');
            continue;
        }
        let key = if letters.next_if_eq(&'(').is_some() {
            let mut key = String::new();
            loop {
                match letters.next()? {
                    ')' => break,
                    letter => key.push(letter),
                }
            }
            Some(key)
        } else {
            None
        };
        let mut flags = String::new();
        while let Some(flag) = letters.next_if(|letter| "#0- +".contains(*letter)) {
            flags.push(flag);
        }
        let mut digits = || {
            let mut digits = String::new();
            while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            digits
        };
        let width = digits().parse().ok();
        let precision = if letters.next_if_eq(&'.').is_some() {
            let mut digits = String::new();
            while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            Some(digits.parse().unwrap_or(0))
        } else {
            None
        };
        let kind = letters.next().filter(|kind| *kind != '*')?;
        parts.push(PercentPart::Literal(std::mem::take(&mut literal)));
        parts.push(PercentPart::Field {
            key,
            flags,
            width,
            precision,
            kind,
        });
    }
    parts.push(PercentPart::Literal(literal));
    Some(parts)
}

/// One `%` field with its value.
pub(crate) fn percent_formatted(data: &Data, part: &PercentPart) -> Result<String, Failure> {
    let PercentPart::Field {
        flags,
        width,
        precision,
        kind,
        ..
    } = part
    else {
        return Err(Failure::Unknown);
    };
    let mut spec = Spec {
        width: width.unwrap_or(0),
        precision: *precision,
        alternate: flags.contains('#'),
        sign: flags.chars().find(|flag| matches!(flag, '+' | ' ')),
        kind: Some(*kind),
        ..Spec::default()
    };
    if spec.width > MAX_WIDTH || precision.is_some_and(|precision| precision > MAX_PRECISION) {
        limit::reached(Limit::Size);
        return Err(Failure::Unknown);
    }
    spec.align = flags.contains('-').then_some('<');
    match kind {
        's' | 'r' | 'a' => {
            let text = if *kind == 's' {
                str_of(data)
            } else {
                repr(data)
            };
            let text = text.ok_or(Failure::Unknown)?;
            let text: String = match precision {
                Some(most) => text.chars().take(*most).collect(),
                None => text,
            };
            Ok(aligned("", &text, &spec, spec.align.unwrap_or('>')))
        }
        'c' => match data {
            Data::Text(text) if text.chars().count() == 1 => {
                Ok(aligned("", text, &spec, spec.align.unwrap_or('>')))
            }
            Data::Int(_) => {
                let letter = super::rewrite::character(data)?.to_string();
                Ok(aligned("", &letter, &spec, spec.align.unwrap_or('>')))
            }
            _ => Err(TYPE_ERROR),
        },
        'd' | 'i' | 'u' | 'x' | 'X' | 'o' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            if flags.contains('0') && !flags.contains('-') {
                spec.fill = Some('0');
                spec.align = Some('=');
            }
            let whole = matches!(kind, 'd' | 'i' | 'u');
            if whole {
                spec.kind = Some('d');
            }
            match data {
                Data::Float(float) if whole => number(&super::number::truncated(*float)?, &spec),
                Data::Int(_) | Data::Bool(_) | Data::Float(_) => match number(data, &spec) {
                    Err(Failure::Raises(_)) if precision.is_some() => Err(Failure::Unknown),
                    Err(Failure::Raises(_)) => Err(TYPE_ERROR),
                    other => other,
                },
                _ => Err(TYPE_ERROR),
            }
        }
        _ => Err(VALUE_ERROR),
    }
}
