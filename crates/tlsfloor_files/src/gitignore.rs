//! What `.gitignore` files hide.
//!
//! They count wherever they lie, in a git repository or not (an unpacked
//! release hides what its authors' checkout hides), up to the folder that
//! holds `.git`. A user's global ignore file and `.git/info/exclude` do not
//! count: the same tree must give the same report on every machine.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::discover::PathProblem;
use crate::paths;
use crate::read;
use crate::system::{FileKind, System};

/// The name of the files.
pub(crate) const NAME: &str = ".gitignore";

/// No such file is longer; what is past this many bytes would not help.
const LIMIT: u64 = 16 * 1024 * 1024;

/// The rules that hold in a folder: its own, then those of the folders above.
#[derive(Clone, Default)]
pub(crate) struct Rules {
    innermost: Option<Arc<Level>>,
}

struct Level {
    matcher: Gitignore,
    outer: Rules,
}

impl Rules {
    /// Whether a rule hides the absolute `path`, which lies in the rules'
    /// folder. The nearest file that says anything of it decides.
    pub(crate) fn hide(&self, path: &Path, folder: bool) -> bool {
        let mut level = &self.innermost;
        while let Some(current) = level {
            let verdict = current.matcher.matched(path, folder);
            if !verdict.is_none() {
                return verdict.is_ignore();
            }
            level = &current.outer.innermost;
        }
        false
    }

    /// These rules and those of one more folder inside.
    fn with(&self, matcher: Gitignore) -> Self {
        if matcher.is_empty() {
            return self.clone();
        }
        Self {
            innermost: Some(Arc::new(Level {
                matcher,
                outer: self.clone(),
            })),
        }
    }

    /// These rules and those of the `.gitignore` in `folder`, which exists.
    pub(crate) fn enter(
        &self,
        system: &dyn System,
        folder: &Path,
        problems: &mut Vec<PathProblem>,
    ) -> Self {
        match load(system, folder, problems) {
            Some(matcher) => self.with(matcher),
            None => self.clone(),
        }
    }

    /// The rules from above and of a folder that was named on the command
    /// line. Those that hide the folder itself, or whatever it holds, are left
    /// out: naming it asks for it.
    pub(crate) fn of_named(
        system: &dyn System,
        folder: &Path,
        problems: &mut Vec<PathProblem>,
    ) -> Self {
        let mut matchers = Vec::new();
        for above in folder.ancestors() {
            if is_file(system, &above.join(NAME)) {
                matchers.extend(load(system, above, problems));
            }
            if system.link_metadata(&above.join(".git")).is_ok() {
                break;
            }
        }
        let wanted = matchers
            .into_iter()
            .rev()
            .filter(|matcher| !hides_all(matcher, folder));
        wanted.fold(Self::default(), |rules, matcher| rules.with(matcher))
    }
}

/// Whether the rules hide `folder`, a folder above it, or whatever is in it by
/// the folder's name and not by its own.
fn hides_all(matcher: &Gitignore, folder: &Path) -> bool {
    let named = folder
        .ancestors()
        .take_while(|path| *path != matcher.path())
        .any(|path| matcher.matched(path, true).is_ignore());
    // No real rule means these names; `*` with exceptions is a list of what
    // the folder holds, and stays in force.
    let anything = ["\u{1}probe", "\u{1}probe.py"]
        .iter()
        .all(|name| matcher.matched(folder.join(name), false).is_ignore());
    named || (anything && matcher.num_whitelists() == 0)
}

/// Git reads no `.gitignore` that is a link.
fn is_file(system: &dyn System, path: &Path) -> bool {
    system
        .link_metadata(path)
        .is_ok_and(|found| found.kind == FileKind::File)
}

fn load(system: &dyn System, folder: &Path, problems: &mut Vec<PathProblem>) -> Option<Gitignore> {
    let path = folder.join(NAME);
    let bytes = match system.read_file(&path, LIMIT) {
        Ok(bytes) => bytes,
        Err(error) => {
            problems.push(problem(system, &path, &read::explain(&error)));
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut builder = GitignoreBuilder::new(folder);
    for (number, line) in (1..).zip(text.lines()) {
        if let Err(error) = builder.add_line(Some(path.clone()), line) {
            let message = format!("line {number} is not understood and hides nothing: {error}");
            problems.push(problem(system, &path, &message));
        }
    }
    match builder.build() {
        Ok(matcher) => Some(matcher),
        Err(error) => {
            let message = format!("hides nothing: {error}");
            problems.push(problem(system, &path, &message));
            None
        }
    }
}

fn problem(system: &dyn System, path: &Path, message: &str) -> PathProblem {
    PathProblem {
        path: paths::display(system, path, None),
        message: message.to_owned(),
        fatal: false,
        unread: false,
    }
}

/// The `.gitignore` entry of a folder's listing, if it may be opened.
pub(crate) fn is_rules(name: &OsStr, kind: FileKind) -> bool {
    name == NAME && matches!(kind, FileKind::File)
}
