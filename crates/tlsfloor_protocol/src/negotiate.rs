//! From settings to the negotiable set.

/// The side of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The side that sends ClientHello.
    Client,
    /// The side that answers it.
    Server,
}
