//! What happened to a context, for those who ask for the story.
//!
//! A configuration carries the ways in which it came about. They take no part
//! in comparing configurations, so that a run that records them finds the same
//! as one that does not.

use super::intern::Table;
use super::object::CallPath;
use super::origin::{Origins, Traces};
use crate::facts::{Happened, Happening, Tested, Way};
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};
use tlsfloor_protocol::PartialContext;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// Steps kept of one way.
const MAX_EVENTS: u32 = 24;
/// Ways kept of one configuration.
const MAX_WAYS: usize = 8;

/// A number of [`Histories`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct EventId(u32);

/// The ways to a configuration; none when the story is not asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    ways: SmallVec<[EventId; 1]>,
    more: bool,
}

impl PartialEq for History {
    /// Configurations that differ in their history alone are one.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for History {}

impl Hash for History {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl History {
    /// Adds the ways of an equal configuration.
    pub(crate) fn join(&mut self, other: &Self) {
        self.more |= other.more;
        for way in &other.ways {
            if let Err(at) = self.ways.binary_search(way) {
                if self.ways.len() < MAX_WAYS {
                    self.ways.insert(at, *way);
                } else {
                    self.more = true;
                }
            }
        }
    }
}

/// What happens to a context at a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Event {
    pub(crate) span: Span,
    /// The calls and loop visits around it.
    pub(crate) path: CallPath,
    pub(crate) kind: Happening,
    pub(crate) from: Origins,
    /// Tests that had to come out so.
    pub(crate) when: Vec<Tested>,
    pub(crate) builds: BuildSet,
    pub(crate) after: PartialContext,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Node {
    before: Option<EventId>,
    length: u32,
    event: Event,
}

/// All events of a run.
#[derive(Debug, Default)]
pub(crate) struct Histories {
    nodes: Table<Node>,
}

impl Histories {
    /// A history that begins with `event`.
    pub(crate) fn begin(&mut self, event: Event) -> History {
        let first = self.intern(None, 1, event);
        History {
            ways: SmallVec::from_slice(&[first]),
            more: false,
        }
    }

    /// `history` with one more event.
    pub(crate) fn step(&mut self, history: &History, event: &Event) -> History {
        let mut next = History {
            ways: SmallVec::new(),
            more: history.more,
        };
        for way in &history.ways {
            let way = self.step_way(*way, event.clone());
            next.join(&History {
                ways: SmallVec::from_slice(&[way]),
                more: false,
            });
        }
        if next.ways.is_empty() {
            return self.begin(event.clone());
        }
        next
    }

    fn step_way(&mut self, way: EventId, mut event: Event) -> EventId {
        let Some(last) = self.nodes.get(way.0).cloned() else {
            return way;
        };
        let same_place = last.event.span == event.span && last.event.path == event.path;
        let quiet = matches!(event.kind, Happening::Changed | Happening::Copied);
        let writes = matches!(
            last.event.kind,
            Happening::Made | Happening::Changed | Happening::Copied
        );
        if same_place && quiet && writes {
            // One call or assignment in several parts: told once.
            event.kind = last.event.kind;
            event.from.join(&last.event.from);
            event.builds = event.builds.intersection(last.event.builds);
            return self.intern(last.before, last.length, event);
        }
        let changes = event.after != last.event.after;
        if !changes && self.holds(way, &event) {
            return way;
        }
        if last.length >= MAX_EVENTS {
            event.kind = Happening::Cut;
            event.from = Origins::default();
            if last.event.kind == Happening::Cut {
                event.span = last.event.span;
                event.path = last.event.path;
                return self.intern(last.before, last.length, event);
            }
        }
        self.intern(Some(way), last.length + 1, event)
    }

    /// Whether the same has happened at the same place before: another round of
    /// a loop.
    fn holds(&self, way: EventId, event: &Event) -> bool {
        let mut at = Some(way);
        while let Some(node) = at.and_then(|id| self.nodes.get(id.0)) {
            let own = &node.event;
            if own.span == event.span && own.path == event.path && own.kind == event.kind {
                return true;
            }
            at = node.before;
        }
        false
    }

    fn intern(&mut self, before: Option<EventId>, length: u32, event: Event) -> EventId {
        EventId(
            self.nodes
                .intern(Node {
                    before,
                    length,
                    event,
                })
                .0,
        )
    }

    /// The ways for readers outside, those that exist on some of `builds`.
    pub(crate) fn export(&self, history: &History, builds: BuildSet, traces: &Traces) -> Vec<Way> {
        let mut ways: Vec<Way> = history
            .ways
            .iter()
            .map(|way| {
                let mut steps = Vec::new();
                let mut builds = builds;
                let mut at = Some(*way);
                while let Some(node) = at.and_then(|id| self.nodes.get(id.0)) {
                    builds = builds.intersection(node.event.builds);
                    steps.push(exported(&node.event, traces));
                    at = node.before;
                }
                steps.reverse();
                Way {
                    builds,
                    steps,
                    more: history.more,
                }
            })
            .filter(|way| way.builds.0 != 0)
            .collect();
        ways.sort();
        ways.dedup();
        ways
    }
}

fn exported(event: &Event, traces: &Traces) -> Happened {
    let mut from: Vec<_> = event
        .from
        .list()
        .iter()
        .filter_map(|trace| traces.export(*trace))
        .collect();
    from.sort();
    from.dedup();
    Happened {
        span: event.span,
        kind: event.kind,
        from,
        when: event.when.clone(),
        after: event.after,
    }
}
