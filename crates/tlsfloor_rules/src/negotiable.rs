//! From the analysis's settings, whose values carry origins, to the protocol
//! crate's plain ones.

use tlsfloor_analysis::facts::{Endpoint, Outcome, Settings};
use tlsfloor_protocol::negotiate::possible;
use tlsfloor_protocol::{Build, PartialContext, ProtocolSet, Role};

/// The values of an outcome of `endpoint`; all unknown when nothing is known.
pub(crate) fn values_of(endpoint: &Endpoint, outcome: &Outcome) -> PartialContext {
    let settings = outcome.settings.as_ref();
    settings.map_or(PartialContext::unknown(endpoint.engine), values)
}

/// The values of `settings`.
pub(crate) fn values(settings: &Settings) -> PartialContext {
    PartialContext {
        engine: settings.engine,
        method: settings.method.value,
        minimum: settings.minimum.value,
        maximum: settings.maximum.value,
        disabled: settings.disabled.each_ref().map(|field| field.value),
    }
}

/// What can be negotiated with `values`.
pub(crate) fn negotiable(
    values: &PartialContext,
    build: &Build,
    role: Option<Role>,
) -> ProtocolSet {
    possible(values, build, role)
}
