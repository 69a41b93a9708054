//! The walk below the named folders, by several threads.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::discover::{PathProblem, Skipped};
use crate::environment;
use crate::exclude::Exclude;
use crate::gitignore::{self, Rules};
use crate::paths;
use crate::python::{self, Named};
use crate::read;
use crate::system::{Entry, FileKind, System};

/// Threads that start no faster than they could finish help nobody.
const MOST_JOBS: usize = 64;

/// A file that was found, with the path that tells whether it was found
/// before.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) canonical: PathBuf,
    pub(crate) display: String,
    pub(crate) named: bool,
}

/// A folder to walk.
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    pub(crate) canonical: PathBuf,
    pub(crate) display: String,
    pub(crate) named: bool,
    /// Those from above; for a named folder its own as well.
    pub(crate) rules: Rules,
}

/// A link to a folder, met on the walk.
pub(crate) struct FolderLink {
    pub(crate) path: PathBuf,
    /// The canonical folder that it stands in.
    pub(crate) parent: PathBuf,
    pub(crate) display: String,
}

/// What a walk gathers.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) files: Vec<Found>,
    pub(crate) problems: Vec<PathProblem>,
    pub(crate) folder_links: Vec<FolderLink>,
    /// The canonical folders that were listed.
    pub(crate) walked: HashSet<PathBuf>,
    pub(crate) skipped: Skipped,
}

impl Collected {
    fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.problems.extend(other.problems);
        self.folder_links.extend(other.folder_links);
        self.walked.extend(other.walked);
        self.skipped.hidden += other.skipped.hidden;
        self.skipped.environments += other.skipped.environments;
        self.skipped.ignored += other.skipped.ignored;
        self.skipped.excluded += other.skipped.excluded;
    }

    fn problem(&mut self, path: String, message: String) {
        self.problems.push(PathProblem {
            path,
            message,
            fatal: false,
            unread: true,
        });
    }
}

/// What holds for the whole walk.
pub(crate) struct Walker<'a> {
    pub(crate) system: &'a dyn System,
    pub(crate) exclude: &'a Exclude,
    pub(crate) no_ignore: bool,
}

