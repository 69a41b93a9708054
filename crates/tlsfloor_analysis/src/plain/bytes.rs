//! Methods of bytes: those that the texts they stand for have too.

use super::{Data, Failure, Given, Outcome, TYPE_ERROR, text};

/// A method of bytes. Where everything is ASCII, most do what the method of
/// the text does.
pub(super) fn method(bytes: &[u8], method: &str, given: &Given) -> Outcome {
    match method {
        "decode" => return decoded(bytes, given.get(0, "encoding"), given.get(1, "errors")),
        "hex" if given.positional.is_empty() => {
            let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
            return Ok(Data::Text(digits.collect()));
        }
        // These mean other things, or take what is no text.
        "format" | "encode" | "casefold" | "isidentifier" | "isnumeric" | "isdecimal"
        | "translate" | "maketrans" => return Err(Failure::Unknown),
        _ => {}
    }
    if !bytes.is_ascii() {
        return Err(Failure::Unknown);
    }
    let as_text = |data: &Data| as_text(data).ok_or(TYPE_ERROR);
    let positional = given.positional.iter().map(as_text);
    let translated = Given {
        positional: positional.collect::<Result<_, _>>()?,
        keywords: given.keywords.clone(),
    };
    let text = String::from_utf8_lossy(bytes);
    text::method(&text, method, &translated).map(as_bytes)
}

/// The data with texts for the bytes in it; `None` where there is a text.
fn as_text(data: &Data) -> Option<Data> {
    Some(match data {
        Data::Bytes(bytes) if bytes.is_ascii() => {
            Data::Text(String::from_utf8_lossy(bytes).into_owned())
        }
        Data::Bytes(_) | Data::Text(_) => return None,
        Data::List(items) => Data::List(items.iter().map(as_text).collect::<Option<_>>()?),
        Data::Tuple(items) => Data::Tuple(items.iter().map(as_text).collect::<Option<_>>()?),
        other => other.clone(),
    })
}

fn as_bytes(data: Data) -> Data {
    match data {
        Data::Text(text) => Data::Bytes(text.into_bytes()),
        Data::List(items) => Data::List(items.into_iter().map(as_bytes).collect()),
        Data::Tuple(items) => Data::Tuple(items.into_iter().map(as_bytes).collect()),
        other => other,
    }
}

/// `bytes.decode(encoding, errors)`.
pub(super) fn decoded(bytes: &[u8], encoding: Option<&Data>, errors: Option<&Data>) -> Outcome {
    let encoding = match encoding {
        None => "utf-8".to_owned(),
        Some(encoding) => encoding.text().ok_or(TYPE_ERROR)?.to_lowercase(),
    };
    let text = match encoding.replace('_', "-").as_str() {
        "utf-8" | "utf8" => std::str::from_utf8(bytes).ok().map(str::to_owned),
        "ascii" | "us-ascii" if bytes.is_ascii() => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        "ascii" | "us-ascii" => None,
        "latin-1" | "latin1" | "iso-8859-1" => {
            Some(bytes.iter().map(|byte| char::from(*byte)).collect())
        }
        _ => return Err(Failure::Unknown),
    };
    match text {
        Some(text) => Ok(Data::Text(text)),
        None if errors.is_none() => Err(Failure::Raises("UnicodeError")),
        None => Err(Failure::Unknown),
    }
}

/// `text.encode(encoding)`.
pub(super) fn encoded(text: &str, encoding: Option<&Data>) -> Outcome {
    let encoding = match encoding {
        None => "utf-8".to_owned(),
        Some(encoding) => encoding.text().ok_or(TYPE_ERROR)?.to_lowercase(),
    };
    match encoding.replace('_', "-").as_str() {
        "utf-8" | "utf8" => Ok(Data::Bytes(text.as_bytes().to_vec())),
        "ascii" | "us-ascii" | "latin-1" | "latin1" | "iso-8859-1" if text.is_ascii() => {
            Ok(Data::Bytes(text.as_bytes().to_vec()))
        }
        _ => Err(Failure::Unknown),
    }
}

/// `bytes(…)`.
pub(super) fn made(given: &Given) -> Outcome {
    match given.positional.as_slice() {
        [] => Ok(Data::Bytes(Vec::new())),
        [Data::Text(text), ..] => match given.get(1, "encoding") {
            None => Err(TYPE_ERROR),
            encoding => encoded(text, encoding),
        },
        [Data::Bytes(bytes)] => Ok(Data::Bytes(bytes.clone())),
        [Data::Int(count)] => match usize::try_from(*count) {
            Ok(count) if count <= 4096 => Ok(Data::Bytes(vec![0; count])),
            _ => Err(Failure::Unknown),
        },
        [Data::List(items) | Data::Tuple(items)] => items
            .iter()
            .map(|item| item.int().and_then(|int| u8::try_from(int).ok()))
            .collect::<Option<_>>()
            .map(Data::Bytes)
            .ok_or(Failure::Raises("ValueError")),
        _ => Err(Failure::Unknown),
    }
}
