//! `shlex.split`: words as a POSIX shell takes them.

use super::{Data, Failure, Outcome, VALUE_ERROR, texts};

/// `shlex.split(text)` without options.
pub(super) fn split(text: &str) -> Outcome {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' | '\r' | '\n' => words.extend(word.take()),
            '\\' => {
                let escaped = letters.next().ok_or(VALUE_ERROR)?;
                word.get_or_insert_default().push(escaped);
            }
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match letters.next().ok_or(VALUE_ERROR)? {
                        '\'' => break,
                        letter => word.push(letter),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match letters.next().ok_or(VALUE_ERROR)? {
                        '"' => break,
                        '\\' => match letters.next().ok_or(VALUE_ERROR)? {
                            escaped @ ('"' | '\\') => word.push(escaped),
                            other => word.extend(['\\', other]),
                        },
                        letter => word.push(letter),
                    }
                }
            }
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    Ok(texts(words))
}

/// `shlex.quote(text)`.
pub(super) fn quoted(text: &str) -> Outcome {
    let safe = |letter: char| letter.is_ascii_alphanumeric() || "@%+=:,./-_".contains(letter);
    if !text.is_ascii() {
        return Err(Failure::Unknown);
    }
    Ok(Data::Text(if text.is_empty() {
        "''".to_owned()
    } else if text.chars().all(safe) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\"'\"'"))
    }))
}
