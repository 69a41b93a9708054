//! From the paths of a command line to the Python files that they mean.
//!
//! - A named path is taken as it is, whatever it and the folders above it are
//!   called: hidden, ignored, excluded, a file of any extension.
//! - On the walk below a named folder, hidden folders, virtual environments,
//!   what `.gitignore` hides and what the user excludes are left out. Vendored
//!   copies, `build/`, `dist/` and tests are read; so are hidden *files*.
//! - Links to files are read, once; links to folders are not followed on the
//!   walk (what they mean inside the named folders is reached there, outside
//!   they may mean the whole disk): each that hides something is said, and
//!   naming it has it read.
//! - Pipes, sockets and devices are never opened.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::exclude::Exclude;
use crate::gitignore::Rules;
use crate::paths;
use crate::system::{FileKind, System};
use crate::walk::{self, Folder, FolderLink, Found};

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct DiscoverOptions {
    /// Also reads what `.gitignore` hides, hidden folders and virtual
    /// environments.
    pub no_ignore: bool,
    /// Globs of files and folders to leave out, relative to the working
    /// directory. Without a `/` they mean a name in any folder.
    pub exclude: Vec<String>,
    /// How many threads list folders; 0 means one a processor.
    pub jobs: usize,
}

/// A file to analyse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscoveredFile {
    /// Where it is opened: absolute, in the system's own bytes.
    pub path: PathBuf,
    /// How it is shown: relative to the working directory with `/`, absolute
    /// when outside it; what is no UTF-8 is shown as U+FFFD.
    pub display: String,
    /// Whether it stands on the command line itself.
    pub named: bool,
}

/// A path that is not analysed, or not in full.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathProblem {
    /// The path as it is shown.
    pub path: String,
    /// What follows the path in a sentence: why, and the way out.
    pub message: String,
    /// Whether the path stands on the command line: exit status 2.
    pub fatal: bool,
    /// Whether something that was to be read was not, or not in full.
    pub unread: bool,
}

/// How much was left out on the walk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Hidden folders.
    pub hidden: usize,
    /// Virtual environments.
    pub environments: usize,
    /// Files and folders that a `.gitignore` hides.
    pub ignored: usize,
    /// Files and folders that match an excluding glob.
    pub excluded: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// Each file once, in the order of the paths' bytes.
    pub files: Vec<DiscoveredFile>,
    /// In the order of the shown paths.
    pub problems: Vec<PathProblem>,
    /// What was left out.
    pub skipped: Skipped,
}

/// An excluding glob that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadGlob {
    /// The glob as it was given.
    pub glob: String,
    /// What is wrong, and the way out.
    pub message: String,
}

impl fmt::Display for BadGlob {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "the glob `{}` is not understood: {}",
            self.glob, self.message
        )
    }
}

impl std::error::Error for BadGlob {}

/// Finds the Python files that `paths` mean. No paths mean no files.
///
/// # Errors
///
/// When an excluding glob is not understood; everything else is a problem in
/// the result.
pub fn discover(
    system: &dyn System,
    paths: &[PathBuf],
    options: &DiscoverOptions,
) -> Result<Discovery, BadGlob> {
    let exclude = Exclude::parse(system.current_dir(), &options.exclude)?;
    let mut collected = walk::Collected::default();
    let mut folders: Vec<Folder> = Vec::new();
    let mut named_folders: Vec<PathBuf> = Vec::new();
    for given in paths {
        match name(system, given) {
            Ok(Target::File(file)) => collected.files.push(file),
            Ok(Target::Folder(mut folder)) => {
                if named_folders.contains(&folder.path) {
                    continue;
                }
                named_folders.push(folder.path.clone());
                if !options.no_ignore {
                    folder.rules = Rules::of_named(system, &folder.path, &mut collected.problems);
                }
                folders.push(folder);
            }
            Err(problem) => collected.problems.push(problem),
        }
    }
    let walker = walk::Walker {
        system,
        exclude: &exclude,
        no_ignore: options.no_ignore,
    };
    walker.run(folders, options.jobs, &mut collected);
    say_folder_links(system, &mut collected);
    collected.problems.sort_by(|one, other| {
        // Of two that are equal otherwise, the fatal one stays.
        (&one.path, &one.message, other.fatal).cmp(&(&other.path, &other.message, one.fatal))
    });
    collected
        .problems
        .dedup_by(|next, kept| next.path == kept.path && next.message == kept.message);
    Ok(Discovery {
        files: once_each(collected.files),
        problems: collected.problems,
        skipped: collected.skipped,
    })
}

