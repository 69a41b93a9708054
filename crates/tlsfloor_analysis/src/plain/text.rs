//! Methods of texts.

use super::{
    Data, Failure, Given, Outcome, TYPE_ERROR, VALUE_ERROR, bytes, length, rewrite, texts,
};

/// A method of a text.
pub(crate) fn method(text: &str, method: &str, given: &Given) -> Outcome {
    let plain = given.positional.is_empty() && given.keywords.is_empty();
    if plain && let Some(result) = without_arguments(text, method) {
        return Ok(result);
    }
    match method {
        "startswith" | "endswith" | "find" | "rfind" | "index" | "rindex" | "count" => {
            searched(text, method, given)
        }
        "split" | "rsplit" => split(text, method, given),
        "splitlines" => Ok(texts(lines(
            text,
            given.get(0, "keepends").is_some_and(Data::truth),
        ))),
        "partition" | "rpartition" => partition(text, method, given),
        "strip" | "lstrip" | "rstrip" => stripped(text, method, given),
        "replace" => replaced(text, given),
        "removeprefix" => {
            let prefix = only_text(given)?;
            Ok(Data::Text(
                text.strip_prefix(prefix).unwrap_or(text).to_owned(),
            ))
        }
        "removesuffix" => {
            let suffix = only_text(given)?;
            Ok(Data::Text(
                text.strip_suffix(suffix).unwrap_or(text).to_owned(),
            ))
        }
        "join" => joined(text, given),
        "zfill" | "ljust" | "rjust" | "center" => rewrite::padded(text, method, given),
        "expandtabs" => rewrite::expanded(text, given),
        "translate" => rewrite::translated(text, given),
        // Before Python 3, texts were bytes.
        "decode" => Ok(Data::Text(text.to_owned())),
        "encode" => bytes::encoded(text, given.get(0, "encoding")),
        "__contains__" => Ok(Data::Bool(text.contains(only_text(given)?))),
        "__getitem__" => {
            let index = only(given)?.int().ok_or(Failure::Unknown)?;
            item(text, index)
        }
        "__len__" if plain => Ok(length(text.chars().count())),
        "__str__" if plain => Ok(Data::Text(text.to_owned())),
        "__add__" => Ok(Data::Text(format!("{text}{}", only_text(given)?))),
        "__eq__" => Ok(Data::Bool(only(given)?.text() == Some(text))),
        "__format__" => {
            super::formatted(&Data::Text(text.to_owned()), only_text(given)?).map(Data::Text)
        }
        "isspace" | "isalpha" | "isdigit" | "upper" | "lower" => Err(TYPE_ERROR),
        _ => Err(Failure::Unknown),
    }
}

pub(super) fn only(given: &Given) -> Result<&Data, Failure> {
    match given.positional.as_slice() {
        [one] if given.keywords.is_empty() => Ok(one),
        _ => Err(TYPE_ERROR),
    }
}

fn only_text(given: &Given) -> Result<&str, Failure> {
    only(given)?.text().ok_or(TYPE_ERROR)
}

fn item(text: &str, index: i128) -> Outcome {
    let letters: Vec<char> = text.chars().collect();
    let count = i128::try_from(letters.len()).unwrap_or(i128::MAX);
    let index = if index < 0 { index + count } else { index };
    usize::try_from(index)
        .ok()
        .and_then(|index| letters.get(index))
        .map(|letter| Data::Text(letter.to_string()))
        .ok_or(Failure::Raises("IndexError"))
}

