//! From the analysis's settings, whose values carry origins, to the protocol
//! crate's plain ones.

use tlsfloor_analysis::facts::Settings;
use tlsfloor_protocol::negotiate::possible;
use tlsfloor_protocol::{Build, Engine, PartialContext, ProtocolSet, Role};

/// The values of `settings`; of the default engine and otherwise unknown when
/// nothing is known.
pub(crate) fn values(settings: Option<&Settings>) -> PartialContext {
    settings.map_or(PartialContext::unknown(Engine::Ssl), |settings| {
        PartialContext {
            engine: settings.engine,
            method: settings.method.value,
            minimum: settings.minimum.value,
            maximum: settings.maximum.value,
            disabled: settings.disabled.each_ref().map(|field| field.value),
        }
    })
}

/// What can be negotiated with `values`.
pub(crate) fn negotiable(
    values: &PartialContext,
    build: &Build,
    role: Option<Role>,
) -> ProtocolSet {
    possible(values, build, role)
}
