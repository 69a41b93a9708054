//! From settings to the negotiable set.
//!
//! The rules are OpenSSL's `ssl_get_min_max_version` (statem_lib.c): a server
//! accepts every enabled version, a client offers only the lowest contiguous
//! run of them. A version that the build lacks is a hole like any other.

use crate::context::{self, PartialContext};
use crate::{Bound, Build, Context, Engine, Method, Protocol, ProtocolSet, Side};

/// The side of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The side that sends ClientHello.
    Client,
    /// The side that answers it.
    Server,
}

impl Role {
    /// Both roles.
    pub const ALL: [Self; 2] = [Self::Client, Self::Server];
}

/// The protocols that `context` can end up speaking in `role` on `build`.
#[must_use]
pub fn negotiable(context: &Context, build: &Build, role: Role) -> ProtocolSet {
    possible(&PartialContext::from(context), build, Some(role))
}

/// The union of [`negotiable`] over every value of what `settings` and `role`
/// leave open.
#[must_use]
pub fn possible(settings: &PartialContext, build: &Build, role: Option<Role>) -> ProtocolSet {
    let roles = Role::ALL
        .into_iter()
        .filter(|candidate| role.is_none_or(|role| role == *candidate));
    let mut union = ProtocolSet::EMPTY;
    for role in roles {
        union = union.union(possible_as(settings, build, role));
    }
    union
}

fn possible_as(settings: &PartialContext, build: &Build, role: Role) -> ProtocolSet {
    let available = context::available(settings.engine, build);
    match settings.method {
        // Some fixed method reaches each protocol but TLSv1.3, for which there is
        // none; a negotiating one reaches no other.
        None if !is_open(settings.engine, build) => {
            let fixed = available.difference(ProtocolSet::only(Protocol::TlsV1_3));
            fixed.union(within_bounds(settings, available, role))
        }
        Some(Method::Datagram) => ProtocolSet::EMPTY,
        Some(Method::Fixed(protocol)) if !is_open(settings.engine, build) => {
            ProtocolSet::only(protocol).intersection(available)
        }
        Some(Method::Negotiating(side)) if !plays(side, role) => ProtocolSet::EMPTY,
        None | Some(Method::Fixed(_) | Method::Negotiating(_)) => {
            within_bounds(settings, available, role)
        }
    }
}

/// Whether fixed methods of `engine` are mere bounds on `build`.
fn is_open(engine: Engine, build: &Build) -> bool {
    engine == Engine::PyOpenSsl && build.pyopenssl.fixed_methods_open
}

const fn plays(side: Side, role: Role) -> bool {
    match side {
        Side::Both => true,
        Side::Client => matches!(role, Role::Client),
        Side::Server => matches!(role, Role::Server),
    }
}

fn within_bounds(settings: &PartialContext, available: ProtocolSet, role: Role) -> ProtocolSet {
    let [oldest, .., newest] = Protocol::ALL;
    let mut union = ProtocolSet::EMPTY;
    for low in limits(settings.minimum, oldest) {
        for high in limits(settings.maximum, newest) {
            let offered = available.intersection(ProtocolSet::range(low, high));
            union = union.union(reachable(settings, offered, role));
        }
    }
    union
}

/// The protocols that a bound may stand for; `unset` is what no bound means.
fn limits(bound: Option<Bound>, unset: Protocol) -> ProtocolSet {
    match bound {
        None => ProtocolSet::ALL,
        Some(Bound::Unset) => ProtocolSet::only(unset),
        Some(Bound::At(protocol)) => ProtocolSet::only(protocol),
    }
}

/// What some choice of the unknown flags lets through of `offered`.
fn reachable(settings: &PartialContext, offered: ProtocolSet, role: Role) -> ProtocolSet {
    let flag = |protocol: Protocol| settings.disabled[protocol.index()];
    let may_enable = |protocol| offered.contains(protocol) && flag(protocol) != Some(true);
    let may_disable = |protocol| !offered.contains(protocol) || flag(protocol) != Some(false);
    if role == Role::Server {
        return Protocol::ALL
            .into_iter()
            .filter(|protocol| may_enable(*protocol))
            .collect();
    }
    let mut reached = ProtocolSet::EMPTY;
    // A run may start at `start` when all that is older can be off.
    for start in Protocol::ALL.into_iter().filter(|start| may_enable(*start)) {
        if !Protocol::ALL
            .into_iter()
            .take_while(|older| *older < start)
            .all(may_disable)
        {
            continue;
        }
        let run = Protocol::ALL
            .into_iter()
            .skip_while(|protocol| *protocol < start)
            .take_while(|protocol| may_enable(*protocol));
        reached = reached.union(run.collect());
    }
    reached
}
