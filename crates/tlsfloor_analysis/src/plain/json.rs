//! `json.loads` and `json.dumps`.

use super::{Data, Failure, Outcome, VALUE_ERROR};
use crate::limit::{self, Limit};
use rustc_hash::FxHashMap;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Brackets up to which `serde_json` surely follows them inside each other.
const MAX_BRACKETS: usize = 100;

/// `json.loads(text)`.
pub(super) fn loaded(text: &str) -> Outcome {
    match serde_json::from_str::<Loaded>(text) {
        Ok(Loaded(data)) => Ok(data),
        Err(error) if error.is_data() || python_may_read(text) => Err(Failure::Unknown),
        Err(_) => Err(VALUE_ERROR),
    }
}

/// Whether Python may take a text that JSON does not have: `NaN`, `Infinity`,
/// halves of surrogate pairs, numbers too large, more brackets inside others.
fn python_may_read(text: &str) -> bool {
    let exponent = |pair: &[u8]| pair[0].is_ascii_digit() && matches!(pair[1], b'e' | b'E');
    ["NaN", "Infinity", "\\u"]
        .iter()
        .any(|word| text.contains(word))
        || text.as_bytes().windows(2).any(exponent)
        || has_many_brackets(text)
}

fn has_many_brackets(text: &str) -> bool {
    let many = text.matches(['[', '{']).count() > MAX_BRACKETS;
    if many {
        limit::reached(Limit::Depth);
    }
    many
}

struct Loaded(Data);

impl<'de> Deserialize<'de> for Loaded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AsPython).map(Self)
    }
}

struct AsPython;

impl<'de> Visitor<'de> for AsPython {
    type Value = Data;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::None)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Data, E> {
        Ok(Data::Bool(truth))
    }

    fn visit_i64<E>(self, int: i64) -> Result<Data, E> {
        Ok(Data::Int(i128::from(int)))
    }

    fn visit_u64<E>(self, int: u64) -> Result<Data, E> {
        Ok(Data::Int(i128::from(int)))
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<Data, E> {
        // Integers that large, and `-0`, come as floats too.
        let may_be_integer = float.abs() >= 9.0e18 || float == 0.0 && float.is_sign_negative();
        if may_be_integer {
            return Err(E::custom("an integer or a float"));
        }
        Ok(Data::Float(float))
    }

    fn visit_str<E>(self, text: &str) -> Result<Data, E> {
        Ok(Data::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(Loaded(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Data::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Data, A::Error> {
        let mut items: Vec<(Data, Data)> = Vec::new();
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        while let Some((key, Loaded(value))) = entries.next_entry::<String, Loaded>()? {
            // The last of equal keys counts, at the place of the first.
            if let Some(at) = places.get(&key) {
                items[*at].1 = value;
            } else {
                places.insert(key.clone(), items.len());
                items.push((Data::Text(key), value));
            }
        }
        Ok(Data::Dict(items))
    }
}

/// `json.dumps(data)` without options.
pub(super) fn dumped(data: &Data) -> Option<String> {
    Some(match data {
        Data::None => "null".to_owned(),
        Data::Bool(truth) => truth.to_string(),
        Data::Int(_) | Data::Float(_) => super::repr(data)?,
        Data::Text(text) if text.is_ascii() => {
            let mut result = String::from('"');
            for letter in text.chars() {
                match letter {
                    '"' => result.push_str("\\\""),
                    '\\' => result.push_str("\\\\"),
                    '\n' => result.push_str("\\n"),
                    '\r' => result.push_str("\\r"),
                    '\t' => result.push_str("\\t"),
                    _ if u32::from(letter) < 0x20 => return None,
                    _ => result.push(letter),
                }
            }
            result.push('"');
            result
        }
        Data::List(items) | Data::Tuple(items) => {
            let items: Option<Vec<String>> = items.iter().map(dumped).collect();
            format!("[{}]", items?.join(", "))
        }
        Data::Dict(items) => {
            let items: Option<Vec<String>> = items
                .iter()
                .map(|(key, value)| {
                    let key = match key {
                        Data::Text(_) => key.clone(),
                        Data::Int(int) => Data::Text(int.to_string()),
                        _ => return None,
                    };
                    Some(format!("{}: {}", dumped(&key)?, dumped(value)?))
                })
                .collect();
            format!("{{{}}}", items?.join(", "))
        }
        _ => return None,
    })
}
