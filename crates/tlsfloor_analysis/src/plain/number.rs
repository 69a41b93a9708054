//! Numbers: reading them from texts, what builtin functions and methods make of
//! them.

use super::{Data, Failure, Given, Outcome, TYPE_ERROR, VALUE_ERROR, exact_float};

/// `int(text, base)`.
pub(super) fn parsed(text: &str, base: i128) -> Outcome {
    let base = match u32::try_from(base) {
        Ok(base) if base == 0 || (2..=36).contains(&base) => base,
        _ => return Err(VALUE_ERROR),
    };
    let text = text.trim();
    if !text.is_ascii() {
        return Err(Failure::Unknown);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = digits.to_ascii_lowercase();
    let marked = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find(|(mark, own)| lower.starts_with(mark) && (base == 0 || base == *own));
    let (digits, radix) = match marked {
        Some((mark, radix)) => {
            let rest = &lower[mark.len()..];
            (rest.strip_prefix('_').unwrap_or(rest), radix)
        }
        None => (lower.as_str(), if base == 0 { 10 } else { base }),
    };
    let bad = digits.is_empty()
        || digits.starts_with('_')
        || digits.ends_with('_')
        || digits.contains("__")
        // Digits alone: what Rust reads as a sign is none here.
        || digits.starts_with(['+', '-'])
        || base == 0 && marked.is_none() && digits.starts_with('0')
            && digits.chars().any(|digit| !matches!(digit, '0' | '_'));
    if bad {
        return Err(VALUE_ERROR);
    }
    let digits: String = digits.chars().filter(|digit| *digit != '_').collect();
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(VALUE_ERROR);
    }
    match i128::from_str_radix(&digits, radix) {
        Ok(int) => Ok(Data::Int(if negative { -int } else { int })),
        Err(_) => Err(Failure::Unknown),
    }
}

/// `int(…)`.
pub(super) fn int(given: &Given) -> Outcome {
    if !given.fits(2, &["base"]) {
        return Err(TYPE_ERROR);
    }
    let base = given.get(1, "base");
    let Some(value) = given.positional.first() else {
        return Ok(Data::Int(0));
    };
    let base_int = match base {
        None => 10,
        Some(base) => base.int().ok_or(TYPE_ERROR)?,
    };
    match value {
        Data::Text(text) => parsed(text, base_int),
        Data::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => parsed(text, base_int),
            Err(_) => Err(VALUE_ERROR),
        },
        _ if base.is_some() => Err(TYPE_ERROR),
        Data::Float(float) => truncated(*float),
        other => other.int().map(Data::Int).ok_or(TYPE_ERROR),
    }
}

/// A float without its fraction, as an integer.
pub(super) fn truncated(float: f64) -> Outcome {
    if float.is_nan() {
        return Err(VALUE_ERROR);
    }
    if float.is_infinite() {
        return Err(Failure::Raises("OverflowError"));
    }
    format!("{:.0}", float.trunc())
        .parse()
        .map(Data::Int)
        .map_err(|_| Failure::Unknown)
}

/// `float(…)`.
pub(super) fn float(given: &Given) -> Outcome {
    match given.positional.as_slice() {
        [] => Ok(Data::Float(0.0)),
        [Data::Text(text)] => {
            let plain = text.trim().replace('_', "");
            // What Rust reads beside what Python does.
            if plain.is_empty() || plain.ends_with(['e', 'E']) {
                return Err(VALUE_ERROR);
            }
            plain.parse().map(Data::Float).map_err(|_| VALUE_ERROR)
        }
        [value] if value.is_number() => value.float().map(Data::Float).ok_or(Failure::Unknown),
        _ => Err(TYPE_ERROR),
    }
}

