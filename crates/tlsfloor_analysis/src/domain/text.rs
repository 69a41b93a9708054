//! What the methods of strings give that only rewrite them.

/// What a method that only rewrites its string gives.
pub(crate) fn converted(
    text: &str,
    method: &str,
    plain: bool,
    first: Option<&str>,
    second: Option<&str>,
) -> Option<String> {
    match (method, first, second) {
        ("upper", ..) => Some(text.to_uppercase()),
        ("lower" | "casefold", ..) => Some(text.to_lowercase()),
        ("strip", None, _) if plain => Some(text.trim().to_owned()),
        ("lstrip", None, _) if plain => Some(text.trim_start().to_owned()),
        ("rstrip", None, _) if plain => Some(text.trim_end().to_owned()),
        ("strip", Some(letters), _) => Some(text.trim_matches(|c| letters.contains(c)).to_owned()),
        ("lstrip", Some(letters), _) => {
            Some(text.trim_start_matches(|c| letters.contains(c)).to_owned())
        }
        ("rstrip", Some(letters), _) => {
            Some(text.trim_end_matches(|c| letters.contains(c)).to_owned())
        }
        ("replace", Some(old), Some(new)) if !old.is_empty() => Some(text.replace(old, new)),
        ("capitalize", ..) => {
            let mut letters = text.chars();
            Some(letters.next().map_or_else(String::new, |letter| {
                letter
                    .to_uppercase()
                    .chain(letters.flat_map(char::to_lowercase))
                    .collect()
            }))
        }
        ("removeprefix", Some(prefix), _) => {
            Some(text.strip_prefix(prefix).unwrap_or(text).to_owned())
        }
        ("removesuffix", Some(suffix), _) => {
            Some(text.strip_suffix(suffix).unwrap_or(text).to_owned())
        }
        ("encode" | "decode", ..) => Some(text.to_string()),
        _ => None,
    }
}
