//! How data is written: `str`, `repr` and `ascii`.

use super::Data;

/// `str(data)`.
pub(crate) fn str_of(data: &Data) -> Option<String> {
    match data {
        Data::Text(text) => Some(text.clone()),
        _ => repr(data),
    }
}

/// `repr(data)`; `None` where Python does not say it (the order of a set).
pub(crate) fn repr(data: &Data) -> Option<String> {
    let joined = |items: &[Data]| -> Option<String> {
        let items: Option<Vec<String>> = items.iter().map(repr).collect();
        Some(items?.join(", "))
    };
    Some(match data {
        Data::None => "None".to_owned(),
        Data::Bool(true) => "True".to_owned(),
        Data::Bool(false) => "False".to_owned(),
        Data::Int(int) => int.to_string(),
        Data::Float(float) => float_repr(*float),
        Data::Text(text) => text_repr(text),
        Data::Bytes(bytes) => bytes_repr(bytes),
        Data::Tuple(items) if items.len() == 1 => format!("({},)", joined(items)?),
        Data::Tuple(items) => format!("({})", joined(items)?),
        Data::List(items) => format!("[{}]", joined(items)?),
        Data::Set(items) => match items.as_slice() {
            [] => "set()".to_owned(),
            [item] => format!("{{{}}}", repr(item)?),
            _ => return None,
        },
        Data::Dict(items) => {
            let items: Option<Vec<String>> = items
                .iter()
                .map(|(key, value)| Some(format!("{}: {}", repr(key)?, repr(value)?)))
                .collect();
            format!("{{{}}}", items?.join(", "))
        }
    })
}

/// The shortest text that reads as the same float.
pub(super) fn float_repr(float: f64) -> String {
    if float.is_nan() {
        return "nan".to_owned();
    }
    if float.is_infinite() {
        return if float > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let scientific = format!("{float:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{float}");
        return if plain.contains('.') {
            plain
        } else {
            format!("{plain}.0")
        };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
}

fn text_repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut result = String::from(quote);
    for letter in text.chars() {
        match letter {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            _ if letter == quote => {
                result.push('\\');
                result.push(letter);
            }
            _ if u32::from(letter) < 0x20 || u32::from(letter) == 0x7f => {
                result.push_str(&format!("\\x{:02x}", u32::from(letter)));
            }
            _ => result.push(letter),
        }
    }
    result.push(quote);
    result
}

fn bytes_repr(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut result = format!("b{quote}");
    for byte in bytes {
        let letter = char::from(*byte);
        match letter {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            _ if letter == quote => {
                result.push('\\');
                result.push(letter);
            }
            ' '..='~' => result.push(letter),
            _ => result.push_str(&format!("\\x{byte:02x}")),
        }
    }
    result.push(quote);
    result
}
