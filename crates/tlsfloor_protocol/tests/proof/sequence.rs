//! Sequences of operations, and how `proof/drive.py` reads them.

use std::fmt;
use tlsfloor_protocol::ssl::Operator;

/// A value that a program writes down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    None,
    Bool(bool),
    Str,
    Float,
    Int(i128),
    /// A constant of the module.
    Name(&'static str),
    /// A member of `ssl.TLSVersion`.
    Version(&'static str),
    /// `~` and a value.
    Not(Box<Value>),
}

/// A settable thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Minimum,
    Maximum,
    Options,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Set(Field, Value),
    Augment(Operator, Value),
    Read(Field),
    Delete(Field),
}

/// A constructor's argument, if any, and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sequence {
    pub(crate) argument: Option<Value>,
    pub(crate) steps: Vec<Step>,
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Bool(true) => f.write_str("true"),
            Self::Bool(false) => f.write_str("false"),
            Self::Str => f.write_str("str"),
            Self::Float => f.write_str("float"),
            Self::Int(value) => write!(f, "i{value}"),
            Self::Name(name) => write!(f, "n:{name}"),
            Self::Version(member) => write!(f, "v:{member}"),
            Self::Not(value) => write!(f, "~{value}"),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Minimum => "min",
            Self::Maximum => "max",
            Self::Options => "opt",
        })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set(field, value) => write!(f, "{field}={value}"),
            Self::Augment(operator, value) => write!(f, "opt{}={value}", sign(*operator)),
            Self::Read(field) => write!(f, "{field}?"),
            Self::Delete(field) => write!(f, "del:{field}"),
        }
    }
}

fn sign(operator: Operator) -> char {
    match operator {
        Operator::Or => '|',
        Operator::And => '&',
        Operator::Xor => '^',
        Operator::Add => '+',
        Operator::Subtract => '-',
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.argument {
            None => f.write_str("new")?,
            Some(value) => write!(f, "new:{value}")?,
        }
        for step in &self.steps {
            write!(f, " {step}")?;
        }
        Ok(())
    }
}
