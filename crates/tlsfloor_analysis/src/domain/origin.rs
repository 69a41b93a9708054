//! Where values were written, and how they came on.
//!
//! A trace is an origin with the steps that passed its value on: a linked list
//! of interned nodes, so that a value carries a number and two values with the
//! same history compare equal.

use super::intern::Table;
use super::object::is_prelude;
use crate::facts;
use smallvec::SmallVec;
use tlsfloor_source::Span;

/// An interned trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TraceId(u32);

/// Steps kept of one trace. Longer ways keep their first steps, which lie
/// nearest to the cause.
const MAX_STEPS: u32 = 10;
/// Origins kept of one value.
const MAX_ORIGINS: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Node {
    Origin {
        span: Span,
        kind: facts::OriginKind,
    },
    Step {
        before: TraceId,
        span: Span,
        kind: facts::StepKind,
        length: u32,
    },
}

/// All traces of a run.
#[derive(Debug, Default)]
pub(crate) struct Traces {
    nodes: Table<Node>,
}

impl Traces {
    /// The trace of a value that is written at `span`.
    pub(crate) fn origin(&mut self, span: Span, kind: facts::OriginKind) -> TraceId {
        TraceId(self.nodes.intern(Node::Origin { span, kind }).0)
    }

    /// `before`, passed on once more.
    pub(crate) fn step(&mut self, before: TraceId, span: Span, kind: facts::StepKind) -> TraceId {
        if is_prelude(span.file) {
            return before;
        }
        let length = match self.nodes.get(before.0) {
            Some(Node::Step {
                length,
                span: last,
                kind: last_kind,
                ..
            }) => {
                if *length >= MAX_STEPS || (*last == span && *last_kind == kind) {
                    return before;
                }
                *length + 1
            }
            _ => 1,
        };
        TraceId(
            self.nodes
                .intern(Node::Step {
                    before,
                    span,
                    kind,
                    length,
                })
                .0,
        )
    }

    /// The trace for readers outside.
    pub(crate) fn export(&self, trace: TraceId) -> Option<facts::Origin> {
        let mut steps = Vec::new();
        let (mut public_default, mut selected) = (false, false);
        let mut at = trace;
        loop {
            match *self.nodes.get(at.0)? {
                Node::Step {
                    before, span, kind, ..
                } => {
                    public_default |= kind == facts::StepKind::ParameterDefault;
                    selected |= kind == facts::StepKind::Selected;
                    steps.push(facts::Step { span, kind });
                    at = before;
                }
                Node::Origin { span, .. } if is_prelude(span.file) => return None,
                Node::Origin { span, kind } => {
                    steps.reverse();
                    return Some(facts::Origin {
                        span,
                        kind,
                        public_default,
                        selected,
                        steps,
                    });
                }
            }
        }
    }
}

/// The traces of one value: more than one where equal values meet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Origins {
    list: SmallVec<[TraceId; 2]>,
    full: bool,
}

impl Origins {
    pub(crate) fn one(trace: TraceId) -> Self {
        Self {
            list: SmallVec::from_slice(&[trace]),
            full: false,
        }
    }

    pub(crate) fn list(&self) -> &[TraceId] {
        &self.list
    }

    pub(crate) fn is_full(&self) -> bool {
        self.full
    }

    /// Adds the other's origins.
    pub(crate) fn join(&mut self, other: &Self) {
        self.full |= other.full;
        for trace in &other.list {
            if let Err(at) = self.list.binary_search(trace) {
                if self.list.len() < MAX_ORIGINS {
                    self.list.insert(at, *trace);
                } else {
                    self.full = true;
                }
            }
        }
    }

    /// Each origin with one more step.
    pub(crate) fn step(&self, traces: &mut Traces, span: Span, kind: facts::StepKind) -> Self {
        let mut list: SmallVec<[TraceId; 2]> = self
            .list
            .iter()
            .map(|trace| traces.step(*trace, span, kind))
            .collect();
        list.sort_unstable();
        list.dedup();
        Self {
            list,
            full: self.full,
        }
    }
}