impl Walker<'_> {
    /// Walks `folders` with `jobs` threads (0: one a processor). What is
    /// gathered stands in no order.
    pub(crate) fn run(&self, folders: Vec<Folder>, jobs: usize, collected: &mut Collected) {
        if folders.is_empty() {
            return;
        }
        let jobs = match jobs {
            0 => thread::available_parallelism().map_or(1, usize::from),
            given => given,
        };
        let queue = Queue::new(folders);
        thread::scope(|scope| {
            let spawn = |_| {
                let worker = || self.work(&queue);
                // Without more threads this one does it alone.
                thread::Builder::new().spawn_scoped(scope, worker).ok()
            };
            let others: Vec<_> = (1..jobs.min(MOST_JOBS)).filter_map(spawn).collect();
            collected.add(self.work(&queue));
            for other in others {
                match other.join() {
                    Ok(gathered) => collected.add(gathered),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        });
    }

    fn work(&self, queue: &Queue) -> Collected {
        let mut gathered = Collected::default();
        while let Some(folder) = queue.next() {
            let turn = Turn { queue };
            let below = self.list(folder, &mut gathered);
            queue.add(below);
            drop(turn);
        }
        gathered
    }

    /// Lists one folder: takes its files, and gives the folders in it.
    fn list(&self, folder: Folder, gathered: &mut Collected) -> Vec<Folder> {
        let listing = match self.system.read_dir(&folder.path) {
            Ok(listing) => listing,
            Err(error) => {
                gathered.problems.push(PathProblem {
                    path: paths::or_dot(&folder.display),
                    message: paths::explain(&error),
                    fatal: folder.named,
                    unread: true,
                });
                return Vec::new();
            }
        };
        if let Some(error) = listing.error {
            gathered.problems.push(PathProblem {
                path: paths::or_dot(&folder.display),
                message: format!("was read in part only: {error}"),
                fatal: folder.named,
                unread: true,
            });
        }
        let entries = listing.entries;
        let mut rules = folder.rules.clone();
        if !self.no_ignore && !folder.named {
            if environment::is_environment(self.system, &folder.path, &entries) {
                gathered.skipped.environments += 1;
                return Vec::new();
            }
            if entries.iter().any(|entry| entry.name == ".git") {
                // Another repository: what is outside says nothing about it.
                rules = Rules::default();
            }
            if entries
                .iter()
                .any(|entry| gitignore::is_rules(&entry.name, entry.kind))
            {
                rules = rules.enter(self.system, &folder.path, &mut gathered.problems);
            }
        }
        let mut below = Vec::new();
        for entry in entries {
            self.take(&folder, &rules, &entry, gathered, &mut below);
        }
        gathered.walked.insert(folder.canonical);
        below
    }

    fn take(
        &self,
        folder: &Folder,
        rules: &Rules,
        entry: &Entry,
        gathered: &mut Collected,
        below: &mut Vec<Folder>,
    ) {
        let hidden = entry.name.as_encoded_bytes().starts_with(b".");
        if entry.kind == FileKind::Folder && hidden && !self.no_ignore {
            gathered.skipped.hidden += 1;
            return;
        }
        let judged = python::judge(&entry.name);
        if entry.kind == FileKind::File && judged == Named::Other {
            return;
        }
        let path = folder.path.join(&entry.name);
        let is_folder = entry.kind == FileKind::Folder;
        if self.exclude.matches(&path, is_folder) {
            gathered.skipped.excluded += 1;
            return;
        }
        if !self.no_ignore && rules.hide(&path, is_folder) {
            gathered.skipped.ignored += 1;
            return;
        }
        let display = paths::join_display(&folder.display, &entry.name.to_string_lossy());
        let found = Found {
            canonical: folder.canonical.join(&entry.name),
            path,
            display,
            named: false,
        };
        match entry.kind {
            FileKind::Folder => below.push(Folder {
                path: found.path,
                canonical: found.canonical,
                display: found.display,
                named: false,
                rules: rules.clone(),
            }),
            FileKind::File => self.take_file(found, judged, gathered),
            FileKind::Link => self.take_link(found, judged, hidden, folder, gathered),
            kind if judged != Named::Other => {
                let message = format!("is {} and was not opened", kind.described());
                gathered.problem(found.display, message);
            }
            _ => {}
        }
    }

    fn take_file(&self, found: Found, judged: Named, gathered: &mut Collected) {
        let apple_double = found
            .path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"._"));
        if judged == Named::Python && !apple_double {
            gathered.files.push(found);
            return;
        }
        match self.system.read_start(&found.path, python::FIRST_LINE) {
            Ok(start) => {
                let python = judged == Named::Python || python::is_script(&start);
                if python && !(apple_double && python::is_apple_double(&start)) {
                    gathered.files.push(found);
                }
            }
            Err(error) => gathered.problem(found.display, read::explain(&error)),
        }
    }

    fn take_link(
        &self,
        mut found: Found,
        judged: Named,
        hidden: bool,
        folder: &Folder,
        gathered: &mut Collected,
    ) {
        match self.system.metadata(&found.path) {
            Ok(target) if target.kind == FileKind::Folder => {
                if hidden && !self.no_ignore {
                    gathered.skipped.hidden += 1;
                    return;
                }
                gathered.folder_links.push(FolderLink {
                    path: found.path,
                    parent: folder.canonical.clone(),
                    display: found.display,
                });
            }
            Ok(_) if judged == Named::Other => {}
            Ok(target) if target.kind == FileKind::File => {
                match self.system.canonicalize(&found.path) {
                    Ok(canonical) => {
                        found.canonical = canonical;
                        self.take_file(found, judged, gathered);
                    }
                    Err(error) => gathered.problem(found.display, paths::explain(&error)),
                }
            }
            Ok(target) => {
                let kind = target.kind.described();
                let message = format!("is a symbolic link to {kind} and was not opened");
                gathered.problem(found.display, message);
            }
            Err(_) if is_emacs_lock(&found) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if judged == Named::Python {
                    let message = "is a symbolic link whose target does not exist";
                    gathered.problem(found.display, message.to_owned());
                }
            }
            Err(error) => gathered.problem(found.display, paths::explain(&error)),
        }
    }
}

/// Emacs locks a file that it edits with a link `.#name` to nowhere.
fn is_emacs_lock(found: &Found) -> bool {
    let name = found.path.file_name();
    name.is_some_and(|name| name.as_encoded_bytes().starts_with(b".#"))
}

/// The folders that wait for a thread.
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    waiting: Vec<Folder>,
    /// How many threads are at a folder, and may find more.
    busy: usize,
}

impl Queue {
    fn new(waiting: Vec<Folder>) -> Self {
        Self {
            state: Mutex::new(State { waiting, busy: 0 }),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next folder, once there is one; none when the walk is over.
    fn next(&self) -> Option<Folder> {
        let mut state = self.lock();
        loop {
            if let Some(folder) = state.waiting.pop() {
                state.busy += 1;
                return Some(folder);
            }
            if state.busy == 0 {
                return None;
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn add(&self, folders: Vec<Folder>) {
        if !folders.is_empty() {
            self.lock().waiting.extend(folders);
            self.changed.notify_all();
        }
    }
}

/// A thread's time at one folder; over even when it panics, or the others
/// would wait for ever.
struct Turn<'a> {
    queue: &'a Queue,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.queue.lock().busy -= 1;
        self.queue.changed.notify_all();
    }
}
