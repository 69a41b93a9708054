//! What a module's name means: from the folders of a project to its files.

use rustc_hash::{FxHashMap, FxHashSet};

/// What stands under a module's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// A file, by its position in the list that made the [`Layout`].
    File(u32),
    /// A folder without `__init__.py`.
    Namespace,
}

/// The files and folders of a run.
///
/// A module is named by its *key*: the path of its file without `.py`, or of
/// its folder. `lib/app/__init__.py` and the folder `lib/app` have the key
/// `lib/app`.
#[derive(Debug, Default)]
pub struct Layout {
    modules: FxHashMap<String, u32>,
    packages: FxHashMap<String, u32>,
    folders: FxHashSet<String>,
    /// The last parts of the folders.
    names_of_folders: FxHashSet<String>,
    roots: FxHashSet<String>,
}

/// Folders that a project may keep its packages in.
const SOURCE_FOLDERS: &[&str] = &["src", "lib", "python"];

impl Layout {
    /// The layout of files with these paths (with `/`; `.` and `..` resolved).
    /// `roots` are folders that hold a project file: no import leads out of
    /// them.
    pub fn new<'p>(
        paths: impl IntoIterator<Item = &'p str>,
        roots: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut layout = Self {
            roots: roots.into_iter().collect(),
            ..Self::default()
        };
        for (number, path) in (0..).zip(paths) {
            let Some((key, is_package)) = key_of(path) else {
                continue;
            };
            if is_package {
                layout.packages.insert(key.to_owned(), number);
            } else {
                layout.modules.insert(key.to_owned(), number);
            }
            let mut folder = folder_of(path);
            while layout.folders.insert(folder.to_owned()) && !folder.is_empty() {
                let name = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
                layout.names_of_folders.insert(name.to_owned());
                folder = folder_of(folder);
            }
        }
        layout
    }

    /// What stands under a key. A package hides a module of its name.
    #[must_use]
    pub fn module(&self, key: &str) -> Option<Module> {
        if let Some(file) = self.packages.get(key).or_else(|| self.modules.get(key)) {
            return Some(Module::File(*file));
        }
        self.folders.contains(key).then_some(Module::Namespace)
    }

    /// The folder in which the absolute import of `dotted`, written in the file
    /// at `path`, finds its first name.
    ///
    /// Looked at are the file's own folder and those above it, the nearest
    /// first, up to the one that holds the project file, and the folders in
    /// which projects keep packages (`src`). A folder that is a package is
    /// looked at last, for scripts inside packages and for Python 2.
    #[must_use]
    pub fn folder_for(&self, path: &str, dotted: &str) -> Option<String> {
        let first = dotted.split('.').next().unwrap_or(dotted);
        let own = folder_of(path);
        let mut search = Vec::new();
        let mut folder = own;
        loop {
            if !self.packages.contains_key(folder) {
                search.push(folder.to_owned());
                let inner = SOURCE_FOLDERS.iter().map(|name| join(folder, name));
                search.extend(inner.filter(|inner| {
                    self.folders.contains(inner) && !self.packages.contains_key(inner)
                }));
            }
            if self.roots.contains(folder) || folder.is_empty() || folder == "/" {
                break;
            }
            folder = folder_of(folder);
        }
        let own_key = key_of(path).map(|(key, _)| key);
        let holds = |folder: &String| {
            let key = join(folder, first);
            let is_file = self.packages.contains_key(&key) || self.modules.contains_key(&key);
            is_file && Some(key.as_str()) != own_key
        };
        if let Some(folder) = search.iter().find(|folder| holds(folder)) {
            return Some(folder.clone());
        }
        let whole = dotted.replace('.', "/");
        let namespace = search.into_iter().find(|folder| {
            let key = join(folder, &whole);
            let is_file = self.packages.contains_key(&key) || self.modules.contains_key(&key);
            is_file && Some(key.as_str()) != own_key
        });
        namespace.or_else(|| Some(own.to_owned()).filter(holds))
    }

    /// As `folder_for`, for `from dotted import names`: whether a folder without
    /// `__init__` is the package that is meant, only the names can tell.
    pub fn folder_for_names<'n>(
        &self,
        path: &str,
        dotted: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        self.folder_for(path, dotted)
            .or_else(|| self.folder_that_names(path, dotted, names))
    }

    /// The folder of a package without `__init__` that has one of these modules.
    pub(super) fn folder_that_names<'n>(
        &self,
        path: &str,
        dotted: &str,
        mut names: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        let first = dotted.split('.').next().unwrap_or(dotted);
        if !self.names_of_folders.contains(first) {
            return None;
        }
        names.find_map(|name| self.folder_for(path, &format!("{dotted}.{name}")))
    }

    /// The key of the package that a relative import of `level` dots starts
    /// from, in the file at `path`.
    #[must_use]
    pub fn relative_base<'p>(&self, path: &'p str, level: u32) -> Option<&'p str> {
        let mut folder = folder_of(path);
        for _ in 1..level {
            if folder.is_empty() {
                return None;
            }
            folder = folder_of(folder);
        }
        Some(folder)
    }
}

