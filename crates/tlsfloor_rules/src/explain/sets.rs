//! What can be negotiated with given settings, by groups of builds that agree.

use tlsfloor_analysis::facts::Endpoint;
use tlsfloor_protocol::{Build, BuildSet, Method, PartialContext, ProtocolSet, Role, Side};

use super::{ExplainInput, SetOn};
use crate::negotiable::{negotiable, values_of};
use crate::platform::{describe_builds, indices};

/// What one build can negotiate, and what lies beyond a hole.
pub(super) type Offer = (ProtocolSet, ProtocolSet);

/// What an endpoint can negotiate at last, build by build.
pub(super) fn sets_at_end(
    input: &ExplainInput<'_>,
    endpoint: &Endpoint,
    target: BuildSet,
) -> Vec<SetOn> {
    let mut sets = Vec::new();
    for outcome in &endpoint.outcomes {
        let values = values_of(endpoint, outcome);
        for (number, build) in indices(outcome.builds.intersection(target), input.universe) {
            sets.push((number, set_of(&values, build, endpoint.role)));
        }
    }
    grouped(input, sets)
}

/// The negotiable set, and what lies beyond a hole.
pub(super) fn set_of(settings: &PartialContext, build: &Build, role: Option<Role>) -> Offer {
    let set = negotiable(settings, build, role);
    let negotiates = matches!(settings.method, Some(Method::Negotiating(_)));
    let known = settings.minimum.is_some()
        && settings.maximum.is_some()
        && settings.disabled.iter().all(Option::is_some);
    let beyond = if role == Some(Role::Client) && negotiates && known {
        // A server accepts every enabled version.
        let open = PartialContext {
            method: Some(Method::Negotiating(Side::Both)),
            ..*settings
        };
        negotiable(&open, build, Some(Role::Server)).difference(negotiable(
            &open,
            build,
            Some(Role::Client),
        ))
    } else {
        ProtocolSet::EMPTY
    };
    (set, beyond)
}

/// The sets by groups of builds that agree, in the order of the builds.
pub(super) fn grouped(input: &ExplainInput<'_>, mut sets: Vec<(usize, Offer)>) -> Vec<SetOn> {
    sets.sort_by_key(|(number, _)| *number);
    let mut merged: Vec<(usize, Offer)> = Vec::new();
    for (number, (set, beyond)) in sets {
        match merged.last_mut() {
            Some((last, (own, own_beyond))) if *last == number => {
                *own = own.union(set);
                *own_beyond = own_beyond.union(beyond);
            }
            _ => merged.push((number, (set, beyond))),
        }
    }
    let mut groups: Vec<SetOn> = Vec::new();
    for (number, (set, beyond)) in merged {
        let beyond = beyond.difference(set);
        let group = groups
            .iter_mut()
            .find(|group| group.protocols == set && group.beyond_hole == beyond);
        match group {
            Some(group) => group.builds.insert(number),
            None => groups.push(SetOn {
                builds: BuildSet::only(number),
                pythons: String::new(),
                protocols: set,
                beyond_hole: beyond,
            }),
        }
    }
    for group in &mut groups {
        group.pythons = describe_builds(group.builds, input.universe);
    }
    groups
}
