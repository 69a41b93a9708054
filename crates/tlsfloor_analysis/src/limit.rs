//! Bounds of the analysis that were reached: what each gives up, in words.
//!
//! Whoever reaches a bound says so with [`reached`], wherever in the analysis it
//! is: the domain and plain data know no places. The interpreter takes what was
//! reached at the end of each expression and statement, and records it there, so
//! the innermost one tells the place. `docs/bounds.md` lists all bounds with
//! these sentences, and a test compares.

use std::cell::Cell;

thread_local! {
    static REACHED: Cell<u64> = const { Cell::new(0) };
}

/// A kind of bound: several constants that give up the same thing are one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Limit {
    Steps,
    StepsOfProject,
    StepsOfImport,
    Calls,
    Imports,
    ImportRuns,
    ImportPrograms,
    Loop,
    LoopVisits,
    Generator,
    Released,
    Values,
    Settings,
    Contents,
    Conditions,
    Joined,
    Unknowns,
    Tests,
    Operands,
    Alternatives,
    Depth,
    Size,
    Items,
    ItemConditions,
    Copies,
    Sorted,
    Paths,
    Managers,
    Ancestors,
    Reach,
    ReachAtAll,
    Instances,
    Programs,
    Methods,
}

impl Limit {
    const ALL: [Self; 34] = [
        Self::Steps,
        Self::StepsOfProject,
        Self::StepsOfImport,
        Self::Calls,
        Self::Imports,
        Self::ImportRuns,
        Self::ImportPrograms,
        Self::Loop,
        Self::LoopVisits,
        Self::Generator,
        Self::Released,
        Self::Values,
        Self::Settings,
        Self::Contents,
        Self::Conditions,
        Self::Joined,
        Self::Unknowns,
        Self::Tests,
        Self::Operands,
        Self::Alternatives,
        Self::Depth,
        Self::Size,
        Self::Items,
        Self::ItemConditions,
        Self::Copies,
        Self::Sorted,
        Self::Paths,
        Self::Managers,
        Self::Ancestors,
        Self::Reach,
        Self::ReachAtAll,
        Self::Instances,
        Self::Programs,
        Self::Methods,
    ];

    /// What the reader is told.
    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            Self::Steps => {
                "too many steps: from here on calls are not followed, and what they return is unknown"
            }
            Self::StepsOfProject => {
                "the project is too large: where this function leads is not followed"
            }
            Self::StepsOfImport => "too many steps: what this import gives is unknown",
            Self::Calls => "calls nested too deeply: what this call returns is unknown",
            Self::Imports => "imports nested too deeply: what this import gives is unknown",
            Self::ImportRuns => {
                "imported on too many paths: on some of them what this import gives is unknown"
            }
            Self::ImportPrograms => {
                "imported in too many programs: what differs in this one is unknown"
            }
            Self::Loop => "this loop does not settle: what it changes is unknown from here on",
            Self::LoopVisits => {
                "this loop may run more often than its visits are told apart: what the later ones change is taken together"
            }
            Self::Generator => "it is not known where this generator goes on",
            Self::Released => {
                "too many things act when nothing holds them any more: of some it is not followed"
            }
            Self::Values => "too many different values meet here: some of them are unknown",
            Self::Settings => {
                "too many different settings meet here: where they differ, some of them are unknown"
            }
            Self::Contents => {
                "a container may hold too many different things here: it may hold any of them anywhere"
            }
            Self::Conditions => {
                "too many conditions lead here: some are forgotten, so that more may be possible than is"
            }
            Self::Joined => {
                "many different values meet here: equal ones are no longer told apart by the conditions that lead to them"
            }
            Self::Unknowns => "several unknown values meet here: they are no longer told apart",
            Self::Tests => {
                "something unknown is tested in too many ways: what some tests say of each other is forgotten"
            }
            Self::Operands => "the operands may be too many things together: the result is unknown",
            Self::Alternatives => {
                "an iterable may be too many things here: their items are taken together"
            }
            Self::Depth => "data nested too deeply: what is computed from it is unknown",
            Self::Size => "a text or a tuple grows too large: it is unknown",
            Self::Items => "too many items: they are no longer told apart by their places",
            Self::ItemConditions => {
                "an item stands under too many conditions: where it stands is forgotten"
            }
            Self::Copies => "too many things to copy: what some copies hold is unknown",
            Self::Sorted => {
                "too many things to sort by a method of the program: their order is unknown"
            }
            Self::Paths => "something is there on too many paths: it may be missing on any of them",
            Self::Managers => "too many context managers: how this one is left is not followed",
            Self::Ancestors => {
                "a class has too many base classes: what the farthest of them give is unknown"
            }
            Self::Reach => {
                "a function is handed to unknown code inside of too many others: what it changes is not followed"
            }
            Self::ReachAtAll => {
                "too much is handed to unknown code: it is not known what it changes"
            }
            Self::Instances => {
                "a class has too many instances: methods that nobody calls run on some of them, or on all together"
            }
            Self::Programs => {
                "a class is used in too many programs: methods that nobody calls run in some of them"
            }
            Self::Methods => {
                "methods that nobody calls keep changing what others read: what further calls change is not followed"
            }
        }
    }

    /// It only joins what was told apart: answers may be wider than they need be,
    /// and nothing else.
    pub(crate) const fn joins(self) -> bool {
        matches!(
            self,
            Self::LoopVisits
                | Self::Contents
                | Self::Conditions
                | Self::Joined
                | Self::Unknowns
                | Self::Tests
                | Self::Alternatives
                | Self::Items
                | Self::ItemConditions
                | Self::Paths
        )
    }

    /// Something may have been overlooked, so that what is found from there on
    /// may not be all: it is approximate.
    pub(crate) const fn overlooks(self) -> bool {
        matches!(
            self,
            Self::Managers | Self::Methods | Self::Copies | Self::Reach | Self::ReachAtAll
        )
    }
}

/// Says that a bound was reached, at the place where the interpreter is.
pub(crate) fn reached(limit: Limit) {
    REACHED.with(|reached| reached.set(reached.get() | 1 << limit as u64));
}

/// The bounds that were reached since the last call, on this thread.
pub(crate) fn take() -> impl Iterator<Item = Limit> {
    let all = REACHED.with(|reached| reached.replace(0));
    Limit::ALL
        .into_iter()
        .filter(move |limit| all & 1 << *limit as u64 != 0)
}

/// Whether any bound was reached since the last [`take`].
pub(crate) fn any() -> bool {
    REACHED.with(|reached| reached.get() != 0)
}
