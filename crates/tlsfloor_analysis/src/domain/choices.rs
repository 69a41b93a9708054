//! The choices made so far, and what their sides say of each other.
//!
//! Three things are known of a literal: what it implies, of which unknown it
//! tests what ([`Region`]), and of which guards one must hold where it does.

use super::guard::{Guard, Literal};
use super::on_path::Asked;
use super::region::Region;
use super::unknown::UnknownId;
use crate::limit::{self, Limit};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::cell::RefCell;
use std::rc::Rc;
use tlsfloor_protocol::platform::BuildSet;

/// Literals of which one implies the other, for each literal.
const MAX_IMPLIED: usize = 48;
/// Tests of one unknown that are related to each other.
const MAX_TESTS: usize = 96;

/// What is known of one side of a choice.
#[derive(Clone, Debug, Default)]
struct Side {
    /// Literals that hold whenever it does.
    implied: SmallVec<[Literal; 2]>,
    /// For which values of an unknown it holds.
    region: Option<Rc<(UnknownId, Region)>>,
    /// Where it holds, one of these does.
    one_of: Option<Rc<[Guard]>>,
}

/// The choices made so far.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    /// By literal number.
    sides: Vec<Side>,
    /// By unknown: the true sides of its tests.
    tests: FxHashMap<UnknownId, Vec<Literal>>,
    /// Grows with what is known of the choices.
    version: u64,
    asked: RefCell<Asked>,
}

impl Choices {
    /// A new choice; returns its true side.
    pub(crate) fn fresh(&mut self) -> Literal {
        let choice = self.next_choice();
        self.sides.push(Side::default());
        self.sides.push(Side::default());
        Literal::new(choice)
    }

    /// The number that the next choice will have.
    pub(crate) fn next_choice(&self) -> u32 {
        u32::try_from(self.sides.len() / 2).unwrap_or(u32::MAX >> 1)
    }

    /// States that `consequence` holds whenever `literal` does, and so that
    /// `literal` does not where `consequence` does not.
    pub(crate) fn imply(&mut self, literal: Literal, consequence: Literal) {
        self.add_implied(literal, consequence);
        self.add_implied(consequence.negated(), literal.negated());
    }

    /// States that `consequence` holds whenever `literal` does, for a literal that
    /// means something on some paths only. That the consequence does not hold says
    /// nothing of it: perhaps nobody came there.
    pub(crate) fn imply_where_met(&mut self, literal: Literal, consequence: Literal) {
        self.add_implied(literal, consequence);
    }

    fn add_implied(&mut self, literal: Literal, consequence: Literal) {
        if let Some(side) = self.sides.get_mut(literal.index())
            && !side.implied.contains(&consequence)
        {
            if side.implied.len() < MAX_IMPLIED {
                side.implied.push(consequence);
                self.version += 1;
            } else {
                limit::reached(Limit::Tests);
            }
        }
    }

    /// States that one of `guards` holds wherever `literal` does.
    pub(crate) fn imply_one_of(&mut self, literal: Literal, guards: &[Guard]) {
        if let Some(side) = self.sides.get_mut(literal.index()) {
            side.one_of = Some(guards.into());
            self.version += 1;
        }
    }

    /// Of which guards one must hold where `literal` does.
    pub(super) fn one_of(&self, literal: Literal) -> Option<&[Guard]> {
        self.sides.get(literal.index())?.one_of.as_deref()
    }

    pub(crate) fn implied(&self, literal: Literal) -> &[Literal] {
        self.sides
            .get(literal.index())
            .map_or(&[], |side| side.implied.as_slice())
    }

    // ----- tests of unknowns -----

    /// The literal for "the unknown is one of these": the same one each time.
    pub(crate) fn test(&mut self, unknown: UnknownId, region: &Region) -> Literal {
        let tests = self.tests.get(&unknown).map_or(&[][..], Vec::as_slice);
        let known = tests.iter().flat_map(|test| [*test, test.negated()]);
        let same = known.into_iter().find(|literal| {
            self.region(*literal).is_some_and(|(_, own)| {
                own == region || own.is_within(region) && region.is_within(own)
            })
        });
        if let Some(literal) = same {
            return literal;
        }
        let literal = self.fresh();
        self.is_test(literal, unknown, region);
        literal
    }

    /// States for which values of `unknown` a literal holds.
    pub(crate) fn is_test(&mut self, literal: Literal, unknown: UnknownId, region: &Region) {
        let tests = self.tests.entry(unknown).or_default();
        if region.is_too_large() || tests.len() >= MAX_TESTS {
            limit::reached(Limit::Tests);
            return;
        }
        let others = tests.clone();
        tests.push(literal);
        self.version += 1;
        for (side, region) in [
            (literal, region.clone()),
            (literal.negated(), region.complement()),
        ] {
            if let Some(side) = self.sides.get_mut(side.index()) {
                side.region = Some(Rc::new((unknown, region)));
            }
        }
        for other in others {
            self.relate(literal, region, other);
        }
    }

    fn relate(&mut self, literal: Literal, region: &Region, other: Literal) {
        for (literal, region) in [
            (literal, region.clone()),
            (literal.negated(), region.complement()),
        ] {
            for other in [other, other.negated()] {
                let within = self
                    .region(other)
                    .is_some_and(|(_, other)| region.is_within(other));
                if within {
                    self.imply(literal, other);
                }
            }
        }
    }