/// `round(…)`: halves go to the even neighbour.
pub(super) fn rounded(given: &Given) -> Outcome {
    let Some(value) = given.get(0, "number") else {
        return Err(TYPE_ERROR);
    };
    let digits = match given.get(1, "ndigits") {
        None | Some(Data::None) => None,
        Some(digits) => Some(digits.int().ok_or(TYPE_ERROR)?),
    };
    match (value, digits) {
        (Data::Float(float), None) => truncated(float.round_ties_even()),
        (Data::Float(float), Some(digits)) => {
            let digits = usize::try_from(digits).map_err(|_| Failure::Unknown)?;
            // Written with so many digits, the exact value is rounded as Python does.
            format!("{float:.*}", digits.min(40))
                .parse()
                .map(Data::Float)
                .map_err(|_| Failure::Unknown)
        }
        (_, Some(digits)) if digits < 0 => Err(Failure::Unknown),
        (other, _) => other.int().map(Data::Int).ok_or(TYPE_ERROR),
    }
}

/// Python's `//` and `%`, both rounding down.
pub(super) fn divided(left: &Data, right: &Data) -> Result<(Data, Data), Failure> {
    if let (Some(left), Some(right)) = (left.int(), right.int()) {
        if right == 0 {
            return Err(Failure::Raises("ZeroDivisionError"));
        }
        let quotient = left.checked_div(right).ok_or(Failure::Unknown)?;
        let rest = left - quotient * right;
        return Ok(if rest != 0 && (rest < 0) != (right < 0) {
            (Data::Int(quotient - 1), Data::Int(rest + right))
        } else {
            (Data::Int(quotient), Data::Int(rest))
        });
    }
    let (Some(left), Some(right)) = (left.float(), right.float()) else {
        return Err(TYPE_ERROR);
    };
    if right == 0.0 {
        return Err(Failure::Raises("ZeroDivisionError"));
    }
    let mut rest = left % right;
    if rest != 0.0 && (rest < 0.0) != (right < 0.0) {
        rest += right;
    }
    Ok((
        Data::Float(((left - rest) / right).round()),
        Data::Float(rest),
    ))
}

/// `pow(base, exponent[, modulus])`.
pub(super) fn power(given: &Given) -> Outcome {
    let (Some(base), Some(exponent)) = (given.get(0, "base"), given.get(1, "exp")) else {
        return Err(TYPE_ERROR);
    };
    if let (Some(base), Some(exponent)) = (base.int(), exponent.int()) {
        let modulus = match given.get(2, "mod") {
            None | Some(Data::None) => None,
            Some(modulus) => Some(modulus.int().ok_or(TYPE_ERROR)?),
        };
        let Ok(exponent) = u32::try_from(exponent) else {
            return float_power(&Data::Int(base), &Data::Int(exponent));
        };
        let Some(modulus) = modulus else {
            return base
                .checked_pow(exponent)
                .map(Data::Int)
                .ok_or(Failure::Unknown);
        };
        if modulus <= 0 || modulus > i128::from(u32::MAX) || exponent > 4096 {
            return Err(Failure::Unknown);
        }
        let mut result = 1_i128.rem_euclid(modulus);
        for _ in 0..exponent {
            result = (result * base.rem_euclid(modulus)).rem_euclid(modulus);
        }
        return Ok(Data::Int(result));
    }
    float_power(base, exponent)
}

fn float_power(base: &Data, exponent: &Data) -> Outcome {
    match (base.float(), exponent.float()) {
        (Some(base), Some(exponent)) if base > 0.0 => Ok(Data::Float(base.powf(exponent))),
        (Some(_), Some(_)) => Err(Failure::Unknown),
        _ => Err(TYPE_ERROR),
    }
}

/// `left op right` where a float takes part.
pub(crate) fn float_operation(op: &str, left: &Data, right: &Data) -> Outcome {
    if op == "**" {
        return float_power(left, right);
    }
    if matches!(op, "//" | "%") {
        let (quotient, rest) = divided(left, right)?;
        return Ok(if op == "//" { quotient } else { rest });
    }
    let (Some(left), Some(right)) = (left.float(), right.float()) else {
        return Err(Failure::Unknown);
    };
    Ok(Data::Float(match op {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" if right == 0.0 => return Err(Failure::Raises("ZeroDivisionError")),
        "/" => left / right,
        _ => return Err(TYPE_ERROR),
    }))
}

