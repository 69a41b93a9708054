//! Where an effect's condition holds.

use super::Use;
use crate::domain::guard::Guard;
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::flow::Split;
use tlsfloor_catalogue::model::{Condition, Match, ReleaseRange};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// Where an effect's condition holds.
    pub(super) fn condition(&mut self, when: &Condition, used: &Use<'_>) -> Split {
        let (mut yes, mut no) = (vec![Guard::ALWAYS], Vec::new());
        let add = |outcomes: Vec<(Guard, bool)>, yes: &mut Vec<Guard>, no: &mut Vec<Guard>| {
            let mut still = Vec::new();
            for holds in yes.iter() {
                for (guard, truth) in &outcomes {
                    if let Some(guard) = holds.and(guard) {
                        if *truth {
                            still.push(guard);
                        } else {
                            no.push(guard);
                        }
                    }
                }
            }
            *yes = still;
        };
        if !release_is_newest(&when.release) {
            return Split {
                yes: None,
                no: Some(Guard::ALWAYS),
            };
        }
        if !when.python.intervals.is_empty() {
            let groups = self.by_build(self.builds(), |build| when.python.contains(build.python));
            let single = groups.len() == 1;
            let outcomes = groups
                .into_iter()
                .map(|(builds, holds)| {
                    let guard = if single {
                        Guard::ALWAYS
                    } else {
                        Guard::on(builds)
                    };
                    (guard, holds)
                })
                .collect();
            add(outcomes, &mut yes, &mut no);
        }
        for name in &when.given {
            let outcomes = self.given(used.parameter(name), true);
            add(outcomes, &mut yes, &mut no);
        }
        for name in &when.omitted {
            let outcomes = self.given(used.parameter(name), false);
            add(outcomes, &mut yes, &mut no);
        }
        for (name, wanted) in when
            .truthy
            .iter()
            .map(|name| (name, true))
            .chain(when.falsy.iter().map(|name| (name, false)))
        {
            let value = used.parameter(name).cloned();
            let outcomes = self.truth_is(value.as_ref(), wanted, used.span);
            add(outcomes, &mut yes, &mut no);
        }
        for (name, matches) in &when.equals {
            let value = used.parameter(name).cloned();
            let outcomes = self.equals_any(value.as_ref(), matches, used.span);
            add(outcomes, &mut yes, &mut no);
        }
        self.split_of(yes, no)
    }

    /// Where a parameter is given and not None (or, negated, where it is not).
    fn given(&self, value: Option<&Value>, positive: bool) -> Vec<(Guard, bool)> {
        let Some(value) = value else {
            return vec![(Guard::ALWAYS, !positive)];
        };
        let mut outcomes: Vec<(Guard, bool)> = value
            .atoms()
            .filter(|(guard, _)| self.choices.compatible(guard, &self.state.path))
            .map(|(guard, atom)| (guard.clone(), matches!(atom, Atom::None) != positive))
            .collect();
        if !self.surely_present(value) {
            // Absent on some way to here: as if omitted there.
            let pieces = self.outside_of(value);
            outcomes.extend(pieces.into_iter().map(|guard| (guard, !positive)));
        }
        outcomes
    }

    /// Where a parameter has this truth value; an omitted one is false.
    fn truth_is(&mut self, value: Option<&Value>, wanted: bool, span: Span) -> Vec<(Guard, bool)> {
        let Some(value) = value else {
            return vec![(Guard::ALWAYS, !wanted)];
        };
        let mut outcomes = Vec::new();
        let split = self.split(span, value);
        for (side, truth) in [(split.yes, true), (split.no, false)] {
            outcomes.extend(side.map(|side| (side, truth == wanted)));
        }
        if !self.surely_present(value) {
            let pieces = self.outside_of(value);
            outcomes.extend(pieces.into_iter().map(|guard| (guard, !wanted)));
        }
        outcomes
    }

    fn equals_any(
        &mut self,
        value: Option<&Value>,
        matches: &[Match],
        span: Span,
    ) -> Vec<(Guard, bool)> {
        let Some(value) = value else {
            return vec![(Guard::ALWAYS, matches.contains(&Match::None))];
        };
        let mut outcomes = Vec::new();
        for (guard, atom) in value.atoms() {
            if let Atom::Unknown(_) = atom {
                let atom = self.pure("match", matches.len(), atom, &Atom::None);
                let test = Value::atom(atom, Origins::default());
                let split = self.split(span, &test);
                for (side, truth) in [(split.yes, true), (split.no, false)] {
                    outcomes.extend(side.and_then(|side| Some((guard.and(&side)?, truth))));
                }
                continue;
            }
            let truth = matches.iter().any(|pattern| self.matches(atom, pattern));
            outcomes.push((guard.clone(), truth));
        }
        outcomes
    }

    /// Whether a known atom is what a table or a condition names.
    pub(in crate::interp) fn matches(&mut self, atom: &Atom, pattern: &Match) -> bool {
        let builds = self.builds();
        match (pattern, atom) {
            (Match::None, atom) => matches!(atom, Atom::None),
            (Match::Bool(wanted), Atom::Bool(value)) => wanted == value,
            (Match::Str(wanted), Atom::Str(text)) => wanted.as_str() == text.as_ref(),
            (Match::Constant(wanted), Atom::Library(name)) => {
                self.names.text(*name).as_ref() == wanted.as_str()
            }
            (Match::Bool(_) | Match::Str(_) | Match::Constant(_), _) => false,
            (Match::Int(wanted), atom) => self
                .ints(atom, builds)
                .is_some_and(|ints| ints.iter().all(|(_, int)| *int == i128::from(*wanted))),
        }
    }
}

/// The newest release is judged as long as no other is stated.
fn release_is_newest(range: &ReleaseRange) -> bool {
    range.before.is_none()
}
