//! What happened to a context, as clauses.

use tlsfloor_analysis::facts::{Happened, Happening, Origin, OriginKind, Tested};
use tlsfloor_protocol::{Bound, Engine, Method, PartialContext, Protocol, ProtocolSet};
use tlsfloor_source::SourceMap;

/// The word for tools.
pub(super) const fn kind(kind: Happening) -> &'static str {
    match kind {
        Happening::Made => "made",
        Happening::Changed => "changed",
        Happening::Copied => "copied",
        Happening::Handed => "handed",
        Happening::Unsettled => "unsettled",
        Happening::Cut => "cut",
    }
}

/// Letters of a test that are quoted.
const MAX_TEST: usize = 60;

/// `where `debug` holds (line 3)`.
pub(super) fn condition(sources: &SourceMap, tested: Tested) -> String {
    let source = sources.get(tested.test.file);
    let text: Vec<&str> = source.slice(tested.test.range).split_whitespace().collect();
    let mut text = text.join(" ");
    if text.chars().count() > MAX_TEST {
        text = text.chars().take(MAX_TEST - 1).collect::<String>() + "…";
    }
    let line = source.lines().line(tested.test.range.start());
    let holds = if tested.held {
        "holds"
    } else {
        "does not hold"
    };
    format!("where `{text}` {holds} (line {line})")
}

/// What a step did, given the settings before it.
pub(super) fn clause(happened: &Happened, before: Option<&PartialContext>) -> String {
    let after = &happened.after;
    match happened.kind {
        Happening::Made => made(after),
        Happening::Copied => "takes over the settings of the context above".to_owned(),
        Happening::Handed => {
            "is handed to code that is not in view, which may change it".to_owned()
        }
        Happening::Unsettled => {
            "a loop that does not come to rest: more may happen in it".to_owned()
        }
        Happening::Cut => "more steps follow than are told; what they leave is this".to_owned(),
        Happening::Changed => match before {
            Some(before) => {
                let what = changed(before, after);
                let mut from = happened.from.iter();
                let by_code = from.any(|origin| origin.kind == OriginKind::Unknown);
                if forgotten(before, after) && !by_code {
                    format!("too many settings meet here to be told apart: {what}")
                } else {
                    what
                }
            }
            None => "is changed".to_owned(),
        },
    }
}

/// Whether something is no longer known.
fn forgotten(before: &PartialContext, after: &PartialContext) -> bool {
    before.method.is_some() && after.method.is_none()
        || before.minimum.is_some() && after.minimum.is_none()
        || before.maximum.is_some() && after.maximum.is_none()
        || (before.disabled.iter().zip(&after.disabled))
            .any(|(before, after)| before.is_some() && after.is_none())
}

fn made(after: &PartialContext) -> String {
    match (after.engine, after.method) {
        (_, None) => "is made with a protocol that is not known".to_owned(),
        (_, Some(Method::Datagram)) => "is made for DTLS, which is not TLS".to_owned(),
        (Engine::Ssl, Some(Method::Fixed(protocol))) => {
            format!("is made to speak {protocol} and nothing else, whatever is set later")
        }
        _ => "is made".to_owned(),
    }
}

fn changed(before: &PartialContext, after: &PartialContext) -> String {
    let unknown = after.method.is_none() && after.minimum.is_none() && after.maximum.is_none();
    if unknown && before.method.is_some() {
        return "may be set to anything: nothing of it is known from here on".to_owned();
    }
    let mut clauses = Vec::new();
    if before.method != after.method {
        clauses.push(match after.method {
            None => "its method is not known from here on".to_owned(),
            Some(Method::Fixed(protocol)) => format!("is fixed to {protocol}"),
            Some(_) => "negotiates from here on".to_owned(),
        });
    }
    clauses.extend(bound("oldest", before.minimum, after.minimum));
    clauses.extend(bound("newest", before.maximum, after.maximum));
    let flagged = |value: Option<bool>| -> ProtocolSet {
        Protocol::ALL
            .into_iter()
            .filter(|protocol| {
                let index = protocol.index();
                after.disabled[index] == value && before.disabled[index] != value
            })
            .collect()
    };
    for (value, words) in [
        (Some(true), ("switches ", " off")),
        (Some(false), ("switches ", " on")),
        (None, ("may switch ", " on or off")),
    ] {
        let protocols = flagged(value);
        if protocols == ProtocolSet::ALL {
            clauses.push(format!("{}every version{}", words.0, words.1));
        } else if !protocols.is_empty() {
            clauses.push(format!("{}{}{}", words.0, list(protocols), words.1));
        }
    }
    if clauses.is_empty() {
        return "leaves the settings as they were".to_owned();
    }
    let fixed = matches!(
        (after.engine, after.method),
        (Engine::Ssl, Some(Method::Fixed(_)))
    );
    let mut said = clauses.join(", ");
    if fixed && before.method == after.method {
        said.push_str(", which a fixed method ignores");
    }
    said
}

fn bound(which: &str, before: Option<Bound>, after: Option<Bound>) -> Option<String> {
    if before == after {
        return None;
    }
    Some(match (before, after) {
        (_, None) => format!("the {which} version is not known from here on"),
        (_, Some(Bound::Unset)) => format!("allows whatever {which} version there is"),
        (Some(Bound::At(old)), Some(Bound::At(new))) => {
            let verb = if new < old { "lowers" } else { "raises" };
            format!("{verb} the {which} version from {old} to {new}")
        }
        (_, Some(Bound::At(new))) => format!("sets the {which} version to {new}"),
    })
}

/// What the place where a value came from says.
pub(super) fn origin(origin: &Origin) -> &'static str {
    match origin.kind {
        OriginKind::Unknown => "the value comes from here and is not known",
        _ if origin.public_default => "the value is the default of a parameter",
        _ if origin.selected => "the value is one of several to pick from",
        _ => "the value was written here",
    }
}

/// `SSLv3, TLSv1 and TLSv1.1`; `nothing` for none.
pub(super) fn list(protocols: ProtocolSet) -> String {
    let names: Vec<&str> = protocols.into_iter().map(Protocol::name).collect();
    match names.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
