//! A context's version settings, as plain values.

use crate::platform::disabled_bit;
use crate::{Build, Protocol, ProtocolSet};

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
    /// DTLS, which speaks none of the six protocols: `DTLS_METHOD`, …
    Datagram,
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

impl Context {
    /// Whether the context's `OP_NO_*` flag for `protocol` is set.
    #[must_use]
    pub const fn disables(&self, protocol: Protocol) -> bool {
        self.options & disabled_bit(protocol) != 0
    }
}

/// The version settings of one context, as far as they are known; `None`
/// stands for any value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialContext {
    /// Whose rules apply.
    pub engine: Engine,
    /// How a protocol is chosen.
    pub method: Option<Method>,
    /// The oldest protocol allowed.
    pub minimum: Option<Bound>,
    /// The newest protocol allowed.
    pub maximum: Option<Bound>,
    /// For each protocol, by [`Protocol::index`], whether its flag is set.
    pub disabled: [Option<bool>; 6],
}

impl PartialContext {
    /// A context of which only the library is known.
    #[must_use]
    pub const fn unknown(engine: Engine) -> Self {
        Self {
            engine,
            method: None,
            minimum: None,
            maximum: None,
            disabled: [None; 6],
        }
    }
}

impl From<&Context> for PartialContext {
    fn from(context: &Context) -> Self {
        Self {
            engine: context.engine,
            method: Some(context.method),
            minimum: Some(context.minimum),
            maximum: Some(context.maximum),
            disabled: Protocol::ALL.map(|protocol| Some(context.disables(protocol))),
        }
    }
}

/// The protocols that the OpenSSL under `engine` has.
#[must_use]
pub fn available(engine: Engine, build: &Build) -> ProtocolSet {
    match engine {
        Engine::Ssl => build.available,
        Engine::PyOpenSsl => build.pyopenssl.available,
    }
}