enum Target {
    File(Found),
    Folder(Folder),
}

/// What a path of the command line means.
fn name(system: &dyn System, given: &Path) -> Result<Target, PathProblem> {
    if given.as_os_str().is_empty() {
        return Err(PathProblem {
            path: "''".to_owned(),
            message: "is no path; write `.` for the working directory".to_owned(),
            fatal: true,
            unread: true,
        });
    }
    let path = paths::absolute(system, given);
    let canonical = system.canonicalize(&path);
    let display = paths::display(system, &path, canonical.as_deref().ok());
    let fatal = |message: String| PathProblem {
        path: paths::or_dot(&display),
        message,
        fatal: true,
        unread: true,
    };
    let found = system.metadata(&path).map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            let dangling = system.link_metadata(&path).is_ok();
            fatal(if dangling {
                "is a symbolic link whose target does not exist".to_owned()
            } else {
                "does not exist".to_owned()
            })
        } else {
            fatal(paths::explain(&error))
        }
    })?;
    let canonical = canonical.unwrap_or_else(|_| path.clone());
    match found.kind {
        FileKind::Folder => Ok(Target::Folder(Folder {
            path,
            canonical,
            display,
            named: true,
            rules: Rules::default(),
        })),
        FileKind::File => Ok(Target::File(Found {
            path,
            canonical,
            display,
            named: true,
        })),
        kind => Err(fatal(format!(
            "is {} and was not opened; name a file or a folder, or pass `-` to read standard \
             input",
            kind.described()
        ))),
    }
}

/// Says the links to folders whose files were not reached another way.
fn say_folder_links(system: &dyn System, collected: &mut walk::Collected) {
    for FolderLink {
        path,
        parent,
        display,
    } in std::mem::take(&mut collected.folder_links)
    {
        let (unread, message) = match system.canonicalize(&path) {
            Ok(target) if parent.starts_with(&target) => (
                // What it leads to is read without it.
                false,
                "is a symbolic link to a folder that contains it; the loop was not followed"
                    .to_owned(),
            ),
            Ok(target) if collected.walked.contains(&target) => continue,
            Ok(target) => {
                let shown = paths::or_dot(&paths::display(system, &target, None));
                let message = format!(
                    "is a symbolic link to the folder {shown}, which was not read; name it on \
                     the command line to have it read"
                );
                (true, message)
            }
            Err(error) => (true, paths::explain(&error)),
        };
        collected.problems.push(PathProblem {
            path: display,
            message,
            fatal: false,
            unread,
        });
    }
}

/// Each file once, under its real path rather than a link's, in the order of
/// the paths' bytes.
fn once_each(found: Vec<Found>) -> Vec<DiscoveredFile> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut known: HashMap<PathBuf, usize> = HashMap::with_capacity(found.len());
    for file in found {
        match known.get(&file.canonical).and_then(|at| kept.get_mut(*at)) {
            None => {
                known.insert(file.canonical.clone(), kept.len());
                kept.push(file);
            }
            Some(before) => {
                let named = before.named || file.named;
                let rank = |file: &Found| (file.path != file.canonical, bytes(&file.path).to_vec());
                if rank(&file) < rank(before) {
                    *before = file;
                }
                before.named = named;
            }
        }
    }
    kept.sort_unstable_by(|one, other| bytes(&one.path).cmp(bytes(&other.path)));
    kept.into_iter()
        .map(|file| DiscoveredFile {
            path: file.path,
            display: file.display,
            named: file.named,
        })
        .collect()
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}
