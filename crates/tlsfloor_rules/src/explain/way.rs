//! From the settings after each step to what can be negotiated then.

use tlsfloor_analysis::facts::{Endpoint, Happened, Happening, Origin, OriginKind, Tested, Way};
use tlsfloor_protocol::{Build, BuildSet, Method, PartialContext, ProtocolSet, Role, Side};

use super::words;
use super::{ExplainInput, Note, SetOn, StepStory, WayStory};
use crate::negotiable::{negotiable, values};
use crate::platform::{describe_builds, indices};

/// Different things that one step may do, as far as they are told.
const MAX_CLAUSES: usize = 4;

/// Ways of one endpoint that are told.
const MAX_WAYS: usize = 6;

/// The ways of an endpoint on the builds of `target`, the lowest floor first,
/// and whether there are more.
pub(super) fn ways(
    input: &ExplainInput<'_>,
    endpoint: &Endpoint,
    target: BuildSet,
) -> (Vec<WayStory>, bool) {
    // What goes through the same places is told together, whatever the values
    // on the way: a table of ten versions would give ten ways.
    let mut groups: Vec<(BuildSet, Vec<&Way>)> = Vec::new();
    for way in &endpoint.ways {
        let builds = way.builds.intersection(target);
        if builds.is_empty() {
            continue;
        }
        let group = groups
            .iter_mut()
            .find(|(_, members)| members.first().is_some_and(|first| same_course(first, way)));
        match group {
            Some((taken, members)) => {
                *taken = taken.union(builds);
                members.push(way);
            }
            None => groups.push((builds, vec![way])),
        }
    }
    let mut stories: Vec<WayStory> = groups
        .iter()
        .map(|(builds, members)| story(input, endpoint, (*builds, target), members))
        .collect();
    stories.sort_by_key(|story| {
        let lowest = story
            .sets
            .iter()
            .filter_map(|set| set.protocols.floor())
            .min();
        let places: Vec<_> = story.steps.iter().map(|step| step.span).collect();
        (lowest.is_none(), lowest, places)
    });
    let more = stories.len() > MAX_WAYS || endpoint.ways.iter().any(|way| way.more);
    stories.truncate(MAX_WAYS);
    (stories, more)
}

fn same_course(left: &Way, right: &Way) -> bool {
    left.steps.len() == right.steps.len()
        && left
            .steps
            .iter()
            .zip(&right.steps)
            .all(|(left, right)| left.span == right.span && left.kind == right.kind)
}

fn story(
    input: &ExplainInput<'_>,
    endpoint: &Endpoint,
    (builds, target): (BuildSet, BuildSet),
    members: &[&Way],
) -> WayStory {
    let length = members.first().map_or(0, |way| way.steps.len());
    let steps: Vec<StepStory> = (0..length)
        .map(|index| step(input, endpoint, target, members, index))
        .collect();
    WayStory {
        pythons: describe_builds(builds, input.universe),
        partial: builds != target,
        sets: steps.last().map_or(Vec::new(), |step| step.sets.clone()),
        steps,
    }
}

fn step(
    input: &ExplainInput<'_>,
    endpoint: &Endpoint,
    target: BuildSet,
    members: &[&Way],
    index: usize,
) -> StepStory {
    let mut sets = Vec::new();
    let mut clauses: Vec<(String, BuildSet)> = Vec::new();
    let mut from: Vec<Note> = Vec::new();
    let shared = shared_tests(members, index);
    let (mut span, mut kind) = (endpoint.call, Happening::Made);
    for way in members {
        let Some(happened) = way.steps.get(index) else {
            continue;
        };
        (span, kind) = (happened.span, happened.kind);
        let builds = way.builds.intersection(target);
        let before = index.checked_sub(1).and_then(|at| way.steps.get(at));
        let mut clause = words::clause(happened, before.map(|step| &step.after));
        for tested in new_tests(way, index) {
            if !shared.contains(&tested) {
                clause = format!("{clause} {}", words::condition(input.sources, tested));
            }
        }
        match clauses.iter_mut().find(|(own, _)| *own == clause) {
            Some((_, own)) => *own = own.union(builds),
            None => clauses.push((clause, builds)),
        }
        for (number, build) in indices(builds, input.universe) {
            sets.push((number, set_of(&happened.after, build, endpoint.role)));
        }
        from.extend(sources_of(input, happened));
    }
    from.sort();
    from.dedup();
    StepStory {
        when: shared
            .into_iter()
            .map(|tested| Note {
                span: Some(tested.test),
                message: words::condition(input.sources, tested),
            })
            .collect(),
        span,
        kind: words::kind(kind),
        message: message(input, &clauses),
        from,
        sets: grouped(input, sets),
    }
}

