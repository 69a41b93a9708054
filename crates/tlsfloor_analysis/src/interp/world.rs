//! Worlds: an entry file with what it imports, run as Python would run it; one
//! after the other over the files of a project, then what no world called.

use super::{Frame, FrameKind, Interp, Steps, record, story};
use crate::domain::guard::{Choices, Guard};
use crate::domain::intern::Names;
use crate::domain::object::{CallPath, ObjectId, Objects};
use crate::domain::origin::Traces;
use crate::domain::state::State;
use crate::domain::unknown::{UnknownId, Unknowns};
use crate::facts::Analysis;
use crate::parse::ParsedModule;
use crate::project::Layout;
use crate::relevance::Relevance;
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use tlsfloor_catalogue::Catalogue;
use tlsfloor_protocol::platform::{Build, BuildSet};
use tlsfloor_source::{FileId, Span, TextRange};

/// A file of the project.
#[derive(Debug)]
pub(crate) struct ModuleFile<'a> {
    pub(crate) id: FileId,
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    pub(crate) parsed: ParsedModule,
    /// It may change the program behind the text that is analysed.
    pub(crate) reflective: bool,
}

/// What worlds are run with.
pub(crate) struct Worlds<'a> {
    /// In ascending order of their ids; not empty.
    pub(crate) files: &'a [ModuleFile<'a>],
    /// How many of them, the last ones, are models of the standard library.
    pub(crate) preludes: usize,
    /// Over the paths of the others.
    pub(crate) layout: &'a Layout,
    pub(crate) relevance: &'a Relevance,
    pub(crate) universe: &'a [Build],
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) vocabulary: &'a super::Vocabulary,
    /// Whether to record what happens to contexts, and what runs.
    pub(crate) story: bool,
    pub(crate) steps: Steps,
}

/// What is left when a world's entry has run.
#[derive(Clone)]
pub(super) struct Ended {
    pub(super) state: State,
    environment_written: Option<Span>,
    items_written: FxHashMap<UnknownId, Span>,
    cut: bool,
    disturbed: FxHashSet<(ObjectId, ObjectId)>,
    contexts: Vec<(ObjectId, Span)>,
}

/// Runs the worlds of a project and adds what was found to `analysis`.
pub(crate) fn run_worlds(worlds: &Worlds<'_>, analysis: &mut Analysis) {
    let count = worlds.files.len() - worlds.preludes;
    if count == 0 {
        return;
    }
    let mut interp = Interp::new(worlds);
    for (number, file) in worlds.files.iter().enumerate().take(count) {
        let relevance = worlds.relevance;
        let is_entry = !relevance.imported[number] || is_script(&file.parsed.body.body);
        if relevance.acts[number] && is_entry {
            interp.run_entry(number);
        }
    }
    // Of a circle of imports no file is an entry.
    for number in 0..count {
        if worlds.relevance.acts[number] && interp.first_world[number].is_none() {
            interp.run_entry(number);
        }
    }
    interp.run_all_uncalled();
    interp.finish(analysis);
}

/// Whether a module does something only as a program.
fn is_script(body: &[Stmt]) -> bool {
    let names_main = |test: &Expr| {
        let Expr::Compare(compare) = test else {
            return false;
        };
        let mut sides = std::iter::once(compare.left.as_ref()).chain(&compare.comparators);
        sides.any(|side| matches!(side, Expr::Name(name) if name.id.as_str() == "__name__"))
    };
    body.iter().any(
        |statement| matches!(statement, Stmt::If(ast::StmtIf { test, .. }) if names_main(test)),
    )
}

