//! Formatting: format specifications, and taking apart what `str.format` reads.

use super::repr::float_repr;
use super::{Data, Failure, TYPE_ERROR, VALUE_ERROR, str_of};
use crate::limit::{self, Limit};

/// Widest field that is written out.
pub(super) const MAX_WIDTH: usize = 4096;
/// Digits behind the point up to which numbers are written.
pub(super) const MAX_PRECISION: usize = 60;

/// A format specification, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Spec {
    pub(super) fill: Option<char>,
    pub(super) align: Option<char>,
    pub(super) sign: Option<char>,
    pub(super) alternate: bool,
    pub(super) width: usize,
    pub(super) grouping: Option<char>,
    pub(super) precision: Option<usize>,
    pub(super) kind: Option<char>,
}

/// `format(data, spec)`.
pub(crate) fn formatted(data: &Data, spec: &str) -> Result<String, Failure> {
    if spec.is_empty() {
        return str_of(data).ok_or(Failure::Unknown);
    }
    let spec = parsed(spec)?;
    if spec.width > MAX_WIDTH
        || spec
            .precision
            .is_some_and(|precision| precision > MAX_PRECISION)
    {
        limit::reached(Limit::Size);
        return Err(Failure::Unknown);
    }
    match data {
        Data::Text(text) => {
            if spec.sign.is_some() || spec.alternate || !matches!(spec.kind, None | Some('s')) {
                return Err(VALUE_ERROR);
            }
            let text: String = match spec.precision {
                Some(most) => text.chars().take(most).collect(),
                None => text.clone(),
            };
            let align = match spec.align {
                Some('=') => return Err(VALUE_ERROR),
                align => align.unwrap_or('<'),
            };
            Ok(aligned("", &text, &spec, align))
        }
        Data::Bool(truth) if spec.kind.is_none() => {
            // With a specification, True is formatted as the number 1.
            number(&Data::Int(i128::from(*truth)), &spec)
        }
        Data::Int(_) | Data::Bool(_) | Data::Float(_) => number(data, &spec),
        _ => Err(TYPE_ERROR),
    }
}

fn parsed(spec: &str) -> Result<Spec, Failure> {
    let letters: Vec<char> = spec.chars().collect();
    let mut at = 0;
    let mut result = Spec::default();
    let is_align = |letter: Option<&char>| matches!(letter, Some('<' | '>' | '=' | '^'));
    if is_align(letters.get(1)) {
        result.fill = letters.first().copied();
        result.align = letters.get(1).copied();
        at = 2;
    } else if is_align(letters.first()) {
        result.align = letters.first().copied();
        at = 1;
    }
    if let Some(sign @ ('+' | '-' | ' ')) = letters.get(at) {
        result.sign = Some(*sign);
        at += 1;
    }
    if letters.get(at) == Some(&'z') {
        return Err(Failure::Unknown);
    }
    if letters.get(at) == Some(&'#') {
        result.alternate = true;
        at += 1;
    }
    if letters.get(at) == Some(&'0') {
        result.fill = result.fill.or(Some('0'));
        result.align = result.align.or(Some('='));
        at += 1;
    }
    let number = |at: &mut usize| {
        let mut digits = String::new();
        while let Some(digit) = letters.get(*at).filter(|letter| letter.is_ascii_digit()) {
            digits.push(*digit);
            *at += 1;
        }
        digits.parse::<usize>().ok()
    };
    result.width = number(&mut at).unwrap_or(0);
    if let Some(grouping @ (',' | '_')) = letters.get(at) {
        result.grouping = Some(*grouping);
        at += 1;
    }
    if letters.get(at) == Some(&'.') {
        at += 1;
        result.precision = Some(number(&mut at).ok_or(VALUE_ERROR)?);
    }
    result.kind = letters.get(at).copied();
    if letters.len() > at + 1 {
        return Err(VALUE_ERROR);
    }
    Ok(result)
}

pub(super) fn aligned(sign: &str, body: &str, spec: &Spec, align: char) -> String {
    let fill = spec.fill.unwrap_or(' ');
    let missing = spec
        .width
        .saturating_sub(sign.chars().count() + body.chars().count());
    let filled = |count: usize| fill.to_string().repeat(count);
    match align {
        '<' => format!("{sign}{body}{}", filled(missing)),
        '^' => {
            let left = missing / 2;
            format!("{}{sign}{body}{}", filled(left), filled(missing - left))
        }
        '=' => format!("{sign}{}{body}", filled(missing)),
        _ => format!("{}{sign}{body}", filled(missing)),
    }
}

pub(super) fn number(data: &Data, spec: &Spec) -> Result<String, Failure> {
    let kind = spec.kind.unwrap_or(if matches!(data, Data::Float(_)) {
        'r'
    } else {
        'd'
    });
    let (negative, body) = match kind {
        'd' | 'n' | 'x' | 'X' | 'o' | 'b' | 'c' => {
            let Data::Int(int) = data else {
                return match data.int() {
                    Some(int) => number(&Data::Int(int), spec),
                    None => Err(VALUE_ERROR),
                };
            };
            if spec.precision.is_some() {
                return Err(VALUE_ERROR);
            }
            if kind == 'c' {
                let letter = super::rewrite::character(data)?;
                return Ok(aligned(
                    "",
                    &letter.to_string(),
                    spec,
                    spec.align.unwrap_or('<'),
                ));
            }
            (*int < 0, digits(*int, kind, spec))
        }
        'f' | 'F' | '%' | 'e' | 'E' | 'g' | 'G' | 'r' => {
            let float = data.float().ok_or(Failure::Unknown)?;
            (
                float.is_sign_negative(),
                float_digits(float.abs(), kind, spec)?,
            )
        }
        _ => return Err(VALUE_ERROR),
    };
    let sign = match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    };
    let align = spec.align.unwrap_or('>');
    if spec.grouping.is_some() && align == '=' && spec.width > 0 {
        return Err(Failure::Unknown);
    }
    let (prefix, body) = match body.split_at_checked(2) {
        Some((prefix @ ("0x" | "0X" | "0o" | "0b"), rest)) if spec.alternate => (prefix, rest),
        _ => ("", body.as_str()),
    };
    Ok(aligned(&format!("{sign}{prefix}"), body, spec, align))
}