/// The tests that a step depends on and the step before does not.
fn new_tests(way: &Way, index: usize) -> Vec<Tested> {
    let at = |index: usize| way.steps.get(index).map_or(&[][..], |step| &step.when);
    let before = index.checked_sub(1).map_or(&[][..], at);
    let new = at(index).iter().filter(|tested| !before.contains(tested));
    new.copied().collect()
}

/// Those of them that all ways have.
fn shared_tests(members: &[&Way], index: usize) -> Vec<Tested> {
    let Some((first, others)) = members.split_first() else {
        return Vec::new();
    };
    let everywhere = |tested: &Tested| {
        let mut all = others.iter();
        all.all(|way| new_tests(way, index).contains(tested))
    };
    let mut shared = new_tests(first, index);
    shared.retain(everywhere);
    shared
}

/// The clauses: as alternatives, or each with its Pythons where they differ.
fn message(input: &ExplainInput<'_>, clauses: &[(String, BuildSet)]) -> String {
    let together = clauses.iter().all(|(_, builds)| {
        let first = clauses.first().map(|(_, builds)| *builds);
        first == Some(*builds)
    });
    let said: Vec<String> = clauses
        .iter()
        .take(MAX_CLAUSES)
        .map(|(clause, builds)| {
            if together {
                return clause.clone();
            }
            let pythons = describe_builds(*builds, input.universe);
            format!("{clause} (Python {pythons})")
        })
        .collect();
    let more = clauses.len().saturating_sub(MAX_CLAUSES);
    let rest = match more {
        0 => String::new(),
        1 => "; or something else".to_owned(),
        _ => format!("; or {more} other things"),
    };
    format!("{}{rest}", said.join("; or "))
}

/// Where the values of a step came from, when that is another line.
fn sources_of(input: &ExplainInput<'_>, happened: &Happened) -> Vec<Note> {
    let start = |span: tlsfloor_source::Span| {
        let lines = input.sources.get(span.file).lines();
        (span.file, lines.line(span.range.start()))
    };
    let own = happened.span;
    let inside = |origin: &Origin| {
        let lines = input.sources.get(own.file).lines();
        let ends = lines.line(super::last(own));
        let (file, line) = start(origin.span);
        file == own.file && start(own).1 <= line && line <= ends
    };
    happened
        .from
        .iter()
        .filter(|origin| origin.kind != OriginKind::Default && !inside(origin))
        .map(|origin| Note {
            span: Some(origin.span),
            message: words::origin(origin).to_owned(),
        })
        .collect()
}

/// What an endpoint can negotiate at last, build by build.
pub(super) fn sets_at_end(
    input: &ExplainInput<'_>,
    endpoint: &Endpoint,
    target: BuildSet,
) -> Vec<SetOn> {
    let mut sets = Vec::new();
    for outcome in &endpoint.outcomes {
        let values = values(outcome.settings.as_ref());
        for (number, build) in indices(outcome.builds.intersection(target), input.universe) {
            sets.push((number, set_of(&values, build, endpoint.role)));
        }
    }
    grouped(input, sets)
}

/// The negotiable set, and what lies beyond a hole.
fn set_of(
    settings: &PartialContext,
    build: &Build,
    role: Option<Role>,
) -> (ProtocolSet, ProtocolSet) {
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
fn grouped(
    input: &ExplainInput<'_>,
    mut sets: Vec<(usize, (ProtocolSet, ProtocolSet))>,
) -> Vec<SetOn> {
    sets.sort_by_key(|(number, _)| *number);
    let mut merged: Vec<(usize, (ProtocolSet, ProtocolSet))> = Vec::new();
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
