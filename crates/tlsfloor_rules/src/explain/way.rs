//! The ways of a context to an endpoint: each by itself, and all of them in one.

use tlsfloor_analysis::facts::{Endpoint, Happened, Origin, OriginKind, StepKind, Tested, Way};
use tlsfloor_protocol::{BuildSet, PartialContext};
use tlsfloor_source::{FileId, Span};

use super::effect::{self, Effect};
use super::sets::{grouped, set_of};
use super::words;
use super::{Alternative, ExplainInput, Note, StepStory, Stop, Together, ValueStory};
use super::{WayStory, Ways};
use crate::platform::{describe_builds, indices};

/// Ways that a reader gets one by one; where there are more, all are told in one.
const MAX_APART: usize = 3;

/// Tests that are quoted where they decide between alternatives; of more, the
/// lines are named.
const MAX_QUOTED: usize = 2;

/// A step of a way.
#[derive(Clone, Copy)]
struct Visit<'a> {
    way: &'a Way,
    index: usize,
}

impl<'a> Visit<'a> {
    fn step(self) -> Option<&'a Happened> {
        self.way.steps.get(self.index)
    }

    fn before(self) -> Option<&'a Happened> {
        self.index
            .checked_sub(1)
            .and_then(|index| self.way.steps.get(index))
    }

    fn effect(self) -> Option<Effect<'a>> {
        Some(Effect {
            happened: self.step()?,
            before: self.before().map(|step| &step.after),
        })
    }

    /// The tests that the step depends on and the step before does not.
    fn tests(self) -> Vec<Tested> {
        let of = |step: Option<&'a Happened>| step.map_or(&[][..], |step| &step.when);
        let before = of(self.before());
        let new = of(self.step()).iter();
        new.filter(|tested| !before.contains(tested))
            .copied()
            .collect()
    }
}

/// What the telling of every step depends on.
#[derive(Clone, Copy)]
struct Scene<'a, 'i> {
    input: &'a ExplainInput<'i>,
    endpoint: &'a Endpoint,
    target: BuildSet,
}

/// The ways of an endpoint on the builds of `target`, the lowest floor first.
pub(super) fn ways(input: &ExplainInput<'_>, endpoint: &Endpoint, target: BuildSet) -> Ways {
    let scene = Scene {
        input,
        endpoint,
        target,
    };
    let mut groups: Vec<(WayStory, Vec<&Way>)> = courses(endpoint, target)
        .into_iter()
        .map(|members| (scene.story(&members), members))
        .collect();
    groups.sort_by_key(|(story, _)| {
        let floors = story.sets.iter().filter_map(|set| set.protocols.floor());
        let lowest = floors.min();
        let places: Vec<_> = story.steps.iter().map(|step| step.span).collect();
        (lowest.is_none(), lowest, places)
    });
    let together = (groups.len() > MAX_APART).then(|| scene.together(&groups));
    Ways {
        told: groups.into_iter().map(|(story, _)| story).collect(),
        together,
        more: endpoint.ways.iter().any(|way| way.more),
    }
}

/// The ways by the places that they go through. What goes through the same
/// places is told together, whatever the values on the way: a table of ten
/// versions would give ten ways.
fn courses(endpoint: &Endpoint, target: BuildSet) -> Vec<Vec<&Way>> {
    let mut groups: Vec<Vec<&Way>> = Vec::new();
    for way in &endpoint.ways {
        if way.builds.intersection(target).is_empty() {
            continue;
        }
        let mut known = groups.iter_mut();
        match known.find(|members| members.first().is_some_and(|own| same_course(own, way))) {
            Some(members) => members.push(way),
            None => groups.push(vec![way]),
        }
    }
    groups
}

fn same_course(left: &Way, right: &Way) -> bool {
    left.steps.len() == right.steps.len()
        && left
            .steps
            .iter()
            .zip(&right.steps)
            .all(|(left, right)| same_place(left, right))
}

fn same_place(left: &Happened, right: &Happened) -> bool {
    left.span == right.span && left.kind == right.kind
}

