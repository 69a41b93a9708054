//! Plain data, and what Python computes from it.
//!
//! Numbers, texts and containers of these whose content is known: what their
//! methods give, how they are written, formatted and parsed. Nothing in here
//! knows of values under guards or of the state; the interpreter hands known
//! operands in and takes a known result, or hears what it raises.

mod bytes;
mod call;
mod format;
mod json;
mod number;
mod percent;
mod repr;
mod rewrite;
mod shell;
mod text;

pub(crate) use call::{function, is_function, method};
pub(crate) use format::{Field, Part, fields, formatted};
pub(crate) use number::float_operation;
pub(crate) use percent::{PercentPart, percent_formatted, percent_parts};
pub(crate) use repr::{repr, str_of};

use std::cmp::Ordering;

/// A value of which everything is known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    None,
    Bool(bool),
    Int(i128),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    Tuple(Vec<Data>),
    List(Vec<Data>),
    /// In the order in which they were put in.
    Set(Vec<Data>),
    Dict(Vec<(Data, Data)>),
}

/// Why an operation gives nothing that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It raises this builtin exception.
    Raises(&'static str),
    /// It is not modelled for these operands.
    Unknown,
}

/// What an operation gives.
pub(crate) type Outcome = Result<Data, Failure>;

/// What a call is given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    pub(crate) positional: Vec<Data>,
    pub(crate) keywords: Vec<(String, Data)>,
}

impl Given {
    /// The argument at a position or by its name.
    fn get(&self, position: usize, name: &str) -> Option<&Data> {
        let by_name = || self.keywords.iter().find(|(own, _)| own == name);
        self.positional
            .get(position)
            .or_else(|| by_name().map(|(_, value)| value))
    }

    /// Whether nothing but these keywords and so many positional arguments is
    /// given.
    fn fits(&self, most: usize, names: &[&str]) -> bool {
        self.positional.len() <= most
            && self
                .keywords
                .iter()
                .all(|(name, _)| names.contains(&name.as_str()))
    }
}

const TYPE_ERROR: Failure = Failure::Raises("TypeError");
const VALUE_ERROR: Failure = Failure::Raises("ValueError");

impl Data {
    fn int(&self) -> Option<i128> {
        match self {
            Self::Int(int) => Some(*int),
            Self::Bool(truth) => Some(i128::from(*truth)),
            _ => None,
        }
    }

    fn float(&self) -> Option<f64> {
        match self {
            Self::Float(float) => Some(*float),
            _ => self.int().map(exact_float)?,
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn truth(&self) -> bool {
        match self {
            Self::None => false,
            Self::Bool(truth) => *truth,
            Self::Int(int) => *int != 0,
            Self::Float(float) => *float != 0.0,
            Self::Text(text) => !text.is_empty(),
            Self::Bytes(bytes) => !bytes.is_empty(),
            Self::Tuple(items) | Self::List(items) | Self::Set(items) => !items.is_empty(),
            Self::Dict(items) => !items.is_empty(),
        }
    }

    fn is_number(&self) -> bool {
        matches!(self, Self::Int(_) | Self::Bool(_) | Self::Float(_))
    }

    /// Python's `==`.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        if self.is_number() && other.is_number() {
            return compare_numbers(self, other) == Some(Ordering::Equal);
        }
        let all = |left: &[Self], right: &[Self]| {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| l.equals(r))
        };
        match (self, other) {
            (Self::Tuple(left), Self::Tuple(right)) | (Self::List(left), Self::List(right)) => {
                all(left, right)
            }
            (Self::Set(left), Self::Set(right)) => {
                left.len() == right.len() && left.iter().all(|l| right.iter().any(|r| l.equals(r)))
            }
            (Self::Dict(left), Self::Dict(right)) => {
                left.len() == right.len()
                    && left.iter().all(|(key, value)| {
                        let found = right.iter().find(|(own, _)| own.equals(key));
                        found.is_some_and(|(_, own)| own.equals(value))
                    })
            }
            _ => self == other,
        }
    }

    /// Python's `<` and its like; `None` where it raises, or for what is in no
    /// order.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        if self.is_number() && other.is_number() {
            return compare_numbers(self, other);
        }
        match (self, other) {
            (Self::Text(left), Self::Text(right)) => Some(left.chars().cmp(right.chars())),
            (Self::Bytes(left), Self::Bytes(right)) => Some(left.cmp(right)),
            (Self::Tuple(left), Self::Tuple(right)) | (Self::List(left), Self::List(right)) => {
                for (left, right) in left.iter().zip(right) {
                    if !left.equals(right) {
                        return left.compare(right);
                    }
                }
                Some(left.len().cmp(&right.len()))
            }
            _ => None,
        }
    }
}

/// A float that is just this integer.
fn exact_float(int: i128) -> Option<f64> {
    const EXACT: i128 = 1 << 53;
    (-EXACT..=EXACT)
        .contains(&int)
        .then(|| int.to_string().parse().ok())
        .flatten()
}

fn compare_numbers(left: &Data, right: &Data) -> Option<Ordering> {
    match (left.int(), right.int()) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.float()?.partial_cmp(&right.float()?),
    }
}

fn length(count: usize) -> Data {
    Data::Int(i128::try_from(count).unwrap_or(i128::MAX))
}

fn texts(parts: impl IntoIterator<Item = String>) -> Data {
    Data::List(parts.into_iter().map(Data::Text).collect())
}

#[cfg(test)]
mod tests;
