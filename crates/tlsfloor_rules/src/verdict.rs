//! What an endpoint can negotiate on its platform.

use tlsfloor_analysis::facts::{Endpoint, Outcome};
use tlsfloor_protocol::{Build, BuildSet, Engine, Method, PartialContext, Protocol, ProtocolSet};

use crate::negotiable::{negotiable, values_of};
use crate::platform::indices;

/// The answer for one endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The negotiable sets of all target builds, united.
    pub protocols: ProtocolSet,
    /// The oldest of them; `None` when the set is empty.
    pub floor: Option<Protocol>,
    /// The newest of them; `None` when the set is empty.
    pub ceiling: Option<Protocol>,
    /// Something unknown took part: the set may be too wide, or the settings
    /// may have been changed out of sight.
    pub approximate: bool,
}

/// What `endpoint` can negotiate on the builds of `target`; `None` when it
/// exists on none of them.
#[must_use]
pub fn verdict(endpoint: &Endpoint, universe: &[Build], target: BuildSet) -> Option<Verdict> {
    let mut protocols = ProtocolSet::EMPTY;
    let mut approximate = false;
    let mut lives = false;
    for outcome in &endpoint.outcomes {
        let values = values_of(endpoint, outcome);
        for (_, build) in indices(outcome.builds.intersection(target), universe) {
            lives = true;
            approximate |= is_approximate(outcome, values);
            protocols = protocols.union(negotiable(&values, build, endpoint.role));
        }
    }
    lives.then_some(Verdict {
        protocols,
        floor: protocols.floor(),
        ceiling: protocols.ceiling(),
        approximate,
    })
}

/// Whether something that counts is unknown: bounds and flags do not beside a
/// method that ignores them.
fn is_approximate(outcome: &Outcome, values: PartialContext) -> bool {
    outcome.approximate
        || match (values.engine, values.method) {
            (_, None) => true,
            (_, Some(Method::Datagram)) | (Engine::Ssl, Some(Method::Fixed(_))) => false,
            (Engine::PyOpenSsl, Some(Method::Fixed(_))) | (_, Some(Method::Negotiating(_))) => {
                values.minimum.is_none()
                    || values.maximum.is_none()
                    || values.disabled.iter().any(Option::is_none)
            }
        }
}
