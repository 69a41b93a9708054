//! Modules of the project: running them where they are imported.
//!
//! A module runs once on each path. What its run left behind is shared between
//! worlds as long as nothing outside of it was changed, by it or before it.

use super::world::module_frame;
use super::{ENTRY_STEPS, Interp};
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{CallPath, Creation, ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::{Cell, State};
use crate::domain::value::{Atom, Value};
use crate::project::Module;
use rustc_hash::FxHashSet;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::{FileId, Span, TextRange};

/// Imports inside imports that are followed.
const MAX_IMPORTS: usize = 64;

/// Runs of one module in one world, each on paths on which it has not run.
const MAX_RUNS: u32 = 3;

/// What the first run of a module left behind.
#[derive(Debug)]
pub(super) struct Shared {
    /// What it wrote: slots of things that it made itself.
    written: Vec<(u32, Option<Cell>)>,
    /// The modules that it imported, in that order.
    imports: Vec<String>,
    /// Itself, and those that form a circle of imports with it.
    modules: Vec<ObjectId>,
    contexts: Vec<(ObjectId, Span)>,
    /// The path before, and the builds after it.
    before: Guard,
    builds: BuildSet,
    cut: bool,
    /// Something unknown in it might have raised.
    may_raise: bool,
    /// Something in it does raise, at least on some builds.
    raises: bool,
}

/// A module that is being imported.
#[derive(Debug)]
pub(super) struct Loading {
    object: ObjectId,
    imports: Vec<String>,
    /// It met a module that was itself not complete, outside of this run.
    circular: bool,
    /// Modules that it imported and that are complete only with it.
    members: Vec<ObjectId>,
}

impl<'a> Interp<'a> {
    /// The position of a file among the project's.
    pub(super) fn number_of(&self, file: FileId) -> usize {
        self.modules
            .binary_search_by_key(&file, |module| module.id)
            .unwrap_or(0)
    }

    /// The file whose code runs now.
    pub(super) fn enter_file(&mut self, file: FileId) -> FileId {
        let outer = self.source.id;
        if outer != file {
            self.source = &self.modules[self.number_of(file)];
        }
        outer
    }

    /// The namespace of a file's module; a program's own is another than the
    /// one that it would get if it were imported.
    pub(super) fn module_object(&mut self, number: usize, as_main: bool) -> ObjectId {
        let site = Span {
            file: self.modules[number].id,
            range: TextRange::new(0, 0),
        };
        self.namespace_object(site, u32::from(!as_main))
    }

    fn namespace_object(&mut self, site: Span, part: u32) -> ObjectId {
        let creation = Creation {
            site,
            path: CallPath(0),
            part,
        };
        let (object, new) =
            self.objects
                .create(creation, "module", ObjectKind::Module, Origins::default());
        if new {
            self.objects.set_home(object, object);
        }
        object
    }

    /// The names that every module has.
    pub(super) fn bind_module_names(&mut self, module: ObjectId, dotted: &str) {
        let name = self.names.intern("__name__");
        let value = Value::atom(Atom::Str(dotted.into()), Origins::default());
        self.write(Place::Name(module, name), value);
    }

    /// The module under a key of the layout, after it has run on this path;
    /// `None` where there is none.
    pub(super) fn load(&mut self, key: &str, span: Span) -> Option<ObjectId> {
        if let Some(loading) = self.loading.last_mut() {
            loading.imports.push(key.to_owned());
        }
        let number = match self.layout.module(key)? {
            Module::File(number) => number as usize,
            Module::Namespace => {
                let part = 2 + self.names.intern(key).0;
                let site = Span {
                    file: self.modules[0].id,
                    range: TextRange::new(0, 0),
                };
                let object = self.namespace_object(site, part);
                self.bind_in_parent(key, object);
                return Some(object);
            }
        };
        let object = self.module_object(number, false);
        if let Some(at) = self.loading.iter().position(|own| own.object == object) {
            for own in &mut self.loading[at + 1..] {
                own.circular = true;
            }
            return Some(object);
        }
        let loaded = self.loaded_place(object);
        let so_far = self.read(loaded);
        if so_far.is_empty() {
            self.run_import_of(number, key, object, span);
        } else if !self.surely_present(&so_far) && !self.complete(object, &so_far, span) {
            self.load_elsewhere(&so_far, number, key, object, span);
        }
        self.bind_in_parent(key, object);
        Some(object)
    }

    /// On some of the paths that met here the module has run, on others not.
    fn load_elsewhere(
        &mut self,
        loaded: &Value,
        number: usize,
        key: &str,
        object: ObjectId,
        span: Span,
    ) {
        let missing = self.missing_of(loaded);
        let before = self.state.clone();
        let mut done = Vec::new();
        for guard in &missing {
            self.state = before.clone();
            self.assume(guard);
            if !self.state.dead {
                self.run_import_of(number, key, object, span);
                let state = self.take_state();
                done.push(state);
            }
        }
        for (guard, _) in loaded.entries() {
            self.state = before.clone();
            self.assume(guard);
            let state = self.take_state();
            done.push(state);
        }
        self.state.dead = true;
        self.rejoin(done);
    }

    /// A module that is there on some of the paths that met here becomes there
    /// on all of them: its run depends on nothing that differs between them.
    fn complete(&mut self, object: ObjectId, loaded: &Value, span: Span) -> bool {
        if !self.is_undisturbed(object) {
            return false;
        }
        let Some(shared) = self.shared.remove(&object) else {
            return false;
        };
        let fits =
            (self.handlers.is_empty() || !shared.raises) && self.state.path.implies(&shared.before);
        if fits {
            self.load_imports_of(&shared, span);
            let missing = self.missing_of(loaded);
            for (slot, cell) in &shared.written {
                let Some(Cell::Value(value)) = cell else {
                    continue;
                };
                let mut whole = match self.state.store.get(*slot) {
                    Some(Cell::Value(own)) => own.clone(),
                    _ => Value::empty(),
                };
                for guard in &missing {
                    whole = whole.union(&value.restricted(guard));
                }
                self.state.store.set(*slot, Cell::Value(whole));
            }
        }
        self.shared.insert(object, shared);
        fits
    }

    fn load_imports_of(&mut self, shared: &Shared, span: Span) {
        for key in &shared.imports {
            let own = self.file_module(key);
            if own.is_none_or(|own| !shared.modules.contains(&own)) {
                self.load(key, span);
            }
        }
    }

    /// The module of the file under a key.
    fn file_module(&mut self, key: &str) -> Option<ObjectId> {
        match self.layout.module(key)? {
            Module::File(number) => Some(self.module_object(number as usize, false)),
            Module::Namespace => None,
        }
    }

    /// Whether what a module and those that it imports see is as they left it
    /// themselves.
    fn is_undisturbed(&self, module: ObjectId) -> bool {
        if self.disturbed.is_empty() {
            return true;
        }
        let mut seen: FxHashSet<ObjectId> = FxHashSet::default();
        let mut open = vec![module];
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(self.imports_of.get(&next).into_iter().flatten().copied());
            }
        }
        self.disturbed.iter().all(|(changed, by)| {
            seen.contains(by) || (*changed != ObjectId::NOBODY && !seen.contains(changed))
        })
    }

    /// Guards for the paths on which `loaded` does not say that the module has
    /// run.
    fn missing_of(&self, loaded: &Value) -> Vec<Guard> {
        let mut missing = vec![Guard::ALWAYS];
        for (guard, _) in loaded.entries() {
            let pieces = self.complement(guard);
            missing = missing
                .iter()
                .flat_map(|one| pieces.iter().filter_map(|piece| one.and(piece)))
                .collect();
        }
        missing
    }

    fn loaded_place(&mut self, object: ObjectId) -> Place {
        // No name of a program holds a space.
        let name = self.names.intern("module is loaded");
        Place::Name(object, name)
    }

    /// A submodule is an attribute of its package.
    fn bind_in_parent(&mut self, key: &str, object: ObjectId) {
        let Some((folder, name)) = key.rsplit_once('/') else {
            return;
        };
        let parent = match self.layout.module(folder) {
            Some(Module::File(number)) => self.module_object(number as usize, false),
            Some(Module::Namespace) => {
                let part = 2 + self.names.intern(folder).0;
                let site = Span {
                    file: self.modules[0].id,
                    range: TextRange::new(0, 0),
                };
                self.namespace_object(site, part)
            }
            None => return,
        };
        let place = Place::Name(parent, self.names.intern(name));
        let value = Value::atom(Atom::Object(object), Origins::default());
        if self.read(place) != value {
            self.write_quietly(place, value);
        }
    }

    /// Runs a module's body, or takes over what an earlier run left.
    fn run_import_of(&mut self, number: usize, key: &str, object: ObjectId, span: Span) {
        self.first_world[number].get_or_insert(self.world);
        if self.take_over(object, span) {
            return;
        }
        let runs = self.module_runs.entry(object).or_insert(0);
        *runs += 1;
        if *runs > MAX_RUNS {
            self.cut = true;
            self.records.bound(
                span,
                "imported on too many paths: on some of them what this import gives is unknown",
            );
            return;
        }
        if self.loading.len() >= MAX_IMPORTS {
            self.cut = true;
            self.records.bound(
                span,
                "imports nested too deeply: what this import gives is unknown",
            );
            return;
        }
        // What it would raise into the code that imports it is told afterwards:
        // so its run does not depend on who imports it.
        let visible = self.raising_modules.contains(&object);
        let handlers = if visible {
            Vec::new()
        } else {
            std::mem::take(&mut self.handlers)
        };
        let before = self.state.clone();
        let (was_impure, was_cut) = (self.impure, self.cut);
        let raised = (self.unknown_raises, self.known_raises);
        let first_context = self.records.contexts.len();
        self.impure = false;
        self.loading.push(Loading {
            object,
            imports: Vec::new(),
            circular: false,
            members: Vec::new(),
        });
        self.run_body(number, key, object);
        let (may_raise, raises) = (
            self.unknown_raises != raised.0,
            self.known_raises != raised.1,
        );
        if !handlers.is_empty() {
            self.handlers = handlers;
            if raises && self.raising_modules.insert(object) {
                // Once more, with those in sight that catch it.
                self.loading.pop();
                self.impure = was_impure;
                self.state = before;
                return self.run_import_of(number, key, object, span);
            }
        }
        let Some(loading) = self.loading.pop() else {
            return;
        };
        if loading.circular
            && let Some(outer) = self.loading.last_mut()
        {
            // Only together with the module that closes the circle is what it
            // left behind complete.
            outer.members.push(object);
            outer.members.extend(loading.members.iter().copied());
            outer.imports.extend(loading.imports.iter().cloned());
        }
        if self.state.dead && self.handlers.is_empty() {
            // It always raises. So would the program that imports it; what
            // follows is judged all the same.
            self.state = before;
            self.impure = was_impure;
            return;
        }
        let seen = visible && !self.handlers.is_empty();
        let imported = loading
            .imports
            .iter()
            .filter_map(|key| self.file_module(key))
            .collect();
        self.imports_of.insert(object, imported);
        let clean = !std::mem::replace(&mut self.impure, was_impure)
            && !self.state.dead
            && !loading.circular
            && !seen
            && self.is_undisturbed(object);
        if clean && before.path.literals() == self.state.path.literals() {
            let mut modules = loading.members;
            modules.push(object);
            let shared = Shared {
                written: self.written_by(&modules, &before),
                imports: loading.imports,
                modules,
                contexts: self.records.contexts[first_context..].to_vec(),
                builds: self.state.path.builds,
                before: before.path,
                cut: self.cut && !was_cut,
                may_raise,
                raises,
            };
            self.shared.insert(object, shared);
        }
        if may_raise {
            self.may_raise();
        }
    }

    fn run_body(&mut self, number: usize, key: &str, object: ObjectId) {
        let files = self.modules;
        let file = &files[number];
        let outer_file = std::mem::replace(&mut self.source, file);
        let outer_home = std::mem::replace(&mut self.objects.home, object);
        let outer_steps = (self.charged, self.steps_left, self.shallow);
        // A function that nobody calls pays for what it imports.
        let is_world = !self.in_functions;
        if is_world {
            self.charge(number);
            self.steps_left = ENTRY_STEPS;
            self.shallow = self.file_steps_left == 0;
        }
        let site = Span {
            file: file.id,
            range: TextRange::new(0, 0),
        };
        let path = self.objects.call_path(CallPath(0), site, 1);
        for name in self.objects.names(object).to_vec() {
            self.write(Place::Name(object, name), Value::empty());
        }
        self.namespaces.push(object);
        self.bind_module_names(object, &key.replace('/', "."));
        self.cut |= file.reflective;
        self.frames.push(module_frame(object, path));
        self.run(&file.parsed.body.body);
        self.frames.pop();
        let loaded = self.loaded_place(object);
        if !self.state.dead {
            let yes = Value::atom(Atom::Bool(true), Origins::default());
            self.write(loaded, yes);
        }
        if is_world {
            let (charged, steps_left, shallow) = outer_steps;
            self.charge(charged);
            (self.steps_left, self.shallow) = (steps_left, shallow);
        }
        self.objects.home = outer_home;
        self.source = outer_file;
    }

    /// The slots that differ from `before` and belong to what `modules` made.
    fn written_by(&mut self, modules: &[ObjectId], before: &State) -> Vec<(u32, Option<Cell>)> {
        let mut slots = self.state.store.differences(&before.store);
        slots.retain(|slot| {
            match self.objects.place(*slot) {
                // Of what is not known, each module has its own view.
                Some(Place::UnknownAttribute(..)) => true,
                Some(place) => place
                    .owner()
                    .is_some_and(|owner| modules.contains(&self.objects.home_of(owner))),
                None => false,
            }
        });
        slots
            .into_iter()
            .map(|slot| (slot, self.state.store.get(slot).cloned()))
            .collect()
    }

    /// Whether the module is there now, as an earlier run had left it.
    fn take_over(&mut self, object: ObjectId, span: Span) -> bool {
        if !self.is_undisturbed(object) {
            return false;
        }
        let Some(shared) = self.shared.remove(&object) else {
            return false;
        };
        let fits =
            (self.handlers.is_empty() || !shared.raises) && self.state.path.implies(&shared.before);
        if fits {
            if shared.may_raise {
                self.may_raise();
            }
            self.load_imports_of(&shared, span);
            let taken = !self.state.dead;
            if taken {
                for (slot, cell) in &shared.written {
                    match cell {
                        Some(cell) => self.state.store.set(*slot, cell.clone()),
                        None => self.state.store.remove(*slot),
                    }
                }
                self.state.path.builds.0 &= shared.builds.0;
                self.records
                    .contexts
                    .extend(shared.contexts.iter().copied());
                self.cut |= shared.cut;
                self.namespaces.extend(shared.modules.iter().copied());
            }
            self.shared.insert(object, shared);
            return taken;
        }
        self.shared.insert(object, shared);
        false
    }

    // ----- what importing code gets -----

    /// The key of the module that `dotted` names in the running file; `None`
    /// where it is no module of the project.
    pub(super) fn project_folder(&mut self, dotted: &str) -> Option<String> {
        if super::standard::is_standard(dotted) {
            return None;
        }
        let folder = self.layout.folder_for(self.source.path, dotted)?;
        let top = dotted.split('.').next().unwrap_or(dotted);
        if self.catalogue.module_known(top) && self.is_the_library(&folder, top) {
            return None;
        }
        Some(folder)
    }

    /// Whether the project's module under this name is evidently the library
    /// that the catalogue describes: it names what the catalogue names.
    fn is_the_library(&self, folder: &str, top: &str) -> bool {
        let key = crate::project::join(folder, top);
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
        let mut arguments = super::arguments::Arguments::none(span);
        arguments.positional = vec![self.constant(span, Atom::Str(text))];
        self.call_value(&getter, &arguments)
    }
}
