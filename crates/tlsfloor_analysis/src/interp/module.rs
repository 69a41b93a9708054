//! Modules of the project: running them where they are imported.
//!
//! A module runs once on each path. What its run left behind is shared between
//! worlds as long as nothing outside of it was changed, by it or before it.

use super::Interp;
use super::world::module_frame;
use crate::domain::object::{CallPath, Creation, ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::State;
use crate::domain::value::{Atom, Value};
use crate::limit::Limit;
use crate::project::Module;
use tlsfloor_source::{FileId, Span, TextRange};

/// Imports inside imports that are followed.
const MAX_IMPORTS: usize = 64;

/// Runs of one module in one world, each on paths on which it has not run.
const MAX_RUNS: u32 = 3;

/// A module that is being imported.
#[derive(Debug)]
pub(super) struct Loading {
    pub(super) object: ObjectId,
    pub(super) imports: Vec<String>,
    /// It met a module that was itself not complete, outside of this run.
    circular: bool,
    /// Modules that it imported and that are complete only with it.
    pub(super) members: Vec<ObjectId>,
}

/// How things stood before a module ran.
pub(super) struct Before {
    pub(super) state: State,
    impure: bool,
    pub(super) cut: bool,
    /// Unknown and known raises.
    pub(super) raises: (u64, u64),
    /// Contexts of the world.
    pub(super) contexts: usize,
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
        if !self.relevance.feeds[number] {
            self.left_out.insert(object);
            self.bind_in_parent(key, object);
            return Some(object);
        }
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

    /// On some of the paths that met here the module has run, on others not:
    /// afterwards it is there on all of them, so that nobody asks again.
    fn load_elsewhere(
        &mut self,
        loaded: &Value,
        number: usize,
        key: &str,
        object: ObjectId,
        span: Span,
    ) {
        let missing = self.outside_of(loaded);
        let present = loaded.entries().iter().map(|(guard, _)| guard.clone());
        let split = self.split_of(missing, present.collect());
        self.branch(
            &split,
            |interp| {
                interp.run_import_of(number, key, object, span);
                interp.set_loaded(object);
            },
            |interp| interp.set_loaded(object),
            |_, (), _, (), _| (),
            (),
        );
    }

    fn set_loaded(&mut self, object: ObjectId) {
        if !self.state.dead {
            let loaded = self.loaded_place(object);
            let yes = Value::atom(Atom::Bool(true), Origins::default());
            // The loader notes this, not the module that imports.
            self.write_quietly(loaded, yes);
        }
    }

    /// The module of the file under a key.
    pub(super) fn file_module(&mut self, key: &str) -> Option<ObjectId> {
        match self.layout.module(key)? {
            Module::File(number) => Some(self.module_object(number as usize, false)),
            Module::Namespace => None,
        }
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
        let there = !self.imports_nothing_more()
            && (self.take_over(object, span) || self.take_what_was_left(object, span));
        if there || !self.may_run(object, span) {
            return;
        }
        // One that was never run, since bounds were reached, becomes an entry.
        self.first_world[number].get_or_insert(self.world);
        // What it would raise into the code that imports it is told afterwards:
        // so its run does not depend on who imports it.
        let in_sight = self.raising_modules.contains(&object);
        let handlers = if in_sight {
            Vec::new()
        } else {
            std::mem::take(&mut self.handlers)
        };
        let before = Before {
            state: self.state.clone(),
            impure: std::mem::replace(&mut self.impure, false),
            cut: self.cut,
            raises: (self.unknown_raises, self.known_raises),
            contexts: self.records.contexts.len(),
        };
        self.loading.push(Loading {
            object,
            imports: Vec::new(),
            circular: false,
            members: Vec::new(),
        });
        self.run_body(number, key, object);
        let loading = self.loading.pop();
        if !handlers.is_empty() {
            self.handlers = handlers;
            let raises = self.known_raises != before.raises.1;
            if raises && self.raising_modules.insert(object) {
                // Once more, with those in sight that catch it.
                self.impure = before.impure;
                self.state = before.state;
                return self.run_import_of(number, key, object, span);
            }
        }
        if let Some(loading) = loading {
            let seen = in_sight && !self.handlers.is_empty();
            self.has_run(before, loading, seen);
        }
    }

    fn imports_nothing_more(&self) -> bool {
        self.is_overdrawn() || self.in_functions && self.project_steps == 0
    }

    /// Whether the bounds allow one more run of a module here.
    fn may_run(&mut self, object: ObjectId, span: Span) -> bool {
        let runs = self.module_runs.entry(object).or_insert(0);
        *runs += 1;
        let limit = if *runs > MAX_RUNS {
            Limit::ImportRuns
        } else if self.imports_nothing_more() {
            Limit::StepsOfImport
        } else if self.loading.len() >= MAX_IMPORTS {
            Limit::Imports
        } else {
            return true;
        };
        self.cut = true;
        self.reached(span, limit);
        false
    }

    /// A module's body is over: keeps what other worlds may take over.
    fn has_run(&mut self, before: Before, loading: Loading, seen: bool) {
        let object = loading.object;
        if loading.circular
            && let Some(outer) = self.loading.last_mut()
        {
            // Only together with the module that closes the circle is what it
            // left behind complete.
            outer.members.push(object);
            outer.members.extend(loading.members.iter().copied());
            outer.imports.extend(loading.imports.iter().cloned());
        }
        let impure = std::mem::replace(&mut self.impure, before.impure);
        if self.state.dead && self.handlers.is_empty() {
            // It always raises. So would the program that imports it; what
            // follows is judged all the same.
            self.state = before.state;
            return;
        }
        let may_raise = self.unknown_raises != before.raises.0;
        let imported = loading
            .imports
            .iter()
            .filter_map(|key| self.file_module(key))
            .collect();
        self.imports_of.insert(object, imported);
        let whole = !self.state.dead && !loading.circular && !seen;
        let holds = whole && !impure && self.is_undisturbed(object);
        self.share(&before, loading, may_raise, holds);
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
            self.steps_left = self.allowance(self.steps.entry);
            self.shallow = false;
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
        self.set_loaded(object);
        if is_world {
            let (charged, steps_left, shallow) = outer_steps;
            self.charge(charged);
            (self.steps_left, self.shallow) = (steps_left, shallow);
        }
        self.objects.home = outer_home;
        self.source = outer_file;
    }
}