    /// The tests of an unknown, by their true sides.
    pub(crate) fn tests_of(&self, unknown: UnknownId) -> &[Literal] {
        self.tests.get(&unknown).map_or(&[], Vec::as_slice)
    }

    /// Of which unknown a literal tests what.
    pub(crate) fn region(&self, literal: Literal) -> Option<(UnknownId, &Region)> {
        let side = self.sides.get(literal.index())?;
        let test = side.region.as_ref()?;
        Some((test.0, &test.1))
    }

    /// For which values of one unknown a guard holds on `path`, if it says
    /// nothing else; `None` for the unknown where it says nothing at all.
    pub(crate) fn region_of(
        &self,
        guard: &Guard,
        path: &Guard,
    ) -> Option<(Option<UnknownId>, Region)> {
        if path.builds.0 & !guard.builds.0 != 0 {
            return None;
        }
        let (mut tested, mut all) = (None, Region::everything());
        for literal in guard.literals() {
            if path.holds(*literal) {
                continue;
            }
            let (unknown, region) = self.region(*literal)?;
            if tested.is_some_and(|tested| tested != unknown) {
                return None;
            }
            all = match tested {
                Some(_) => all.intersection(region),
                None => region.clone(),
            };
            tested = Some(unknown);
        }
        Some((tested, all))
    }

    // ----- paths -----

    /// Whether something guarded so can exist on this path.
    pub(crate) fn compatible(&self, guard: &Guard, path: &Guard) -> bool {
        if guard.literals().is_empty() {
            return !guard.excludes(path);
        }
        if let Ok(mut asked) = self.asked.try_borrow_mut()
            && let Some(admits) = asked.admits(self, self.version, guard, path)
        {
            return admits;
        }
        self.agree(guard, path)
            && self.regions_meet(guard, path)
            && self.alternatives_left(guard, path)
    }

    /// Whether no literal of `guard` excludes another, or one of `path`.
    pub(super) fn agree(&self, guard: &Guard, path: &Guard) -> bool {
        !guard.excludes(path)
            && guard.literals().iter().all(|literal| {
                self.implied(*literal).iter().all(|implied| {
                    let excluded = implied.negated();
                    !path.holds(excluded) && !guard.holds(excluded)
                })
            })
    }

    /// Whether some value passes all tests of its unknown. Tests exclude each
    /// other in pairs by what they imply; this is about three and more.
    fn regions_meet(&self, guard: &Guard, path: &Guard) -> bool {
        guard.literals().iter().all(|literal| {
            let Some((unknown, region)) = self.region(*literal) else {
                return true;
            };
            let mut left: Option<Region> = None;
            for other in path.literals().iter().chain(guard.literals()) {
                if let Some((tested, other)) = self.region(*other)
                    && tested == unknown
                {
                    let next = left.as_ref().unwrap_or(region).intersection(other);
                    if next.is_empty() {
                        return false;
                    }
                    left = Some(next);
                }
            }
            true
        })
    }

    /// Whether each literal that promises one of several guards can keep that.
    fn alternatives_left(&self, guard: &Guard, path: &Guard) -> bool {
        path.literals()
            .iter()
            .chain(guard.literals())
            .all(|literal| {
                self.one_of(*literal).is_none_or(|guards| {
                    guards.iter().any(|one| {
                        self.agree(one, path)
                            && self.agree(one, guard)
                            && self.regions_meet(one, path)
                    })
                })
            })
    }

    /// The builds on which something guarded so can exist on this path: those
    /// of it on which each promise of one of several guards can be kept.
    pub(crate) fn builds_left(&self, guard: &Guard, path: &Guard) -> BuildSet {
        let mut left = guard.builds.0 & path.builds.0;
        for literal in path.literals().iter().chain(guard.literals()) {
            if let Some(guards) = self.one_of(*literal) {
                left &= guards
                    .iter()
                    .filter(|one| self.agree(one, path) && self.agree(one, guard))
                    .fold(0, |all, one| all | one.builds.0);
            }
        }
        BuildSet(left)
    }

    /// `path` narrowed by `guard` with all that it implies; `None` if that is
    /// impossible.
    pub(crate) fn narrow(&self, path: &Guard, guard: &Guard) -> Option<Guard> {
        if !self.compatible(guard, path) {
            return None;
        }
        let mut narrowed = path.and_path(guard)?;
        let mut told: SmallVec<[Literal; 8]> = guard.literals().into();
        while let Some(literal) = told.pop() {
            for implied in self.implied(literal) {
                if !narrowed.holds(*implied) {
                    narrowed = narrowed.and_path(&Guard::when(*implied))?;
                    if narrowed.holds(*implied) {
                        told.push(*implied);
                    }
                }
            }
        }
        Some(narrowed)
    }

    /// `guard` without the literals that others of its literals imply.
    pub(crate) fn reduced(&self, guard: &Guard) -> Guard {
        guard.without(|literal| {
            guard.literals().iter().any(|other| {
                *other != literal
                    && self.implied(*other).contains(&literal)
                    // Of two that imply each other, one stays.
                    && (*other < literal || !self.implied(literal).contains(other))
            })
        })
    }
}