impl<'a> Interp<'a> {
    fn new(worlds: &Worlds<'a>) -> Self {
        let count = u32::try_from(worlds.universe.len()).unwrap_or(32).min(32);
        let all_builds = BuildSet(u32::MAX.checked_shr(32 - count).unwrap_or(0));
        let mut interp = Self {
            universe: worlds.universe,
            all_builds,
            catalogue: worlds.catalogue,
            vocabulary: worlds.vocabulary,
            modules: worlds.files,
            layout: worlds.layout,
            relevance: worlds.relevance,
            source: &worlds.files[0],
            names: Names::default(),
            objects: Objects::default(),
            traces: Traces::default(),
            unknowns: Unknowns::default(),
            choices: Choices::default(),
            state: State::new(Guard::on(all_builds)),
            start: State::new(Guard::on(all_builds)),
            frames: Vec::new(),
            handlers: Vec::new(),
            handled: Vec::new(),
            running: Vec::new(),
            loading: Vec::new(),
            consumers: Vec::new(),
            starred: Vec::new(),
            rebound: Vec::new(),
            unreleased: super::suspended::Unreleased::default(),
            factories_patched: false,
            stepped_out: Vec::new(),
            held_by_callers: Vec::new(),
            abstract_functions: FxHashSet::default(),
            cut_off: FxHashSet::default(),
            collecting: Vec::new(),
            descriptor_names: FxHashSet::default(),
            field_classes: FxHashMap::default(),
            member_holders: FxHashMap::default(),
            container_classes: FxHashSet::default(),
            left_out: FxHashSet::default(),
            namespaces: Vec::new(),
            shared: FxHashMap::default(),
            left_behind: FxHashMap::default(),
            disturbed: FxHashSet::default(),
            impure: false,
            imports_of: FxHashMap::default(),
            unknown_raises: 0,
            known_raises: 0,
            uncaught: None,
            module_runs: FxHashMap::default(),
            in_functions: false,
            raising_modules: FxHashSet::default(),
            world: 0,
            worlds: Vec::new(),
            first_world: vec![None; worlds.files.len()],
            entered: FxHashSet::default(),
            defined: Vec::new(),
            defined_spans: FxHashSet::default(),
            mentioned_names: FxHashMap::default(),
            exposures: super::expose::Exposures::default(),
            case: None,
            captured: FxHashSet::default(),
            cached: FxHashSet::default(),
            classes: Vec::new(),
            bodies: Vec::new(),
            registers: false,
            instantiated: FxHashSet::default(),
            environment_written: None,
            items_written: FxHashMap::default(),
            steps: worlds.steps,
            steps_left: worlds.steps.entry,
            project_steps: worlds.steps.project,
            entry_steps: worlds.steps.entry,
            file_steps_left: worlds.steps.file,
            overdraft_left: worlds.steps.overdrawn,
            project_overdraft: worlds.steps.project_overdrawn,
            charged: 0,
            file_steps: vec![worlds.steps.file; worlds.files.len()],
            beyond: Vec::new(),
            followed: FxHashSet::default(),
            shallow: false,
            cut: false,
            story: story::Story::new(worlds.story),
            records: record::Records::default(),
            making: None,
        };
        let module = interp.module_object(0, true);
        interp.frames.push(module_frame(module, CallPath(0)));
        interp.run_preludes(worlds.preludes);
        interp
    }

    /// Runs a file as a program, in a world of its own.
    fn run_entry(&mut self, number: usize) {
        let files = self.modules;
        let file = &files[number];
        self.world = self.worlds.len();
        self.state = self.start.clone();
        (self.cut, self.impure) = (file.reflective, false);
        self.disturbed.clear();
        self.environment_written = None;
        self.items_written.clear();
        self.records.contexts.clear();
        self.handlers.clear();
        self.module_runs.clear();
        self.uncaught = None;
        self.source = file;
        let module = self.module_object(number, true);
        self.objects.home = module;
        self.frames = vec![module_frame(module, CallPath(0))];
        let first_class = self.classes.len();
        let first_function = self.defined.len();
        self.charge(number);
        let steps = self.allowance(self.steps.entry);
        self.begin_steps(steps);
        self.first_world[number].get_or_insert(self.world);
        self.bind_module_names(module, "__main__");
        self.run(&file.parsed.body.body);
        if !self.state.dead {
            self.use_settings(number, module);
        }
        if !self.state.dead {
            let site = Span {
                file: file.id,
                range: TextRange::new(0, 0),
            };
            self.call_model("threading._finish", Vec::new(), site);
        }
        let state = self.take_state();
        // The functions of a module that always raises or exits are judged as it
        // was then.
        let uncaught = self.uncaught.take();
        self.state = match (state.dead, uncaught) {
            (false, _) => state,
            (true, Some(uncaught)) => uncaught,
            (true, None) => self.start.clone(),
        };
        let ended = self.state.clone();
        self.end_path(&ended);
        let mut homes = vec![module];
        homes.extend(self.namespaces.split_off(0));
        homes.extend(self.classes[first_class..].iter().copied());
        let functions = self.defined[first_function..].to_vec();
        self.record_escapes(&homes, &functions);
        self.worlds.push(Ended {
            state: self.state.clone(),
            environment_written: self.environment_written,
            items_written: self.items_written.clone(),
            cut: self.cut,
            disturbed: self.disturbed.clone(),
            contexts: self.records.contexts.clone(),
        });
    }

    /// Goes back to the end of a world.
    pub(super) fn enter_world(&mut self, world: usize) {
        let Some(ended) = self.worlds.get(world).cloned() else {
            return;
        };
        self.world = world;
        self.state = ended.state;
        self.environment_written = ended.environment_written;
        self.items_written = ended.items_written;
        self.cut = ended.cut;
        self.disturbed = ended.disturbed;
        self.records.contexts = ended.contexts;
        self.handlers.clear();
        self.module_runs.clear();
    }

    /// From here on, steps are charged to this file.
    pub(super) fn charge(&mut self, number: usize) {
        self.file_steps[self.charged] = self.file_steps_left;
        self.charged = number;
        self.file_steps_left = self.file_steps[number];
    }
}

/// The frame in which a module's body runs.
pub(super) fn module_frame(module: ObjectId, path: CallPath) -> Frame {
    Frame {
        locals: module,
        scopes: Rc::new(vec![module]),
        path,
        kind: FrameKind::Module,
        method: None,
        elsewhere: FxHashMap::default(),
        returns: Vec::new(),
        loops: Vec::new(),
        generator: None,
        resume: None,
        keeps: false,
    }
}
