//! What a step does, as one clause for all the ways that go through it:
//! `sets the oldest version to TLSv1, TLSv1.1 or something not known`.

use tlsfloor_analysis::facts::{Happened, Happening, OriginKind};
use tlsfloor_protocol::{Bound, Engine, Method, PartialContext, Protocol, ProtocolSet};

use super::words::{joined, list};

/// What happened on one way, and the settings before it.
#[derive(Clone, Copy)]
pub(super) struct Effect<'a> {
    pub(super) happened: &'a Happened,
    pub(super) before: Option<&'a PartialContext>,
}

/// The settings before a step and after it.
type Pair<'a> = (&'a PartialContext, &'a PartialContext);

/// What steps of one kind at one place do.
pub(super) fn clause(effects: &[Effect<'_>]) -> String {
    let Some(first) = effects.first() else {
        return String::new();
    };
    match first.happened.kind {
        Happening::Made => made(effects),
        Happening::Copied => "takes over the settings of the context above".to_owned(),
        Happening::Handed => {
            "is handed to code that is not in view, which may change it".to_owned()
        }
        Happening::Unfollowed => {
            "may be changed by this call, which is not followed further".to_owned()
        }
        Happening::Unsettled => {
            "a loop that does not come to rest: more may happen in it".to_owned()
        }
        Happening::Cut => "more steps follow than are told; what they leave is this".to_owned(),
        Happening::Changed => written(effects),
    }
}

fn made(effects: &[Effect<'_>]) -> String {
    let (mut plain, mut unknown, mut datagram) = (false, false, false);
    let mut fixed = ProtocolSet::EMPTY;
    for effect in effects {
        let after = &effect.happened.after;
        match (after.engine, after.method) {
            (_, None) => unknown = true,
            (_, Some(Method::Datagram)) => datagram = true,
            (Engine::Ssl, Some(Method::Fixed(protocol))) => fixed.insert(protocol),
            _ => plain = true,
        }
    }
    let mut said = Vec::new();
    if plain {
        said.push("is made".to_owned());
    }
    if !fixed.is_empty() {
        let protocols = list(fixed, "or");
        said.push(format!(
            "is made to speak {protocols} and nothing else, whatever is set later"
        ));
    }
    if unknown {
        said.push("is made with a protocol that is not known".to_owned());
    }
    if datagram {
        said.push("is made for DTLS, which is not TLS".to_owned());
    }
    said.join("; or ")
}

fn written(effects: &[Effect<'_>]) -> String {
    let pairs: Vec<Pair<'_>> = effects
        .iter()
        .filter_map(|effect| Some((effect.before?, &effect.happened.after)))
        .collect();
    if pairs.is_empty() {
        return "is changed".to_owned();
    }
    let (lost, kept): (Vec<Pair<'_>>, Vec<Pair<'_>>) = pairs.iter().partition(|(before, after)| {
        let unknown = after.method.is_none() && after.minimum.is_none() && after.maximum.is_none();
        unknown && before.method.is_some()
    });
    let mut said = Vec::new();
    if !kept.is_empty() {
        said.push(changed(&kept));
    }
    if !lost.is_empty() {
        said.push("may be set to anything: nothing of it is known from here on".to_owned());
    }
    let what = said.join("; or ");
    if effects.iter().any(joins_too_much) {
        format!("too many settings meet here to be told apart: {what}")
    } else {
        what
    }
}

/// Whether something is no longer known, and the code did not write it so.
fn joins_too_much(effect: &Effect<'_>) -> bool {
    let Some(before) = effect.before else {
        return false;
    };
    let mut from = effect.happened.from.iter();
    let by_code = from.any(|origin| origin.kind == OriginKind::Unknown);
    let after = &effect.happened.after;
    let forgotten = before.method.is_some() && after.method.is_none()
        || before.minimum.is_some() && after.minimum.is_none()
        || before.maximum.is_some() && after.maximum.is_none()
        || (before.disabled.iter().zip(&after.disabled))
            .any(|(before, after)| before.is_some() && after.is_none());
    forgotten && !by_code
}

fn changed(pairs: &[Pair<'_>]) -> String {
    let mut clauses = Vec::new();
    clauses.extend(method(pairs));
    let minimums = pairs.iter().map(|own| (own.0.minimum, own.1.minimum));
    clauses.extend(bound("oldest", &minimums.collect::<Vec<_>>()));
    let maximums = pairs.iter().map(|own| (own.0.maximum, own.1.maximum));
    clauses.extend(bound("newest", &maximums.collect::<Vec<_>>()));
    clauses.extend(switched(pairs));
    if clauses.is_empty() {
        return "leaves the settings as they were".to_owned();
    }
    let fixed = |own: &&Pair<'_>| {
        own.0.method == own.1.method
            && matches!(
                (own.1.engine, own.1.method),
                (Engine::Ssl, Some(Method::Fixed(_)))
            )
    };
    let ignoring = pairs.iter().filter(fixed).count();
    let ignored = match ignoring {
        0 => "",
        _ if ignoring == pairs.len() => ", which a fixed method ignores",
        _ => ", which a fixed method ignores where it is one",
    };
    format!("{}{ignored}", clauses.join(", "))
}

fn method(pairs: &[Pair<'_>]) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for (before, after) in pairs {
        if before.method == after.method {
            continue;
        }
        let own = match after.method {
            None => "its method is not known from here on".to_owned(),
            Some(Method::Fixed(protocol)) => format!("is fixed to {protocol}"),
            Some(_) => "negotiates from here on".to_owned(),
        };
        if !said.contains(&own) {
            said.push(own);
        }
    }
    (!said.is_empty()).then(|| said.join(" or "))
}

/// What becomes of the oldest or newest version.
fn bound(which: &str, all: &[(Option<Bound>, Option<Bound>)]) -> Option<String> {
    let mut changes: Vec<(Option<Bound>, Option<Bound>)> = Vec::new();
    for own in all {
        if own.0 != own.1 && !changes.contains(own) {
            changes.push(*own);
        }
    }
    let stays = all.iter().any(|own| own.0 == own.1);
    let leaves = if stays { ", or leaves it" } else { "" };
    match changes.as_slice() {
        [] => None,
        [(before, after)] => Some(format!("{}{leaves}", one_bound(which, *before, *after))),
        several => Some(format!("{}{leaves}", many_bounds(which, several))),
    }
}

fn one_bound(which: &str, before: Option<Bound>, after: Option<Bound>) -> String {
    match (before, after) {
        (_, None) => format!("the {which} version is not known from here on"),
        (_, Some(Bound::Unset)) => format!("allows whatever {which} version there is"),
        (Some(Bound::At(old)), Some(Bound::At(new))) => {
            let verb = if new < old { "lowers" } else { "raises" };
            format!("{verb} the {which} version from {old} to {new}")
        }
        (_, Some(Bound::At(new))) => format!("sets the {which} version to {new}"),
    }
}

fn many_bounds(which: &str, changes: &[(Option<Bound>, Option<Bound>)]) -> String {
    let mut protocols = ProtocolSet::EMPTY;
    let (mut unset, mut unknown) = (false, false);
    for (_, after) in changes {
        match after {
            Some(Bound::At(protocol)) => protocols.insert(*protocol),
            Some(Bound::Unset) => unset = true,
            None => unknown = true,
        }
    }
    let mut values: Vec<String> = protocols
        .into_iter()
        .map(|protocol| protocol.name().to_owned())
        .collect();
    if unset {
        values.push(format!("whatever {which} version there is"));
    }
    if unknown {
        values.push("something that is not known".to_owned());
    }
    let values = joined(&values, "or");
    let compare = |wanted: fn(Protocol, Protocol) -> bool| {
        changes.iter().all(|own| match own {
            (Some(Bound::At(old)), Some(Bound::At(new))) => wanted(*new, *old),
            _ => false,
        })
    };
    let first = changes.first().map(|own| own.0);
    let together = changes.iter().all(|own| Some(own.0) == first);
    let from = match first {
        Some(Some(Bound::At(old))) if together => format!(" from {old}"),
        _ => String::new(),
    };
    if compare(|new, old| new < old) {
        format!("lowers the {which} version{from} to {values}")
    } else if compare(|new, old| new > old) {
        format!("raises the {which} version{from} to {values}")
    } else {
        format!("sets the {which} version to {values}")
    }
}

/// Which versions are switched off or on.
fn switched(pairs: &[Pair<'_>]) -> Vec<String> {
    let (mut off, mut may_off) = (ProtocolSet::EMPTY, ProtocolSet::EMPTY);
    let (mut on, mut may_on) = (ProtocolSet::EMPTY, ProtocolSet::EMPTY);
    let mut either = ProtocolSet::EMPTY;
    for protocol in Protocol::ALL {
        let index = protocol.index();
        let became = |value: Option<bool>| {
            let own =
                |own: &&Pair<'_>| own.1.disabled[index] == value && own.0.disabled[index] != value;
            pairs.iter().filter(own).count()
        };
        let (offs, ons) = (became(Some(true)), became(Some(false)));
        let set = if became(None) > 0 || (offs > 0 && ons > 0) {
            &mut either
        } else if offs == pairs.len() {
            &mut off
        } else if offs > 0 {
            &mut may_off
        } else if ons == pairs.len() {
            &mut on
        } else if ons > 0 {
            &mut may_on
        } else {
            continue;
        };
        set.insert(protocol);
    }
    [
        (off, "switches", "off"),
        (may_off, "may switch", "off"),
        (on, "switches", "on"),
        (may_on, "may switch", "on"),
        (either, "may switch", "on or off"),
    ]
    .into_iter()
    .filter(|(protocols, _, _)| !protocols.is_empty())
    .map(|(protocols, verb, side)| {
        let what = if protocols == ProtocolSet::ALL {
            "every version".to_owned()
        } else {
            list(protocols, "and")
        };
        format!("{verb} {what} {side}")
    })
    .collect()
}
