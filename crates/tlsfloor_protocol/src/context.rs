//! A context's version settings, as plain values.

use crate::Protocol;

/// The library whose rules a context follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Engine {
    /// `ssl` of the standard library, on the interpreter's own OpenSSL.
    Ssl,
    /// `OpenSSL.SSL` of pyOpenSSL, on the OpenSSL of the `cryptography` wheel.
    PyOpenSsl,
}

/// Which sides of a connection a method can play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Client and server.
    Both,
    /// Client only: `PROTOCOL_TLS_CLIENT`.
    Client,
    /// Server only: `PROTOCOL_TLS_SERVER`.
    Server,
}

/// How a context chooses a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Inside the bounds and flags: `PROTOCOL_TLS`, `TLS_METHOD`, …
    Negotiating(Side),
    /// Always this one, whatever bounds and flags say: `PROTOCOL_TLSv1`, …
    Fixed(Protocol),
}

/// A minimum or a maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// No bound: whatever the build has.
    Unset,
    /// This protocol, included.
    At(Protocol),
}

/// The version settings of one context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Context {
    /// Whose rules apply.
    pub engine: Engine,
    /// How a protocol is chosen.
    pub method: Method,
    /// The oldest protocol allowed.
    pub minimum: Bound,
    /// The newest protocol allowed.
    pub maximum: Bound,
    /// The whole `options` mask as Python reads it, `OP_NO_*` bits included.
    pub options: u64,
}