/// Methods that are given nothing.
fn without_arguments(text: &str, method: &str) -> Option<Data> {
    let all = |test: fn(char) -> bool| Data::Bool(!text.is_empty() && text.chars().all(test));
    let cased = |lower: bool| {
        let wanted = |letter: char| {
            if lower {
                letter.is_lowercase()
            } else {
                letter.is_uppercase()
            }
        };
        let other = |letter: char| {
            if lower {
                letter.is_uppercase()
            } else {
                letter.is_lowercase()
            }
        };
        Data::Bool(text.chars().any(wanted) && !text.chars().any(other))
    };
    Some(match method {
        "upper" => Data::Text(text.to_uppercase()),
        "lower" => Data::Text(text.to_lowercase()),
        "casefold" => Data::Text(text.to_lowercase().replace('ß', "ss")),
        "capitalize" => {
            let mut letters = text.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            let rest = letters.as_str().to_lowercase();
            Data::Text(first.chain(rest.chars()).collect())
        }
        "title" => Data::Text(titled(text)),
        "swapcase" => Data::Text(
            text.chars()
                .flat_map(|letter| -> Vec<char> {
                    if letter.is_uppercase() {
                        letter.to_lowercase().collect()
                    } else {
                        letter.to_uppercase().collect()
                    }
                })
                .collect(),
        ),
        "isdigit" | "isdecimal" | "isnumeric" if text.is_ascii() => all(|c| c.is_ascii_digit()),
        "isalpha" if text.is_ascii() => all(|c| c.is_ascii_alphabetic()),
        "isalnum" if text.is_ascii() => all(|c| c.is_ascii_alphanumeric()),
        "isspace" if text.is_ascii() => all(char::is_whitespace),
        "isascii" => Data::Bool(text.is_ascii()),
        "isprintable" if text.is_ascii() => {
            Data::Bool(text.chars().all(|c| matches!(c, ' '..='~')))
        }
        "isupper" => cased(false),
        "islower" => cased(true),
        "istitle" => Data::Bool(text == titled(text) && text.chars().any(char::is_alphabetic)),
        "isidentifier" if text.is_ascii() => Data::Bool(
            text.chars().all(|c| c == '_' || c.is_ascii_alphanumeric())
                && !text.starts_with(|c: char| c.is_ascii_digit())
                && !text.is_empty(),
        ),
        _ => return None,
    })
}

fn titled(text: &str) -> String {
    let mut result = String::new();
    let mut inside = false;
    for letter in text.chars() {
        if inside {
            result.extend(letter.to_lowercase());
        } else {
            result.extend(letter.to_uppercase());
        }
        inside = letter.is_alphabetic();
    }
    result
}

/// The part of a text that `start` and `end` leave, and where it begins; `None`
/// where it begins after the end.
fn part_of(text: &str, given: &Given) -> Result<Option<(usize, String)>, Failure> {
    let letters: Vec<char> = text.chars().collect();
    let count = i128::try_from(letters.len()).unwrap_or(i128::MAX);
    let bound = |at: usize, default: i128| match given.positional.get(at) {
        None | Some(Data::None) => Ok(default),
        Some(bound) => {
            let bound = bound.int().ok_or(TYPE_ERROR)?;
            Ok(if bound < 0 {
                (bound + count).max(0)
            } else {
                bound
            })
        }
    };
    let (start, end) = (bound(1, 0)?, bound(2, count)?.min(count));
    if start > end {
        return Ok(None);
    }
    let (Ok(start), Ok(end)) = (usize::try_from(start), usize::try_from(end)) else {
        return Ok(None);
    };
    Ok(Some((start, letters[start..end].iter().collect())))
}

fn searched(text: &str, method: &str, given: &Given) -> Outcome {
    if given.positional.is_empty() || given.positional.len() > 3 || !given.keywords.is_empty() {
        return Err(TYPE_ERROR);
    }
    let wanted = &given.positional[0];
    let part = part_of(text, given)?;
    if matches!(method, "startswith" | "endswith") {
        let options = match wanted {
            Data::Tuple(items) => items.iter().map(Data::text).collect::<Option<Vec<_>>>(),
            one => one.text().map(|one| vec![one]),
        };
        let options = options.ok_or(TYPE_ERROR)?;
        let Some((_, part)) = part else {
            return Ok(Data::Bool(false));
        };
        return Ok(Data::Bool(options.iter().any(|option| {
            if method == "startswith" {
                part.starts_with(option)
            } else {
                part.ends_with(option)
            }
        })));
    }
    let wanted = wanted.text().ok_or(TYPE_ERROR)?;
    if method == "count" {
        return Ok(length(match part {
            Some((_, part)) if wanted.is_empty() => part.chars().count() + 1,
            Some((_, part)) => part.matches(wanted).count(),
            None => 0,
        }));
    }
    let found = part.and_then(|(start, part)| {
        let at = if method.starts_with('r') {
            part.rfind(wanted)
        } else {
            part.find(wanted)
        };
        Some(start + part[..at?].chars().count())
    });
    match found {
        Some(at) => Ok(length(at)),
        None if method.ends_with("find") => Ok(Data::Int(-1)),
        None => Err(VALUE_ERROR),
    }
}