fn digits(int: i128, kind: char, spec: &Spec) -> String {
    let size = int.unsigned_abs();
    let (prefix, digits) = match kind {
        'x' => ("0x", format!("{size:x}")),
        'X' => ("0X", format!("{size:X}")),
        'o' => ("0o", format!("{size:o}")),
        'b' => ("0b", format!("{size:b}")),
        _ => ("", size.to_string()),
    };
    let step = if prefix.is_empty() { 3 } else { 4 };
    let digits = grouped(&digits, spec.grouping, step);
    if spec.alternate {
        format!("{prefix}{digits}")
    } else {
        digits
    }
}

fn grouped(digits: &str, grouping: Option<char>, step: usize) -> String {
    let Some(separator) = grouping else {
        return digits.to_owned();
    };
    let count = digits.chars().count();
    let mut result = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (count - at).is_multiple_of(step) {
            result.push(separator);
        }
        result.push(digit);
    }
    result
}

fn float_digits(float: f64, kind: char, spec: &Spec) -> Result<String, Failure> {
    if !float.is_finite() {
        return Err(Failure::Unknown);
    }
    let precision = spec.precision.unwrap_or(6);
    let text = match kind {
        'f' | 'F' => format!("{float:.precision$}"),
        '%' => format!("{:.precision$}%", float * 100.0),
        'e' | 'E' => exponential(float, precision, kind),
        'r' if spec.precision.is_none() => float_repr(float),
        _ => general(float, precision.max(1), kind),
    };
    let (whole, rest) = match text.find(['.', 'e', 'E', '%']) {
        Some(at) => text.split_at(at),
        None => (text.as_str(), ""),
    };
    Ok(format!("{}{rest}", grouped(whole, spec.grouping, 3)))
}

fn exponential(float: f64, precision: usize, kind: char) -> String {
    let text = format!("{float:.precision$e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    let mark = if kind.is_uppercase() { 'E' } else { 'e' };
    format!("{digits}{mark}{sign}{:02}", exponent.unsigned_abs())
}

/// The format `g`.
fn general(float: f64, precision: usize, kind: char) -> String {
    let scientific = format!("{float:.*e}", precision - 1);
    let exponent: i64 = scientific
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse().ok())
        .unwrap_or(0);
    let signed = i64::try_from(precision).unwrap_or(i64::MAX);
    let trimmed = |text: &str| {
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text.to_owned()
        }
    };
    if (-4..signed).contains(&exponent) {
        let decimals = usize::try_from(signed - 1 - exponent).unwrap_or(0);
        let text = trimmed(&format!("{float:.decimals$}"));
        return if kind == 'r' && !text.contains('.') {
            format!("{text}.0")
        } else {
            text
        };
    }
    let mark = if kind == 'G' { 'E' } else { 'e' };
    let text = exponential(float, precision - 1, mark);
    let (digits, exponent) = text.split_once(mark).unwrap_or((&text, "+00"));
    format!("{}{mark}{exponent}", trimmed(digits))
}

// ----- str.format -----

/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Literal(String),
    Field(Field),
}

/// A replacement field: `{name!conversion:spec}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) conversion: Option<char>,
    pub(crate) spec: Vec<Part>,
}

/// Takes a format string apart; `None` where Python would not take it.
pub(crate) fn fields(format: &str) -> Option<Vec<Part>> {
    let letters: Vec<char> = format.chars().collect();
    let mut at = 0;
    let parts = parts_until(&letters, &mut at, 0)?;
    (at == letters.len()).then_some(parts)
}

fn parts_until(letters: &[char], at: &mut usize, depth: usize) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    while let Some(letter) = letters.get(*at).copied() {
        match letter {
            '{' | '}' if depth == 0 && letters.get(*at + 1) == Some(&letter) => {
                literal.push(letter);
                *at += 2;
            }
            '}' if depth > 0 => break,
            '}' => return None,
            '{' => {
                if depth > 1 {
                    return None;
                }
                if !literal.is_empty() {
                    parts.push(Part::Literal(std::mem::take(&mut literal)));
                }
                *at += 1;
                parts.push(Part::Field(field(letters, at, depth)?));
            }
            _ => {
                literal.push(letter);
                *at += 1;
            }
        }
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    Some(parts)
}

fn field(letters: &[char], at: &mut usize, depth: usize) -> Option<Field> {
    let mut field = Field {
        name: String::new(),
        conversion: None,
        spec: Vec::new(),
    };
    let mut in_brackets = false;
    loop {
        let letter = letters.get(*at).copied()?;
        match letter {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            '!' | ':' | '}' if !in_brackets => break,
            '{' => return None,
            _ => {}
        }
        field.name.push(letter);
        *at += 1;
    }
    if letters.get(*at) == Some(&'!') {
        field.conversion = Some(letters.get(*at + 1).copied()?);
        *at += 2;
    }
    if letters.get(*at) == Some(&':') {
        *at += 1;
        field.spec = parts_until(letters, at, depth + 1)?;
    }
    (letters.get(*at) == Some(&'}')).then(|| *at += 1)?;
    Some(field)
}
