//! What a path excludes, worked out once for the many guards that are asked
//! about it one after the other.

use super::choices::Choices;
use super::guard::{Guard, Literal};
use super::region::Region;
use super::unknown::UnknownId;
use tlsfloor_protocol::platform::BuildSet;

/// The path that was asked about last.
#[derive(Debug, Default)]
pub(super) struct Asked {
    path: Option<Guard>,
    /// How much was known of the choices then.
    version: u64,
    /// From the second question on.
    known: Option<OnPath>,
}

/// What holds for everything on one path.
#[derive(Debug)]
struct OnPath {
    excluded: Excluded,
    /// What the path says of each unknown that it tests.
    regions: Vec<(UnknownId, Region)>,
    /// Of each literal that promises one of several guards: those that the path
    /// leaves, by what they exclude.
    alternatives: Vec<Vec<Excluded>>,
}

/// What cannot hold beside a guard.
#[derive(Debug)]
struct Excluded {
    builds: BuildSet,
    /// Sorted.
    literals: Vec<Literal>,
}

impl Excluded {
    fn by(choices: &Choices, guard: &Guard) -> Self {
        let mut literals = Vec::new();
        for literal in guard.literals() {
            literals.push(literal.negated());
            let implied = choices.implied(*literal).iter();
            literals.extend(implied.map(|implied| implied.negated()));
        }
        literals.sort_unstable();
        literals.dedup();
        Self {
            builds: guard.builds,
            literals,
        }
    }

    fn agrees_with(&self, guard: &Guard) -> bool {
        self.builds.0 & guard.builds.0 != 0
            && guard
                .literals()
                .iter()
                .all(|literal| self.literals.binary_search(literal).is_err())
    }
}

impl OnPath {
    fn of(choices: &Choices, path: &Guard) -> Self {
        let mut regions: Vec<(UnknownId, Region)> = Vec::new();
        for literal in path.literals() {
            if let Some((unknown, region)) = choices.region(*literal) {
                match regions.iter_mut().find(|(own, _)| *own == unknown) {
                    Some((_, so_far)) => *so_far = so_far.intersection(region),
                    None => regions.push((unknown, region.clone())),
                }
            }
        }
        let mut known = Self {
            excluded: Excluded::by(choices, path),
            regions,
            alternatives: Vec::new(),
        };
        for literal in path.literals() {
            let Some(guards) = choices.one_of(*literal) else {
                continue;
            };
            // Where the path says which one it is, nothing more is asked.
            if guards.iter().any(|one| path.implies(one)) {
                continue;
            }
            let left = guards
                .iter()
                .filter(|one| known.excluded.agrees_with(one) && known.meets(choices, one))
                .map(|one| Excluded::by(choices, one));
            known.alternatives.push(left.collect());
        }
        known
    }

    /// Whether some value passes all tests of its unknown.
    fn meets(&self, choices: &Choices, guard: &Guard) -> bool {
        guard.literals().iter().all(|literal| {
            let Some((unknown, region)) = choices.region(*literal) else {
                return true;
            };
            let of_path = self.regions.iter().find(|(own, _)| *own == unknown);
            let mut left = match of_path {
                Some((_, of_path)) => of_path.intersection(region),
                None => region.clone(),
            };
            for other in guard.literals() {
                if left.is_empty() {
                    return false;
                }
                if other != literal
                    && let Some((tested, other)) = choices.region(*other)
                    && tested == unknown
                {
                    left = left.intersection(other);
                }
            }
            !left.is_empty()
        })
    }

    /// Whether the path and the guard itself leave all that a guard implies: not
    /// everything that is implied says so from its side too.
    fn implied_holds(&self, choices: &Choices, guard: &Guard) -> bool {
        guard.literals().iter().all(|literal| {
            let mut implied = choices.implied(*literal).iter();
            implied.all(|implied| {
                self.excluded.literals.binary_search(implied).is_err()
                    && !guard.holds(implied.negated())
            })
        })
    }

    fn admits(&self, choices: &Choices, guard: &Guard) -> bool {
        self.excluded.agrees_with(guard)
            && self.implied_holds(choices, guard)
            && self.meets(choices, guard)
            && self
                .alternatives
                .iter()
                .all(|ones| ones.iter().any(|one| one.agrees_with(guard)))
            && guard.literals().iter().all(|literal| {
                choices.one_of(*literal).is_none_or(|guards| {
                    guards.iter().any(|one| {
                        self.excluded.agrees_with(one)
                            && choices.agree(one, guard)
                            && self.meets(choices, one)
                    })
                })
            })
    }
}

impl Asked {
    /// Whether something guarded so can exist on this path; `None` where the
    /// path was not asked about before.
    pub(super) fn admits(
        &mut self,
        choices: &Choices,
        version: u64,
        guard: &Guard,
        path: &Guard,
    ) -> Option<bool> {
        if self.version != version || self.path.as_ref() != Some(path) {
            *self = Self {
                path: Some(path.clone()),
                version,
                known: None,
            };
            return None;
        }
        let known = self.known.get_or_insert_with(|| OnPath::of(choices, path));
        Some(known.admits(choices, guard))
    }
}