fn split(text: &str, method: &str, given: &Given) -> Outcome {
    if !given.fits(2, &["sep", "maxsplit"]) {
        return Err(TYPE_ERROR);
    }
    let limit = match given.get(1, "maxsplit") {
        None => usize::MAX,
        Some(limit) => usize::try_from(limit.int().ok_or(TYPE_ERROR)?).unwrap_or(usize::MAX),
    };
    let from_right = method == "rsplit";
    let parts: Vec<String> = match given.get(0, "sep") {
        None | Some(Data::None) => words(text, limit, from_right),
        Some(Data::Text(separator)) if separator.is_empty() => return Err(VALUE_ERROR),
        Some(Data::Text(separator)) => {
            let most = limit.saturating_add(1);
            if from_right {
                let mut parts: Vec<String> = text
                    .rsplitn(most, separator.as_str())
                    .map(str::to_owned)
                    .collect();
                parts.reverse();
                parts
            } else {
                text.splitn(most, separator.as_str())
                    .map(str::to_owned)
                    .collect()
            }
        }
        Some(_) => return Err(TYPE_ERROR),
    };
    Ok(texts(parts))
}

/// Words between white space, at most so many taken off; what is left keeps
/// the white space at its far end.
fn words(text: &str, limit: usize, from_right: bool) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = if from_right {
        text.trim_end()
    } else {
        text.trim_start()
    };
    while !rest.is_empty() {
        let blank = if from_right {
            rest.char_indices()
                .rfind(|(_, letter)| letter.is_whitespace())
        } else {
            rest.char_indices()
                .find(|(_, letter)| letter.is_whitespace())
        };
        let Some((at, blank)) = blank.filter(|_| words.len() < limit) else {
            words.push(rest.to_owned());
            break;
        };
        let (before, after) = (&rest[..at], &rest[at + blank.len_utf8()..]);
        if from_right {
            words.push(after.to_owned());
            rest = before.trim_end();
        } else {
            words.push(before.to_owned());
            rest = after.trim_start();
        }
    }
    if from_right {
        words.reverse();
    }
    words
}

fn lines(text: &str, keep: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let ends = matches!(
            letter,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'
                ..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        );
        if !ends {
            line.push(letter);
            continue;
        }
        if keep {
            line.push(letter);
        }
        if letter == '\r' && letters.next_if_eq(&'\n').is_some() && keep {
            line.push('\n');
        }
        lines.push(std::mem::take(&mut line));
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn partition(text: &str, method: &str, given: &Given) -> Outcome {
    let separator = only_text(given)?;
    if separator.is_empty() {
        return Err(VALUE_ERROR);
    }
    let from_right = method == "rpartition";
    let found = if from_right {
        text.rsplit_once(separator)
    } else {
        text.split_once(separator)
    };
    let parts = match found {
        Some((before, after)) => [before, separator, after],
        None if from_right => ["", "", text],
        None => [text, "", ""],
    };
    Ok(Data::Tuple(
        parts
            .iter()
            .map(|part| Data::Text((*part).to_owned()))
            .collect(),
    ))
}

fn stripped(text: &str, method: &str, given: &Given) -> Outcome {
    let letters = match given.positional.as_slice() {
        [] | [Data::None] => None,
        [Data::Text(letters)] => Some(letters.as_str()),
        _ => return Err(TYPE_ERROR),
    };
    let goes = |letter: char| match letters {
        Some(letters) => letters.contains(letter),
        None => letter.is_whitespace(),
    };
    Ok(Data::Text(
        match method {
            "lstrip" => text.trim_start_matches(goes),
            "rstrip" => text.trim_end_matches(goes),
            _ => text.trim_matches(goes),
        }
        .to_owned(),
    ))
}

fn replaced(text: &str, given: &Given) -> Outcome {
    let (Some(old), Some(new)) = (
        given.positional.first().and_then(Data::text),
        given.positional.get(1).and_then(Data::text),
    ) else {
        return Err(TYPE_ERROR);
    };
    let count = match given.get(2, "count") {
        None => -1,
        Some(count) => count.int().ok_or(TYPE_ERROR)?,
    };
    Ok(Data::Text(match usize::try_from(count) {
        Ok(count) => text.replacen(old, new, count),
        Err(_) => text.replace(old, new),
    }))
}

fn joined(text: &str, given: &Given) -> Outcome {
    let letters;
    let parts = match only(given)? {
        Data::Text(whole) => {
            letters = whole
                .chars()
                .map(|letter| Data::Text(letter.to_string()))
                .collect();
            &letters
        }
        Data::Dict(items) => {
            letters = items.iter().map(|(key, _)| key.clone()).collect();
            &letters
        }
        // A set gives its items in an order that is not said.
        Data::Set(items) if items.len() > 1 => return Err(Failure::Unknown),
        Data::Tuple(items) | Data::List(items) | Data::Set(items) => items,
        _ => return Err(TYPE_ERROR),
    };
    let parts: Option<Vec<&str>> = parts.iter().map(Data::text).collect();
    Ok(Data::Text(parts.ok_or(TYPE_ERROR)?.join(text)))
}
