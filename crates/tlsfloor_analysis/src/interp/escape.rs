//! Low constants that leave our sight: returned, stored under a public name,
//! kept in a table, passed on to something unknown.

use super::{Defined, Interp};
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::{Cell, Sequence};
use crate::domain::value::{Atom, Traced, Value};
use crate::facts::{Escape, EscapeKind};
use rustc_hash::FxHashSet;
use tlsfloor_protocol::Protocol;
use tlsfloor_protocol::platform::BuildSet;

/// Containers that were looked into.
type Seen = FxHashSet<ObjectId>;

/// How a constant leaves, and what becomes of it there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaving {
    kind: EscapeKind,
    maximum: bool,
}

impl Leaving {
    /// As the newest version that is allowed.
    pub(super) const fn as_maximum(kind: EscapeKind) -> Self {
        Self {
            kind,
            maximum: true,
        }
    }
}

impl From<EscapeKind> for Leaving {
    fn from(kind: EscapeKind) -> Self {
        Self {
            kind,
            maximum: false,
        }
    }
}

impl<'a> Interp<'a> {
    /// Records the low constants that a value may be.
    pub(super) fn record_escape(&mut self, value: &Value, leaving: impl Into<Leaving>) {
        self.escape_within(value, leaving.into(), &mut Seen::default());
    }

    /// Whether a thing may hold such a constant.
    fn may_hold_constant(&self, atom: &Atom) -> bool {
        match atom {
            Atom::Library(_) | Atom::Tuple(_) | Atom::Member(_) => true,
            Atom::Object(object) => matches!(
                self.objects.kind(*object),
                ObjectKind::Dict | ObjectKind::Namespace(_) | ObjectKind::List | ObjectKind::Set
            ),
            _ => false,
        }
    }

    fn escape_within(&mut self, value: &Value, leaving: Leaving, seen: &mut Seen) {
        for (guard, traced) in value.entries() {
            if !self.may_hold_constant(&traced.atom)
                || !self.choices.compatible(guard, &self.state.path)
            {
                continue;
            }
            match &traced.atom {
                Atom::Library(_) => {
                    let builds = BuildSet(guard.builds.0 & self.builds().0);
                    self.escape_constant(traced, leaving, builds);
                }
                Atom::Tuple(items) => {
                    for item in items.iter() {
                        self.escape_within(item, EscapeKind::Table.into(), seen);
                    }
                }
                Atom::Object(object) if seen.insert(*object) => {
                    self.escape_object(*object, seen);
                }
                Atom::Member(member) => self.escape_within(&member.value.clone(), leaving, seen),
                _ => {}
            }
        }
    }

    fn escape_object(&mut self, object: ObjectId, seen: &mut Seen) {
        match self.objects.kind(object) {
            ObjectKind::Dict | ObjectKind::Namespace(_) => {
                let mapping = self.mapping(object);
                for (_, value) in mapping.entries.iter() {
                    self.escape_within(value, EscapeKind::Table.into(), seen);
                }
            }
            ObjectKind::List | ObjectKind::Set => {
                let content = self.content(object);
                for (_, sequence) in content.entries() {
                    match sequence {
                        Sequence::Known(items) => {
                            for item in items.iter() {
                                self.escape_within(item, EscapeKind::Table.into(), seen);
                            }
                        }
                        Sequence::Open(item) => {
                            self.escape_within(item, EscapeKind::Table.into(), seen);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn escape_constant(&mut self, traced: &Traced, leaving: Leaving, builds: BuildSet) {
        let Atom::Library(name) = traced.atom else {
            return;
        };
        let dotted = self.names.text(name);
        let Some(protocol) = self
            .catalogue
            .constant(&dotted)
            .and_then(|constant| constant.protocol)
        else {
            return;
        };
        if protocol >= Protocol::TlsV1_2 {
            return;
        }
        // A method speaks its protocol or nothing; a version is an end of a
        // range, which begins with the next one where the build lacks it, and
        // ends with the one before.
        let last = dotted.rsplit('.').next().unwrap_or(&dotted);
        let is_method = last.starts_with("PROTOCOL_") || last.ends_with("_METHOD");
        let groups = self.by_build(builds, |build| {
            let has = |own: &Protocol| build.available.contains(*own);
            let mut all = Protocol::ALL.into_iter();
            if leaving.maximum {
                let newest = all.rev().find(|own| *own <= protocol && has(own));
                return Some(newest.unwrap_or(protocol));
            }
            all.find(|own| (*own == protocol || *own > protocol && !is_method) && has(own))
        });
        let library = self.library_of(&dotted);
        for (builds, lowest) in groups {
            let Some(protocol) = lowest.filter(|lowest| *lowest < Protocol::TlsV1_2) else {
                continue;
            };
            for trace in traced.origins.list() {
                let Some(origin) = self.traces.export(*trace) else {
                    continue;
                };
                self.records.escape(Escape {
                    span: origin.span,
                    constant: dotted.to_string(),
                    library: library.clone(),
                    protocol,
                    kind: leaving.kind,
                    maximum: leaving.maximum,
                    builds,
                    steps: origin.steps,
                });
            }
        }
    }

    /// The catalogue's library that a constant belongs to.
    fn library_of(&self, dotted: &str) -> String {
        self.catalogue
            .libraries()
            .iter()
            .find(|library| {
                library
                    .constants
                    .iter()
                    .any(|constant| constant.name == dotted)
            })
            .map_or_else(|| "ssl".to_owned(), |library| library.name.clone())
    }

    /// What modules and classes leave behind: public names, attributes,
    /// defaults of functions.
    pub(super) fn record_escapes(&mut self, homes: &[ObjectId], functions: &[Defined]) {
        let mut seen = Seen::default();
        for home in homes.iter().copied() {
            for name in self.objects.names(home).to_vec() {
                let text = self.names.text(name);
                if text.starts_with('_') || text.as_ref() == "*" {
                    continue;
                }
                let place = Place::Name(home, name);
                if !self.place_may_hold_constant(place) {
                    continue;
                }
                let value = self.read(place);
                // A name that an import bound is no choice of this program.
                let chosen = Value::of(
                    value
                        .entries()
                        .iter()
                        .filter(|(_, traced)| {
                            !matches!(traced.atom, Atom::Library(_))
                                || !traced.origins.list().is_empty()
                        })
                        .cloned()
                        .collect(),
                );
                self.escape_within(&chosen, EscapeKind::Stored.into(), &mut seen);
            }
        }
        for function in functions {
            for name in self.objects.names(function.object).to_vec() {
                let place = Place::Name(function.object, name);
                if self.place_may_hold_constant(place) {
                    let value = self.read(place);
                    self.escape_within(&value, EscapeKind::ParameterDefault.into(), &mut seen);
                }
            }
        }
    }

    fn place_may_hold_constant(&mut self, place: Place) -> bool {
        let slot = self.slot(place);
        match self.state.store.get(slot) {
            Some(Cell::Value(value)) => value.atoms().any(|(_, atom)| self.may_hold_constant(atom)),
            _ => false,
        }
    }
}
