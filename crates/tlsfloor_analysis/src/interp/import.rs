//! Imports: what the names that they bind mean.

use super::Interp;
use super::arguments::Arguments;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, Place};
use crate::domain::origin::Origins;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Traced, Value};
use crate::facts::OriginKind;
use crate::interp::container::Otherwise;
use crate::interp::flow::Truth;
use ruff_python_ast as ast;
use std::rc::Rc;
use tlsfloor_catalogue::model::ConstantValue;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{Build, Engine, Protocol};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(super) fn run_import(&mut self, import: &'a ast::StmtImport) {
        for alias in &import.names {
            let span = self.span(alias);
            let dotted = alias.name.as_str();
            let top = dotted.split('.').next().unwrap_or(dotted);
            let (whole, first) = match self.project_folder(dotted) {
                Some(folder) => {
                    let Some(found) = self.load_all(&folder, dotted, span) else {
                        return;
                    };
                    found
                }
                None if self.module_found(dotted, span) => {
                    (self.imported(dotted), self.imported(top))
                }
                None => return,
            };
            match &alias.asname {
                Some(name) => {
                    let name = self.name_of(name);
                    self.bind(name, whole);
                }
                None => {
                    let name = self.names.intern(top);
                    self.bind(name, first);
                }
            }
        }
    }

    pub(super) fn run_import_from(&mut self, import: &'a ast::StmtImportFrom) {
        let span = self.span(import);
        let module = import.module.as_ref().map_or("", |module| module.as_str());
        if module == "__future__" {
            return;
        }
        let folder = if import.level > 0 {
            let base = self.layout.relative_base(self.source.path, import.level);
            base.map(str::to_owned)
        } else {
            self.project_folder_for(module, &import.names)
        };
        if let Some(folder) = folder {
            self.import_from_project(import, &folder, module);
            return;
        }
        if import.level > 0 {
            self.bind_unknown(import, module);
            return;
        }
        if !self.module_found(module, span) {
            return;
        }
        for alias in &import.names {
            if alias.name.as_str() == "*" {
                self.star_import(module, span);
                continue;
            }
            let dotted = format!("{module}.{}", alias.name.as_str());
            let canonical = self.catalogue.canonical(&dotted).into_owned();
            let missing = self.missing_on(&canonical);
            if missing.0 != 0 {
                self.raise_on(missing, "ImportError");
                if self.state.dead {
                    return;
                }
                self.end_on(self.constant_missing_on(&canonical));
            }
            let value = self.imported(&dotted);
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            let name = self.name_of(name);
            self.bind(name, value);
        }
    }

    /// What an import binds: a library's name without a place of its own, since
    /// the program writes it where it uses it.
    fn imported(&mut self, dotted: &str) -> Value {
        let canonical = self.catalogue.canonical(dotted).into_owned();
        let name = self.names.intern(&canonical);
        let stored = self.read(Place::LibraryAttribute(name));
        if !stored.is_empty() {
            return stored;
        }
        Value::atom(Atom::Library(name), Origins::default())
    }

    /// `importlib.import_module(name)`; `None` where the name is not one known
    /// string.
    pub(super) fn import_by_name(&mut self, by: &str, arguments: &Arguments) -> Option<Value> {
        let name = self.given_name(arguments)?;
        let dotted = name.trim_start_matches('.');
        let gives_first = by == "builtins.__import__" && !self.imports_from(arguments);
        let folder = if dotted.len() < name.len() {
            let level = u32::try_from(name.len() - dotted.len()).unwrap_or(u32::MAX);
            // Relative to the package that is named beside it, which is mostly
            // the module's own.
            let base = self.layout.relative_base(self.source.path, level)?;
            Some(base.to_owned())
        } else {
            self.project_folder(dotted)
        };
        if let Some(folder) = folder {
            let found = self.load_all(&folder, dotted, arguments.span);
            return Some(found.map_or_else(
                Value::empty,
                |(last, first)| {
                    if gives_first { first } else { last }
                },
            ));
        }
        if !self.module_found(&name, arguments.span) {
            return Some(Value::empty());
        }
        // `__import__("a.b")` gives `a`.
        let top = name.split('.').next().unwrap_or(&name);
        Some(self.imported(if gives_first { top } else { &name }))
    }

    /// The name that is imported: with that of the package where it is relative
    /// to one that is named and in view.
    fn given_name(&mut self, arguments: &Arguments) -> Option<Rc<str>> {
        let name = arguments.positional.first().cloned();
        let name = name.or_else(|| arguments.keyword(self.names.intern("name")).cloned())?;
        let name = name.single_str()?.clone();
        let package = arguments.positional.get(1).cloned();
        let package = package.or_else(|| arguments.keyword(self.names.intern("package")).cloned());
        let Some(package) = package.and_then(|package| package.single_str().cloned()) else {
            return Some(name);
        };
        let whole: Option<Rc<str>> = crate::project::absolute(&name, &package).map(Into::into);
        let in_view = whole.filter(|whole| self.project_folder(whole).is_some());
        Some(in_view.unwrap_or(name))
    }

    /// Whether `__import__` is called as `from … import …` calls it: it gives
    /// the module itself, not the package at its top.
    fn imports_from(&mut self, arguments: &Arguments) -> bool {
        let names = arguments.positional.get(3).cloned();
        let names = names.or_else(|| arguments.keyword(self.names.intern("fromlist")).cloned());
        let Some(names) = names.as_ref().and_then(Value::single_atom) else {
            return false;
        };
        match self.truth(names, arguments.span) {
            Truth::Known(truth) => truth,
            Truth::When(cases) => cases.iter().all(|(_, truth)| *truth),
        }
    }

    /// Whether a module can be imported: build by build for those of the
    /// standard library. One that is not known may be missing; a handler sees
    /// both.
    fn module_found(&mut self, dotted: &str, span: Span) -> bool {
        if self.catalogue.module_known(dotted) || super::standard::is_standard(dotted) {
            let groups = self.by_build(self.builds(), |build| {
                super::standard::exists(dotted, build.python)
            });
            let missing = groups
                .iter()
                .filter(|(_, exists)| !exists)
                .fold(0, |missing, (builds, _)| missing | builds.0);
            if missing != 0 {
                self.raise_on(BuildSet(missing), "ImportError");
            }
            if super::standard::is_standard(dotted) {
                return !self.state.dead;
            }
        } else {
            self.records.unresolved(span, dotted);
        }
        self.may_raise_known("ImportError");
        !self.state.dead
    }

    pub(super) fn bind_unknown(&mut self, import: &'a ast::StmtImportFrom, module: &str) {
        let span = self.span(import);
        let dotted = format!("{}{module}", ".".repeat(import.level as usize));
        self.records.unresolved(span, &dotted);
        self.may_raise_known("ImportError");
        for alias in &import.names {
            let alias_span = self.span(alias);
            if alias.name.as_str() == "*" {
                continue;
            }
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            let name = self.name_of(name);
            let value = self.unknown_here(alias_span);
            self.bind(name, value);
        }
    }

    /// `from module import *`: remembered, and asked when a name is not found.
    fn star_import(&mut self, module: &str, span: Span) {
        let star = self.names.intern("*");
        let scopes = self.frame().scopes.clone();
        let home: ObjectId = scopes[scopes.len() - 1];
        let mut sources = self.read(Place::Name(home, star));
        let canonical = self.catalogue.canonical(module).into_owned();
        let name = self.names.intern(&canonical);
        let origins = Origins::one(self.traces.origin(span, OriginKind::Written));
        let source = Value::atom(Atom::Library(name), origins);
        sources = sources.union(&source);
        self.write(Place::Name(home, star), sources);
        if !self.starred.contains(&(home, name)) {
            self.starred.push((home, name));
        }
        // What the module binds already, and what the program gave to the
        // library, is bound anew.
        let rebound = self.rebound.iter().filter(|(library, _)| *library == name);
        let mut bound: Vec<Name> = rebound.map(|(_, own)| *own).collect();
        bound.extend(self.objects.names(home).iter().copied());
        for own in bound {
            let text = self.names.text(own);
            let dotted = format!("{canonical}.{text}");
            let full = self.names.intern(&self.catalogue.canonical(&dotted));
            let stored = self.read(Place::LibraryAttribute(full));
            let is_bound = !self.read(Place::Name(home, own)).is_empty();
            let is_public = !text.starts_with('_') && self.is_known_name(&dotted);
            let value = if !stored.is_empty() {
                let library = Value::atom(Atom::Library(full), Origins::default());
                self.filled(&stored, &library)
            } else if is_bound && is_public {
                Value::atom(Atom::Library(full), Origins::default())
            } else {
                continue;
            };
            self.write(Place::Name(home, own), value);
        }
    }

    /// `from library import *` has bound a name that is about to be rebound in
    /// the library: it stays what it was.
    pub(super) fn keep_star_imported(&mut self, library: Name, name: Name, full: Name) {
        let star = self.names.intern("*");
        for (home, of) in self.starred.clone() {
            let sources = self.read(Place::Name(home, star));
            let imported = of == library
                && sources
                    .atoms()
                    .any(|(_, atom)| *atom == Atom::Library(library))
                && self.read(Place::Name(home, name)).is_empty();
            if imported {
                let mut held = self.read(Place::LibraryAttribute(full));
                if held.is_empty() {
                    held = Value::atom(Atom::Library(full), Origins::default());
                }
                self.write_quietly(Place::Name(home, name), held);
            }
        }
    }

    /// A name that a star import may have bound.
    pub(super) fn star_imported(
        &mut self,
        sources: &Value,
        name: &str,
        span: Span,
    ) -> Option<Value> {
        for (_, traced) in sources.entries() {
            let Atom::Library(module) = &traced.atom else {
                continue;
            };
            let dotted = format!("{}.{name}", self.names.text(*module));
            let canonical = self.catalogue.canonical(&dotted).into_owned();
            // What a module has imported is known by its own name.
            if self.is_known_name(&canonical) || canonical != dotted {
                let name = self.names.intern(name);
                return Some(self.library_attribute(*module, name, span));
            }
        }
        None
    }

    // ----- constants of the catalogue -----

    /// The integer of a constant, build by build; `None` where it is none or
    /// not known.
    pub(super) fn constant_ints(
        &self,
        dotted: &str,
        builds: BuildSet,
    ) -> Vec<(BuildSet, Option<i128>)> {
        let Some(constant) = self.catalogue.constant(dotted) else {
            return vec![(builds, None)];
        };
        let groups = match &constant.value {
            ConstantValue::Int(int) => return vec![(everywhere(), Some(i128::from(*int)))],
            ConstantValue::Bool(value) => return vec![(everywhere(), Some(i128::from(*value)))],
            ConstantValue::Str(_) | ConstantValue::Object => return vec![(everywhere(), None)],
            ConstantValue::Build => {
                let last = dotted.rsplit('.').next().unwrap_or(dotted);
                // Where the name is missing, the code goes on with its symbol.
                let anywhere = self
                    .universe
                    .iter()
                    .rev()
                    .find_map(|build| build.flag(last));
                self.by_build(builds, |build| {
                    build.flag(last).or(anywhere).map(i128::from)
                })
            }
            ConstantValue::Has(protocol) => self.by_build(builds, |build| {
                Some(i128::from(
                    self.protocol_available(dotted, build, *protocol),
                ))
            }),
        };
        match groups.as_slice() {
            [(_, value)] => vec![(everywhere(), *value)],
            _ => groups,
        }
    }

    /// Whether the OpenSSL that a library uses has a protocol.
    pub(super) fn protocol_available(
        &self,
        dotted: &str,
        build: &Build,
        protocol: Protocol,
    ) -> bool {
        let engine = self
            .vocabulary
            .context_classes
            .iter()
            .find(|(_, class)| {
                let module = class.rsplit_once('.').map_or("", |(module, _)| module);
                dotted.starts_with(module) && dotted[module.len()..].starts_with('.')
            })
            .map_or(Engine::Ssl, |(engine, _)| *engine);
        tlsfloor_protocol::context::available(engine, build).contains(protocol)
    }

    /// The members of an enumeration of a library, dotted.
    pub(super) fn constants_below(&self, dotted: &str) -> Vec<String> {
        self.catalogue.members(dotted).to_vec()
    }

    /// `ssl.TLSVersion[unknown]`, `getattr(ssl, unknown)`: any constant there.
    pub(super) fn any_constant_below(
        &mut self,
        dotted: &str,
        key: &Atom,
        span: Span,
    ) -> Option<Value> {
        let members = self.constants_below(dotted);
        if members.is_empty() {
            return None;
        }
        let mut items = Vec::new();
        for member in members {
            let last = member.rsplit('.').next().unwrap_or(&member).to_owned();
            let name = self.names.intern(&member);
            let value = self.constant(span, Atom::Library(name));
            items.push((vec![Atom::Str(last.into())], value));
        }
        let otherwise = Otherwise::MayRaise("KeyError");
        Some(self.pick(&items, None, key, span, otherwise))
    }

    /// The string that a constant of a library stands for.
    pub(super) fn constant_text(&self, name: Name) -> Option<String> {
        let dotted = self.names.text(name);
        match &self.catalogue.constant(&dotted)?.value {
            ConstantValue::Str(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// A value whose library constants that are strings are those strings.
    pub(super) fn with_texts(&mut self, value: &Value) -> Value {
        let texts: Vec<Option<String>> = value
            .entries()
            .iter()
            .map(|(_, traced)| match &traced.atom {
                Atom::Library(name) => self.constant_text(*name),
                atom => self.text_of_member(atom).map(|text| text.to_string()),
            })
            .collect();
        Value::of(
            value
                .entries()
                .iter()
                .zip(texts)
                .map(|((guard, traced), text)| {
                    let atom =
                        text.map_or_else(|| traced.atom.clone(), |text| Atom::Str(text.into()));
                    (
                        guard.clone(),
                        Traced {
                            atom,
                            origins: traced.origins.clone(),
                        },
                    )
                })
                .collect(),
        )
    }

    /// An unknown value that is told apart from others by what it is of.
    pub(super) fn unknown_of(&mut self, what: &'static str, atoms: Vec<Atom>, span: Span) -> Value {
        self.unknown(span, UnknownKey::Operation(what, atoms))
    }
}

const fn everywhere() -> BuildSet {
    BuildSet(u32::MAX)
}
