//! OpenSSL's rules for which TLS protocols a context can negotiate.
//!
//! Plain functions over plain values: no I/O, no dependency. What a Python
//! program does to an `ssl.SSLContext` or an `OpenSSL.SSL.Context` is a call of
//! a function here; what the result can negotiate is [`negotiate::negotiable`].
//! Ciphers and the security level are put aside, as everywhere in tlsfloor.

mod bounds;
pub mod context;
mod error;
pub mod negotiate;
pub mod platform;
pub mod protocol;
pub mod pyopenssl;
pub mod set;
pub mod ssl;

pub use context::{Bound, Context, Engine, Method, PartialContext, Side};
pub use error::{Argument, PythonError};
pub use negotiate::Role;
pub use platform::{Build, BuildSet, OpenSsl, PyOpenSslBuild, PythonVersion, reference_builds};
pub use protocol::Protocol;
pub use set::ProtocolSet;
