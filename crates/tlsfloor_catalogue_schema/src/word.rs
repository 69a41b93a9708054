//! The fixed words of a data file: protocols, engines, method names, literals.

use std::ops::Range;

use tlsfloor_protocol::{Engine, Protocol};
use toml::de::DeValue;

use crate::model::Match;
use crate::node::{Item, Source};

/// The engines, by the module whose rules they follow.
const ENGINES: [(&str, Engine); 2] = [("ssl", Engine::Ssl), ("OpenSSL.SSL", Engine::PyOpenSsl)];

/// The methods that a library may start from, with the number that each has in
/// its engine. (CPython, `Modules/_ssl.c`; pyOpenSSL, `src/OpenSSL/SSL.py`.)
const METHODS: [(&str, Engine, i64); 17] = [
    ("ssl.PROTOCOL_SSLv2", Engine::Ssl, 0),
    ("ssl.PROTOCOL_SSLv3", Engine::Ssl, 1),
    ("ssl.PROTOCOL_SSLv23", Engine::Ssl, 2),
    ("ssl.PROTOCOL_TLS", Engine::Ssl, 2),
    ("ssl.PROTOCOL_TLSv1", Engine::Ssl, 3),
    ("ssl.PROTOCOL_TLSv1_1", Engine::Ssl, 4),
    ("ssl.PROTOCOL_TLSv1_2", Engine::Ssl, 5),
    ("ssl.PROTOCOL_TLS_CLIENT", Engine::Ssl, 16),
    ("ssl.PROTOCOL_TLS_SERVER", Engine::Ssl, 17),
    ("OpenSSL.SSL.SSLv3_METHOD", Engine::PyOpenSsl, 2),
    ("OpenSSL.SSL.SSLv23_METHOD", Engine::PyOpenSsl, 3),
    ("OpenSSL.SSL.TLSv1_METHOD", Engine::PyOpenSsl, 4),
    ("OpenSSL.SSL.TLSv1_1_METHOD", Engine::PyOpenSsl, 5),
    ("OpenSSL.SSL.TLSv1_2_METHOD", Engine::PyOpenSsl, 6),
    ("OpenSSL.SSL.TLS_METHOD", Engine::PyOpenSsl, 7),
    ("OpenSSL.SSL.TLS_SERVER_METHOD", Engine::PyOpenSsl, 8),
    ("OpenSSL.SSL.TLS_CLIENT_METHOD", Engine::PyOpenSsl, 9),
];

/// A protocol, by the name that OpenSSL gives it.
pub(crate) fn protocol(source: &Source<'_>, item: Item<'_>) -> Option<Protocol> {
    let text = source.text(item)?;
    let found = Protocol::from_name(text);
    if found.is_none() {
        let known = Protocol::ALL.map(Protocol::name);
        let message = format!("unknown protocol `{text}`; there are {}", known.join(", "));
        source.unknown(&item.span(), message, text, known);
    }
    found
}

/// A list of protocols.
pub(crate) fn protocols(source: &Source<'_>, item: Item<'_>) -> Vec<Protocol> {
    source
        .one_or_more(item)
        .into_iter()
        .filter_map(|item| protocol(source, item))
        .collect()
}

/// An engine.
pub(crate) fn engine(source: &Source<'_>, item: Item<'_>) -> Option<Engine> {
    let text = source.text(item)?;
    let found = ENGINES.iter().find(|(name, _)| *name == text);
    if found.is_none() {
        let known = ENGINES.map(|(name, _)| name);
        let message = format!("unknown engine `{text}`; there are {}", known.join(" and "));
        source.unknown(&item.span(), message, text, known);
    }
    found.map(|(_, engine)| *engine)
}

/// The engine and number of a method that is given by its dotted name.
pub(crate) fn method(
    source: &Source<'_>,
    text: &str,
    span: &Range<usize>,
) -> Option<(Engine, i64)> {
    let found = METHODS.iter().find(|(name, ..)| *name == text);
    if found.is_none() {
        let message = format!("unknown method `{text}`");
        source.unknown(span, message, text, METHODS.iter().map(|(name, ..)| *name));
    }
    found.map(|(_, engine, number)| (*engine, *number))
}

/// A method's number, written as a number or as a dotted name.
pub(crate) fn method_number(source: &Source<'_>, item: Item<'_>) -> Option<i64> {
    if let DeValue::String(text) = item.get_ref() {
        return method(source, text, &item.span()).map(|(_, number)| number);
    }
    source.number(item)
}

/// The engine of `new` and `clone`, with the method that they start from.
pub(crate) fn base(source: &Source<'_>, item: Item<'_>) -> Option<crate::model::Base> {
    let text = source.text(item)?;
    if let Some((_, engine)) = ENGINES.iter().find(|(name, _)| *name == text) {
        return Some(crate::model::Base {
            engine: *engine,
            method: None,
        });
    }
    let (engine, number) = method(source, text, &item.span())?;
    Some(crate::model::Base {
        engine,
        method: Some(number),
    })
}

/// A value as Python writes it: a number or truth value of TOML, or a string
/// with `None`, a dotted constant, or a Python string in single quotes.
pub(crate) fn literal(source: &Source<'_>, item: Item<'_>) -> Option<Match> {
    match item.get_ref() {
        DeValue::Integer(_) => source.number(item).map(Match::Int),
        DeValue::Boolean(truth) => Some(Match::Bool(*truth)),
        DeValue::String(text) => {
            let found = python_literal(text);
            if found.is_none() {
                source.error_with_help(
                    &item.span(),
                    format!("`{text}` is no value"),
                    Some(format!(
                        "a Python string is written \"'{text}'\", a constant with its module"
                    )),
                );
            }
            found
        }
        _ => {
            source.error(
                &item.span(),
                "expected a value: a number, true, false, or a string",
            );
            None
        }
    }
}

fn python_literal(text: &str) -> Option<Match> {
    if text == "None" {
        return Some(Match::None);
    }
    if let Some(inner) = text.strip_prefix('\'') {
        let inner = inner.strip_suffix('\'')?;
        return Some(Match::Str(inner.to_owned()));
    }
    (text.contains('.') && dotted(text)).then(|| Match::Constant(text.to_owned()))
}

/// Whether `text` is one or more Python names with dots between them.
pub(crate) fn dotted(text: &str) -> bool {
    text.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(|c| c == '_' || c.is_alphabetic())
            && chars.all(|c| c == '_' || c.is_alphanumeric())
    })
}