/// `hex`, `oct` and `bin`.
pub(super) fn in_base(value: &Data, which: &str) -> Outcome {
    let int = value.int().ok_or(TYPE_ERROR)?;
    let sign = if int < 0 { "-" } else { "" };
    let size = int.unsigned_abs();
    Ok(Data::Text(match which {
        "hex" => format!("{sign}0x{size:x}"),
        "oct" => format!("{sign}0o{size:o}"),
        _ => format!("{sign}0b{size:b}"),
    }))
}

/// A method or an attribute of an integer.
pub(super) fn int_method(int: i128, method: &str, given: &Given) -> Outcome {
    let size = int.unsigned_abs();
    match (method, given.positional.as_slice()) {
        ("bit_length", []) => Ok(Data::Int(i128::from(128 - size.leading_zeros()))),
        ("bit_count", []) => Ok(Data::Int(i128::from(size.count_ones()))),
        ("conjugate" | "__int__" | "__index__" | "__trunc__" | "__floor__" | "__ceil__", []) => {
            Ok(Data::Int(int))
        }
        ("is_integer", []) => Ok(Data::Bool(true)),
        ("__float__", []) => exact_float(int).map(Data::Float).ok_or(Failure::Unknown),
        ("__bool__", []) => Ok(Data::Bool(int != 0)),
        ("__str__" | "__repr__", []) => Ok(Data::Text(int.to_string())),
        ("to_bytes", _) => to_bytes(int, given),
        _ => Err(Failure::Unknown),
    }
}

fn to_bytes(int: i128, given: &Given) -> Outcome {
    let count = given.get(0, "length").map_or(Some(1), Data::int);
    let order = given.get(1, "byteorder").map_or(Some("big"), Data::text);
    let (Some(count), Some(order)) = (count, order) else {
        return Err(TYPE_ERROR);
    };
    let (Ok(count), false) = (usize::try_from(count), int < 0) else {
        return Err(Failure::Unknown);
    };
    let all = int.to_be_bytes();
    if count > 256 {
        return Err(Failure::Unknown);
    }
    let mut bytes = vec![0; count.saturating_sub(all.len())];
    let (beyond, kept) = all.split_at(all.len().saturating_sub(count));
    if beyond.iter().any(|byte| *byte != 0) {
        return Err(Failure::Raises("OverflowError"));
    }
    bytes.extend_from_slice(kept);
    if order == "little" {
        bytes.reverse();
    }
    Ok(Data::Bytes(bytes))
}

/// `int.from_bytes(bytes, order)`.
pub(super) fn from_bytes(given: &Given) -> Outcome {
    let order = given.get(1, "byteorder").map_or(Some("big"), Data::text);
    let signed = given.get(9, "signed").is_some_and(Data::truth);
    let mut bytes = match given.positional.first() {
        Some(Data::Bytes(bytes)) => bytes.clone(),
        Some(Data::List(items) | Data::Tuple(items)) => items
            .iter()
            .map(|item| item.int().and_then(|int| u8::try_from(int).ok()))
            .collect::<Option<_>>()
            .ok_or(VALUE_ERROR)?,
        _ => return Err(Failure::Unknown),
    };
    if signed || bytes.len() > 15 {
        return Err(Failure::Unknown);
    }
    if order == Some("little") {
        bytes.reverse();
    }
    let int = bytes
        .iter()
        .fold(0_i128, |all, byte| all << 8 | i128::from(*byte));
    Ok(Data::Int(int))
}

/// A method of a float.
pub(super) fn float_method(float: f64, method: &str, given: &Given) -> Outcome {
    match (method, given.positional.as_slice()) {
        ("is_integer", []) => Ok(Data::Bool(float.fract() == 0.0)),
        ("conjugate", []) => Ok(Data::Float(float)),
        ("__int__" | "__trunc__", []) => truncated(float),
        _ => Err(Failure::Unknown),
    }
}
