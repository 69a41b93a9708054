//! Names: with a value, or beside those that have one.

use tlsfloor_protocol::Protocol;

use super::{Evidence, Range, ReleaseRange};

/// Names that a module has on some Pythons and that mean nothing to TLS.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The module, dotted.
    pub module: String,
    /// The names, without the module.
    pub names: Vec<String>,
    /// The Pythons that have them.
    pub python: Range,
    /// On these Pythons the module has no names beside those that are listed
    /// and described, private ones aside.
    pub complete: bool,
}

/// A name with a value.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Dotted: `ssl.PROTOCOL_TLSv1`, `ssl.TLSVersion.TLSv1`.
    pub name: String,
    /// Its value as Python sees it.
    pub value: ConstantValue,
    /// The Pythons that have the name.
    pub python: Range,
    /// The releases of the distribution that have it.
    pub release: ReleaseRange,
    /// The name exists only where the OpenSSL build has this protocol.
    pub requires: Option<Protocol>,
    /// What it says where a method or a bound is wanted: used for messages and
    /// for constants that leave our sight. `None` for flags.
    pub protocol: Option<Protocol>,
    /// For a number, or a tuple of numbers, that the build decides: the least
    /// that it is; the first whose Pythons fit.
    pub at_least: Vec<(Range, Vec<i64>)>,
    /// How many items a tuple that the build decides has; 0 for what is none.
    pub items: i64,
    /// Where the fact comes from.
    pub source: Evidence,
}

/// A constant's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConstantValue {
    /// An integer (also the value of an `IntEnum` or `IntFlag` member).
    Int(i64),
    /// `True` or `False` on every build: `ssl.HAS_SNI`.
    Bool(bool),
    /// A flag whose value depends on the build: looked up by name in the
    /// protocol crate's build data (`OP_ALL`, …).
    Build,
    /// A string.
    Str(String),
    /// True when the build has the protocol: `ssl.HAS_TLSv1_1`.
    Has(Protocol),
    /// A distinct object without further value: `ssl.Purpose.CLIENT_AUTH`.
    Object,
}
