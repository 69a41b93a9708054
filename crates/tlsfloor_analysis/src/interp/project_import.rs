//! Imports of the project's own modules: which module a name means, and what
//! importing code gets of it.

use super::Interp;
use super::arguments::Arguments;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, Place};
use crate::domain::origin::Origins;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::facts::StepKind;
use crate::project::{Module, join};
use ruff_python_ast as ast;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// The key of the module that `dotted` names in the running file; `None`
    /// where it is no module of the project.
    pub(super) fn project_folder(&mut self, dotted: &str) -> Option<String> {
        self.project_folder_for(dotted, &[])
    }

    /// The same, for `from dotted import names`.
    pub(super) fn project_folder_for(
        &mut self,
        dotted: &str,
        names: &[ast::Alias],
    ) -> Option<String> {
        if super::standard::is_standard(dotted) {
            return None;
        }
        let names = names.iter().map(|alias| alias.name.as_str());
        let folder = self
            .layout
            .folder_for_names(self.source.path, dotted, names)?;
        let top = dotted.split('.').next().unwrap_or(dotted);
        if self.catalogue.module_known(top) && self.is_the_library(&folder, top) {
            return None;
        }
        Some(folder)
    }

    /// Whether the project's module under this name is evidently the library
    /// that the catalogue describes: it names what the catalogue names.
    fn is_the_library(&self, folder: &str, top: &str) -> bool {
        let key = join(folder, top);
        let Some(Module::File(number)) = self.layout.module(&key) else {
            return true;
        };
        let text = self.modules[number as usize].text;
        let prefix = format!("{top}.");
        let mut names = self
            .catalogue
            .libraries()
            .iter()
            .flat_map(|library| &library.apis)
            .filter_map(|api| api.name.strip_prefix(&prefix))
            .filter_map(|rest| rest.split('.').next());
        names.any(|name| text.contains(name))
    }

    /// An attribute of a module of the project; empty if it has none.
    pub(super) fn module_attribute(&mut self, module: ObjectId, name: Name, span: Span) -> Value {
        let own = self.read(Place::Name(module, name));
        if !own.is_empty() {
            return own;
        }
        let star = self.names.intern("*");
        let sources = self.read(Place::Name(module, star));
        if !sources.is_empty() {
            let text = self.names.text(name);
            if let Some(value) = self.star_imported(&sources, &text, span) {
                return value;
            }
        }
        let getter = self.names.intern("__getattr__");
        let getter = self.read(Place::Name(module, getter));
        if getter.is_empty() {
            return Value::empty();
        }
        let text = self.names.text(name);
        let mut arguments = Arguments::none(span);
        arguments.positional = vec![self.constant(span, Atom::Str(text))];
        self.call_value(&getter, &arguments)
    }

    /// The modules that `dotted` names in a folder of the project: the last and
    /// the first of them. `None` where nothing runs any more.
    pub(super) fn load_all(
        &mut self,
        folder: &str,
        dotted: &str,
        span: Span,
    ) -> Option<(Value, Value)> {
        let mut key = folder.to_owned();
        let mut found: Option<(ObjectId, ObjectId)> = None;
        for part in dotted.split('.').filter(|part| !part.is_empty()) {
            key = join(&key, part);
            let Some(module) = self.load(&key, span) else {
                self.records.unresolved(span, dotted);
                self.may_raise_known("ImportError");
                let unknown = self.unknown_here(span);
                let first = found.map(|(_, first)| self.object_value(span, first));
                return (!self.state.dead).then(|| (unknown.clone(), first.unwrap_or(unknown)));
            };
            if self.state.dead {
                return None;
            }
            found = Some((module, found.map_or(module, |(_, first)| first)));
        }
        let (last, first) = match found {
            Some(found) => found,
            None => {
                let module = self.load(folder, span)?;
                (module, module)
            }
        };
        (!self.state.dead).then(|| {
            let module = |object| Value::atom(Atom::Object(object), Origins::default());
            (module(last), module(first))
        })
    }

    /// `from module import …`, of a module of the project.
    pub(super) fn import_from_project(
        &mut self,
        import: &'a ast::StmtImportFrom,
        folder: &str,
        dotted: &str,
    ) {
        let span = self.span(import);
        if import.level > 0 && !dotted.is_empty() {
            // The packages above have run if this module runs as part of them.
            self.load(folder, span);
        }
        let Some((module, _)) = self.load_all(folder, dotted, span) else {
            return;
        };
        let Some(Atom::Object(module)) = module.single_atom().cloned() else {
            return self.bind_unknown(import, dotted);
        };
        let mut key = folder.to_owned();
        for part in dotted.split('.').filter(|part| !part.is_empty()) {
            key = join(&key, part);
        }
        for alias in &import.names {
            let span = self.span(alias);
            if alias.name.as_str() == "*" {
                self.star_from(module, &key, span);
                continue;
            }
            let name = self.name_of(&alias.name);
            let value = self.member_of(module, &key, name, span);
            if self.state.dead {
                return;
            }
            let value = self.passed(&value, span, StepKind::Imported);
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            let name = self.name_of(name);
            self.bind(name, value);
        }
    }

    /// A name of a module, or a module inside it.
    fn member_of(&mut self, module: ObjectId, key: &str, name: Name, span: Span) -> Value {
        // Whatever `__getattr__` raises for want of the name is an error of the
        // import.
        let missing = Value::empty();
        let value = if self.has_getattr(&Atom::Object(module)) {
            self.attempted("AttributeError", &missing, span, |interp| {
                interp.module_attribute(module, name, span)
            })
        } else {
            self.module_attribute(module, name, span)
        };
        if !value.is_empty() {
            if !self.surely_present(&value) {
                self.may_raise_known("ImportError");
            }
            return value;
        }
        let text = self.names.text(name);
        if let Some(submodule) = self.load(&join(key, &text), span) {
            return Value::atom(Atom::Object(submodule), Origins::default());
        }
        if self.state.dead {
            return Value::empty();
        }
        if self.has_getattr(&Atom::Object(module)) {
            return self.raised("ImportError", span);
        }
        if !self.left_out.contains(&module) {
            // A mistake in the program, or something that is not seen.
            self.may_raise_known("ImportError");
        }
        self.missing_attribute(Atom::Object(module), name, span)
    }

    /// `from module import *`, of a module of the project.
    fn star_from(&mut self, module: ObjectId, key: &str, span: Span) {
        let all = self.names.intern("__all__");
        let listed = self.read(Place::Name(module, all));
        let names = match self.listed_names(&listed, span) {
            Some(names) => names,
            None => self
                .objects
                .names(module)
                .iter()
                .copied()
                .filter(|name| {
                    let text = self.names.text(*name);
                    !text.starts_with('_') && !text.contains([' ', '*'])
                })
                .collect(),
        };
        let explicit = !listed.is_empty();
        for name in names {
            let value = if explicit {
                self.member_of(module, key, name, span)
            } else {
                self.read(Place::Name(module, name))
            };
            if !value.is_empty() {
                let value = self.passed(&value, span, StepKind::Imported);
                // Where the module does not bind it, it stays what it was.
                let scopes = self.frame().scopes.clone();
                let own = self.read(Place::Name(scopes[0], name));
                let value = self.filled(&value, &own);
                self.bind(name, value);
            }
        }
        let star = self.names.intern("*");
        let theirs = self.read(Place::Name(module, star));
        if !theirs.is_empty() {
            let scopes = self.frame().scopes.clone();
            let home = Place::Name(scopes[scopes.len() - 1], star);
            let ours = self.read(home);
            self.write(home, ours.union(&theirs));
        }
    }

    /// The names in a known `__all__`.
    fn listed_names(&mut self, listed: &Value, span: Span) -> Option<Vec<Name>> {
        if listed.is_empty() {
            return None;
        }
        let Sequence::Known(items) = self.sequence_of(listed, span) else {
            return None;
        };
        let mut names = Vec::new();
        for item in items.iter() {
            let text = item.single_str()?.clone();
            names.push(self.names.intern(&text));
        }
        Some(names)
    }
}