/// A name inside a folder or package.
pub(crate) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else if folder.ends_with('/') {
        format!("{folder}{name}")
    } else {
        format!("{folder}/{name}")
    }
}

/// The key of the module in a file, and whether it is a package.
fn key_of(path: &str) -> Option<(&str, bool)> {
    let stem = path
        .strip_suffix(".py")
        .or_else(|| path.strip_suffix(".pyw"))?;
    if stem == "__init__" {
        return Some(("", true));
    }
    Some(match stem.strip_suffix("/__init__") {
        Some(folder) => (folder, true),
        None => (stem, false),
    })
}

fn folder_of(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) if path.len() > 1 => "/",
        Some(at) => &path[..at],
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Module};

    fn found(paths: &[&str], roots: &[&str], from: &str, dotted: &str) -> Option<String> {
        let roots = roots.iter().map(|root| (*root).to_owned());
        Layout::new(paths.iter().copied(), roots).folder_for(from, dotted)
    }

    #[test]
    fn the_nearest_folder_that_is_no_package_comes_first() {
        let paths = [
            "app/main.py",
            "app/tls.py",
            "tls.py",
            "app/pkg/__init__.py",
            "app/pkg/tls.py",
            "app/pkg/user.py",
        ];
        assert_eq!(
            found(&paths, &[], "app/main.py", "tls").as_deref(),
            Some("app")
        );
        assert_eq!(
            found(&paths, &[], "app/pkg/user.py", "tls").as_deref(),
            Some("app")
        );
        assert_eq!(found(&paths, &[], "tls.py", "pkg.tls"), None);
    }

    #[test]
    fn a_project_file_ends_the_search_and_sources_lie_beside_it() {
        let paths = [
            "one/pyproject.toml",
            "one/src/lib/__init__.py",
            "one/tests/test_lib.py",
            "lib/__init__.py",
            "two/run.py",
        ];
        let from = "one/tests/test_lib.py";
        assert_eq!(
            found(&paths, &["one"], from, "lib").as_deref(),
            Some("one/src")
        );
        assert_eq!(
            found(&paths, &["two"], "two/run.py", "lib"),
            None,
            "not into a sibling"
        );
        assert_eq!(found(&paths, &[], "two/run.py", "lib").as_deref(), Some(""));
    }

    #[test]
    fn a_module_is_not_what_it_imports_by_its_own_name() {
        let paths = ["tool/redis.py", "tool/other.py"];
        assert_eq!(found(&paths, &[], "tool/redis.py", "redis"), None);
        assert_eq!(
            found(&paths, &[], "tool/other.py", "redis").as_deref(),
            Some("tool")
        );
    }

    #[test]
    fn folders_without_init_are_namespaces() {
        let paths = ["ns/part/mod.py", "main.py"];
        let layout = Layout::new(paths, []);
        assert_eq!(layout.module("ns"), Some(Module::Namespace));
        assert_eq!(layout.module("ns/part/mod"), Some(Module::File(0)));
        assert_eq!(
            layout.folder_for("main.py", "ns.part.mod").as_deref(),
            Some("")
        );
        assert_eq!(layout.folder_for("main.py", "ns.absent"), None);
        let from = |dotted, names: &[&str]| {
            layout.folder_for_names("main.py", dotted, names.iter().copied())
        };
        assert_eq!(from("ns.part", &["absent", "mod"]).as_deref(), Some(""));
        assert_eq!(from("ns", &["part", "absent"]), None, "no module is named");
    }
}
