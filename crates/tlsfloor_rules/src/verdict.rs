//! What an endpoint can negotiate on its platform.

use tlsfloor_analysis::facts::Endpoint;
use tlsfloor_protocol::{Build, BuildSet, Protocol, ProtocolSet};

/// The answer for one endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The negotiable sets of all target builds, united.
    pub protocols: ProtocolSet,
    /// The oldest of them; `None` when the set is empty.
    pub floor: Option<Protocol>,
    /// The newest of them; `None` when the set is empty.
    pub ceiling: Option<Protocol>,
    /// Something unknown took part.
    pub approximate: bool,
}

/// What `endpoint` can negotiate on the builds of `target`; `None` when it
/// exists on none of them.
#[must_use]
pub fn verdict(endpoint: &Endpoint, universe: &[Build], target: BuildSet) -> Option<Verdict> {
    let _ = (endpoint, universe, target);
    None
}