impl<'a> Scene<'a, '_> {
    fn story(self, members: &[&'a Way]) -> WayStory {
        let length = members.first().map_or(0, |way| way.steps.len());
        let visits = |index| members.iter().map(move |way| Visit { way, index });
        let steps: Vec<StepStory> = (0..length)
            .filter_map(|index| self.step(&visits(index).collect::<Vec<_>>()))
            .collect();
        let builds = members
            .iter()
            .fold(BuildSet::default(), |all, way| all.union(way.builds))
            .intersection(self.target);
        WayStory {
            pythons: describe_builds(builds, self.input.universe),
            partial: builds != self.target,
            sets: steps.last().map_or(Vec::new(), |step| step.sets.clone()),
            steps,
        }
    }

    /// Every place of all ways once, in an order that each way keeps as far as
    /// it goes through places once.
    fn together(self, groups: &[(WayStory, Vec<&'a Way>)]) -> Together {
        let mut stops: Vec<(Vec<Visit<'a>>, usize)> = Vec::new();
        let mut longest: Vec<&Vec<&Way>> = groups.iter().map(|(_, members)| members).collect();
        longest.sort_by_key(|members| {
            std::cmp::Reverse(members.first().map_or(0, |way| way.steps.len()))
        });
        for members in longest {
            let mut next = 0;
            let mut counted: Vec<usize> = Vec::new();
            let length = members.first().map_or(0, |way| way.steps.len());
            for index in 0..length {
                let visits: Vec<Visit<'a>> =
                    members.iter().map(|way| Visit { way, index }).collect();
                let here = visits.first().and_then(|visit| visit.step());
                let known = stops.iter().position(|(stop, _)| {
                    let there = stop.first().and_then(|visit| visit.step());
                    here.zip(there)
                        .is_some_and(|(here, there)| same_place(here, there))
                });
                let at = known.unwrap_or_else(|| {
                    stops.insert(next, (Vec::new(), 0));
                    for own in &mut counted {
                        *own += usize::from(*own >= next);
                    }
                    next
                });
                if let Some((stop, ways)) = stops.get_mut(at) {
                    stop.extend(visits);
                    // A way may go through a place twice.
                    *ways += usize::from(!counted.contains(&at));
                }
                counted.push(at);
                next = next.max(at + 1);
            }
        }
        let told = stops.into_iter().filter_map(|(visits, ways)| {
            let step = self.step(&visits)?;
            Some(Stop { step, ways })
        });
        Together {
            stops: told.collect(),
        }
    }

    /// What happens at a place on the ways that go through it.
    fn step(self, visits: &[Visit<'a>]) -> Option<StepStory> {
        let first = visits.first()?.step()?;
        let shared = shared_tests(visits);
        let mut sets = Vec::new();
        let mut from: Vec<ValueStory> = Vec::new();
        let mut ends: Vec<(BuildSet, &PartialContext)> = Vec::new();
        for visit in visits {
            let Some(happened) = visit.step() else {
                continue;
            };
            let builds = visit.way.builds.intersection(self.target);
            if !ends.contains(&(builds, &happened.after)) {
                ends.push((builds, &happened.after));
            }
            self.values_of(happened, &mut from);
        }
        for (builds, after) in ends {
            for (number, build) in indices(builds, self.input.universe) {
                sets.push((number, set_of(after, build, self.endpoint.role)));
            }
        }
        from.sort();
        let own = first.span;
        let alternatives = self.alternatives(visits, &shared, own.file);
        let when = self.nearest_first(shared, own);
        Some(StepStory {
            when: when
                .into_iter()
                .map(|tested| self.condition(tested, own.file))
                .collect(),
            span: own,
            kind: words::kind(first.kind),
            message: self.message(visits, &self.deciding(&alternatives, own.file)),
            alternatives,
            from,
            sets: grouped(self.input, sets),
        })
    }

    fn condition(self, tested: Tested, file: FileId) -> Note {
        Note {
            span: Some(tested.test),
            message: words::condition(self.input.sources, tested, file),
        }
    }

    /// Tests, those above a place in its file first, the nearest of them before
    /// the others: they tell most of why it is reached.
    fn nearest_first(self, mut tests: Vec<Tested>, place: Span) -> Vec<Tested> {
        let start = place.range.start();
        tests.sort_by_key(|tested| {
            let own = tested.test.range.start();
            let above = tested.test.file == place.file && own <= start;
            (!above, if above { start - own } else { own }, *tested)
        });
        tests
    }

    /// The different things that a step does; none when it does one.
    fn alternatives(
        self,
        visits: &[Visit<'a>],
        shared: &[Tested],
        file: FileId,
    ) -> Vec<Alternative> {
        let mut found: Vec<(String, Vec<Tested>, BuildSet)> = Vec::new();
        for visit in visits {
            let Some(effect) = visit.effect() else {
                continue;
            };
            let builds = visit.way.builds.intersection(self.target);
            let clause = effect::clause(&[effect]);
            let mut tests = visit.tests();
            tests.retain(|tested| !shared.contains(tested));
            let mut known = found.iter_mut();
            match known.find(|(own, when, _)| *own == clause && *when == tests) {
                Some((_, _, own)) => *own = own.union(builds),
                None => found.push((clause, tests, builds)),
            }
        }
        if found.len() < 2 {
            return Vec::new();
        }
        found
            .into_iter()
            .map(|(message, tests, builds)| Alternative {
                message,
                pythons: describe_builds(builds, self.input.universe),
                when: tests
                    .into_iter()
                    .map(|own| self.condition(own, file))
                    .collect(),
            })
            .collect()
    }

    /// Everything that a step may do, in one clause, or one for each group of
    /// Pythons that agree.
    fn message(self, visits: &[Visit<'a>], deciding: &str) -> String {
        let mut clauses: Vec<(String, BuildSet)> = Vec::new();
        for (number, _) in indices(self.target, self.input.universe) {
            let one = BuildSet::only(number);
            let effects: Vec<Effect<'_>> = visits
                .iter()
                .filter(|visit| !visit.way.builds.intersection(one).is_empty())
                .filter_map(|visit| visit.effect())
                .collect();
            if effects.is_empty() {
                continue;
            }
            let clause = effect::clause(&effects);
            match clauses.iter_mut().find(|(own, _)| *own == clause) {
                Some((_, own)) => *own = own.union(one),
                None => clauses.push((clause, one)),
            }
        }
        let said: Vec<String> = match clauses.as_slice() {
            [(only, _)] => vec![only.clone()],
            several => several
                .iter()
                .map(|(clause, builds)| {
                    let pythons = describe_builds(*builds, self.input.universe);
                    format!("{clause} (Python {pythons})")
                })
                .collect(),
        };
        format!("{}{deciding}", said.join("; or "))
    }

    /// The tests that decide between alternatives, if they differ in what they do.
    fn deciding(self, alternatives: &[Alternative], file: FileId) -> String {
        let first = alternatives.first().map(|own| &own.message);
        if alternatives.iter().all(|own| Some(&own.message) == first) {
            return String::new();
        }
        let mut tests: Vec<Span> = alternatives
            .iter()
            .flat_map(|own| &own.when)
            .filter_map(|note| note.span)
            .collect();
        tests.sort();
        tests.dedup();
        if tests.is_empty() {
            return String::new();
        }
        let quote = tests.len() <= MAX_QUOTED;
        let said: Vec<String> = tests
            .into_iter()
            .map(|test| {
                let line = words::line(self.input.sources, test, file);
                if quote {
                    format!("{} ({line})", words::quoted(self.input.sources, test))
                } else {
                    line
                }
            })
            .collect();
        let tests = if quote { "" } else { "the tests on " };
        format!(", depending on {tests}{}", words::joined(&said, "and"))
    }

    /// Where the values of a step came from, when that is another line.
    fn values_of(self, happened: &Happened, values: &mut Vec<ValueStory>) {
        let start = |span: Span| {
            let lines = self.input.sources.get(span.file).lines();
            (span.file, lines.line(span.range.start()))
        };
        let own = happened.span;
        let lines = self.input.sources.get(own.file).lines();
        let ends = lines.line(super::last(own));
        let inside = |span: Span| {
            let (file, line) = start(span);
            file == own.file && start(own).1 <= line && line <= ends
        };
        for origin in &happened.from {
            if origin.kind == OriginKind::Default || inside(origin.span) {
                continue;
            }
            // The same default, where a caller in view leaves it.
            let default = |own: &Origin| own.public_default && own.span == origin.span;
            if !origin.public_default
                && origin.kind == OriginKind::Written
                && happened.from.iter().any(default)
            {
                continue;
            }
            let mut via = passed(origin);
            via.retain(|span| !inside(*span) && start(*span) != start(origin.span));
            via.dedup_by_key(|span| start(*span));
            let (message, plural) = words::origin(origin);
            let mut known = values.iter_mut();
            match known.find(|value| value.span == origin.span && value.message == message) {
                Some(value) => {
                    for span in via {
                        if !value.via.contains(&span) {
                            value.via.push(span);
                        }
                    }
                }
                None => values.push(ValueStory {
                    span: origin.span,
                    message,
                    plural,
                    via,
                }),
            }
        }
    }
}

/// The places that pass a value on.
fn passed(origin: &Origin) -> Vec<Span> {
    let steps = origin.steps.iter();
    steps
        .filter(|step| step.kind != StepKind::Applied)
        .map(|step| step.span)
        .collect()
}

/// The tests that all visits have.
fn shared_tests(visits: &[Visit<'_>]) -> Vec<Tested> {
    let Some((first, others)) = visits.split_first() else {
        return Vec::new();
    };
    let mut shared = first.tests();
    for other in others {
        if shared.is_empty() {
            break;
        }
        let tests = other.tests();
        shared.retain(|tested| tests.contains(tested));
    }
    shared
}
