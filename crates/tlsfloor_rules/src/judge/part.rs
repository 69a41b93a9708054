//! What one place brings in where several values meet that are no longer told
//! apart: the others' values are not its own.

use tlsfloor_analysis::facts::{Field, Origin, Settings};
use tlsfloor_protocol::{PartialContext, ProtocolSet};
use tlsfloor_source::Span;

use super::cause::Case;
use crate::negotiable::{negotiable, values};

/// Whether `origin` wrote one or several of the known values of a field that
/// are not told apart, and nothing unknown.
pub(super) fn is_among<T>(field: &Field<T>, origin: &Origin) -> bool {
    always(field, origin, |_| true)
}

/// Whether `origin` wrote such values, all of which `fit`.
pub(super) fn always<T>(field: &Field<T>, origin: &Origin, fit: impl Fn(&T) -> bool) -> bool {
    let mut own = field
        .among
        .iter()
        .filter(|part| part.origins.contains(origin))
        .peekable();
    own.peek().is_some() && own.all(|part| part.value.as_ref().is_some_and(&fit))
}

/// The protocols that can be negotiated with what is written at `span`, as far
/// as the settings say what that is.
pub(super) fn brought_in(case: Case<'_>, settings: &Settings, span: Span) -> ProtocolSet {
    let known = values(settings);
    let mut disabled = known.disabled;
    for (bit, field) in disabled.iter_mut().zip(&settings.disabled) {
        if let [only] = own(field, span)[..] {
            *bit = only;
        }
    }
    let mut set = ProtocolSet::EMPTY;
    for method in own(&settings.method, span) {
        for minimum in own(&settings.minimum, span) {
            for maximum in own(&settings.maximum, span) {
                let context = PartialContext {
                    method,
                    minimum,
                    maximum,
                    disabled,
                    ..known
                };
                set = set.union(negotiable(&context, case.build, case.endpoint.role));
            }
        }
    }
    set
}

/// The values that a field may have where `span` wrote it; its own where
/// `span` has no part in it.
fn own<T: Copy>(field: &Field<T>, span: Span) -> Vec<Option<T>> {
    let wrote = |origins: &[Origin]| origins.iter().any(|origin| origin.span == span);
    let own: Vec<Option<T>> = field
        .among
        .iter()
        .filter(|part| wrote(&part.origins))
        .map(|part| part.value)
        .collect();
    if own.is_empty() || own.iter().any(Option::is_none) {
        vec![field.value]
    } else {
        own
    }
}
