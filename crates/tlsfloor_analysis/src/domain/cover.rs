//! Whether guards together leave no way along a path open.

use super::choices::Choices;
use super::guard::{Guard, Literal};
use crate::limit::{self, Limit};
use tlsfloor_protocol::platform::BuildSet;

/// Ways that are looked at, at most, for one answer.
const MAX_COVERED: u32 = 32;

impl Choices {
    /// Whether one of `guards` holds on every way along `path` and on each of
    /// `builds`. False also where that takes too long to say.
    pub(crate) fn covered(&self, path: &Guard, guards: &[Guard], builds: BuildSet) -> bool {
        let mut left = MAX_COVERED;
        let path = Guard::on(builds).and_path(path);
        path.is_none_or(|path| self.covers(&path, guards, &mut left))
    }

    fn covers(&self, path: &Guard, guards: &[Guard], left: &mut u32) -> bool {
        if guards.iter().any(|guard| path.implies(guard)) {
            return true;
        }
        let Some(next) = left.checked_sub(1) else {
            limit::reached(Limit::Paths);
            return false;
        };
        *left = next;
        let Some(guard) = guards.iter().find(|guard| self.compatible(guard, path)) else {
            return false;
        };
        let lacks = |literal: &&Literal| !path.holds(**literal);
        if let Some(literal) = guard.literals().iter().find(lacks) {
            return [literal.negated(), *literal].into_iter().all(|side| {
                let narrowed = self.narrow(path, &Guard::when(side));
                narrowed.is_none_or(|path| self.covers(&path, guards, left))
            });
        }
        // It holds on these builds; what of the others?
        let others = Guard::on(BuildSet(!guard.builds.0));
        let rest = path.and_path(&others);
        rest.is_none_or(|path| self.covers(&path, guards, left))
    }
}
