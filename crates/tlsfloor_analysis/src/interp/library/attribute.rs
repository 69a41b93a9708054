//! Attributes that the catalogue has effects for, assigned.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, Place};
use crate::domain::value::Value;
use crate::interp::Interp;
use crate::interp::library::Use;
use tlsfloor_catalogue::ApiEntry;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `object.attribute = value`, where the catalogue has effects for it.
    pub(in crate::interp) fn use_attribute(
        &mut self,
        entries: &[ApiEntry],
        object: ObjectId,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        let value = value.restricted(guard);
        let missing = {
            let builds = self.builds();
            let mut missing = BuildSet(0);
            for (set, exists) in self.by_build(builds, |build| {
                entries
                    .iter()
                    .any(|entry| entry.api.python.contains(build.python))
            }) {
                if !exists {
                    missing.0 |= set.0;
                }
            }
            missing
        };
        self.raise_on(missing, "AttributeError");
        if self.state.dead {
            return;
        }
        self.end_on(missing);
        let Some(entry) = entries
            .iter()
            .rfind(|entry| entry.api.release.before.is_none())
        else {
            return;
        };
        let used = Use {
            entry,
            span,
            receiver: Some(object),
            guard: guard.clone(),
            parameters: vec![("value".to_owned(), value)],
            removed: false,
            implicit: false,
            instance: None,
        };
        self.run_effects(&used);
    }

    /// A name of a library is bound to something else: whoever reads it from
    /// there gets that, but not who has had it before from `import *`.
    pub(in crate::interp) fn rebind_in_library(
        &mut self,
        library: Name,
        name: Name,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        self.patch_factories(&self.names.text(library), span);
        let dotted = format!("{}.{}", self.names.text(library), self.names.text(name));
        let canonical = self.catalogue.canonical(&dotted).into_owned();
        let full = self.names.intern(&canonical);
        if self.is_known_name(&canonical) {
            self.keep_star_imported(library, name, full);
        } else {
            self.knob_on_unknown(name, value);
        }
        self.write_where(Place::LibraryAttribute(full), guard, value);
        if !self.rebound.contains(&(library, name)) {
            self.rebound.push((library, name));
        }
    }

    /// An attribute of a library's instance is assigned.
    pub(in crate::interp) fn assign_library_attribute(
        &mut self,
        object: ObjectId,
        class: Name,
        name: Name,
        guard: &Guard,
        value: &Value,
        span: Span,
    ) {
        let (class, name) = (self.names.text(class), self.names.text(name));
        let catalogue = self.catalogue;
        let entries = catalogue.attribute(&class, &name);
        if !entries.is_empty() {
            self.use_attribute(entries, object, guard, value, span);
        }
    }
}
