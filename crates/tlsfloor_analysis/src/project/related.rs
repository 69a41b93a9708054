//! Which files have to be seen together.

use super::imports::Import;
use super::layout::{Layout, Module, join};
use rustc_hash::FxHashMap;

/// A file of the run, as far as its imports go.
#[derive(Clone, Debug)]
pub struct ScannedFile {
    /// Its path.
    pub path: String,
    /// What it imports.
    pub imports: Vec<Import>,
    /// It has to be analysed for what it says itself.
    pub wanted: bool,
}

/// Groups of files that reach each other by imports, each in ascending order:
/// the wanted files, what they import, and what imports them; each file is a
/// position in `files`. Files that no wanted file needs or feeds are in none.
#[must_use]
pub fn related(files: &[ScannedFile], layout: &Layout) -> Vec<Vec<u32>> {
    let mut resolver = Resolver {
        layout,
        folders: FxHashMap::default(),
    };
    let targets: Vec<Vec<u32>> = files.iter().map(|file| resolver.targets(file)).collect();
    let mut importers: Vec<Vec<u32>> = vec![Vec::new(); files.len()];
    for (number, list) in (0..).zip(&targets) {
        for target in list {
            importers[*target as usize].push(number);
        }
    }
    let seeds = (0..).zip(files).filter(|(_, file)| file.wanted);
    let seeds: Vec<u32> = seeds.map(|(number, _)| number).collect();
    let users = reached(seeds, &importers);
    let needed = reached(users, &targets);
    components(&needed, &targets, files.len())
}

/// Everything that is reached from `start`, with it.
fn reached(start: Vec<u32>, edges: &[Vec<u32>]) -> Vec<u32> {
    let mut seen = vec![false; edges.len()];
    for number in &start {
        seen[*number as usize] = true;
    }
    let mut open = start.clone();
    let mut all = start;
    while let Some(number) = open.pop() {
        for next in &edges[number as usize] {
            if !std::mem::replace(&mut seen[*next as usize], true) {
                open.push(*next);
                all.push(*next);
            }
        }
    }
    all
}

/// The files of `members` by connection, whatever the direction.
fn components(members: &[u32], edges: &[Vec<u32>], count: usize) -> Vec<Vec<u32>> {
    let mut parents: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    for member in members {
        for target in &edges[*member as usize] {
            let (here, there) = (root(&mut parents, *member), root(&mut parents, *target));
            let (low, high) = (here.min(there), here.max(there));
            parents[high as usize] = low;
        }
    }
    let mut sorted = members.to_vec();
    sorted.sort_unstable();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let mut by_root: FxHashMap<u32, usize> = FxHashMap::default();
    for member in sorted {
        let key = root(&mut parents, member);
        let group = *by_root.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(member);
    }
    groups
}

fn root(parents: &mut [u32], of: u32) -> u32 {
    let mut at = of;
    while parents[at as usize] != at {
        parents[at as usize] = parents[parents[at as usize] as usize];
        at = parents[at as usize];
    }
    at
}

struct Resolver<'l> {
    layout: &'l Layout,
    /// What was found for a folder and a first name.
    folders: FxHashMap<(String, String), Option<String>>,
}

impl Resolver<'_> {
    /// The files that an import may run.
    fn targets(&mut self, file: &ScannedFile) -> Vec<u32> {
        let mut targets = Vec::new();
        for import in &file.imports {
            let base = if import.level > 0 {
                let base = self.layout.relative_base(&file.path, import.level);
                base.map(str::to_owned)
            } else {
                self.folder_for(&file.path, &import.module, &import.names)
            };
            let Some(mut key) = base else {
                continue;
            };
            if import.level > 0 {
                self.add(&key, &mut targets);
            }
            for part in import.module.split('.').filter(|part| !part.is_empty()) {
                key = join(&key, part);
                self.add(&key, &mut targets);
            }
            for name in &import.names {
                self.add(&join(&key, name), &mut targets);
            }
        }
        targets.sort_unstable();
        targets.dedup();
        targets
    }

    fn folder_for(&mut self, path: &str, module: &str, names: &[String]) -> Option<String> {
        if crate::interp::is_standard(module) {
            return None;
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let key = (folder.to_owned(), module.to_owned());
        let found = match self.folders.get(&key) {
            Some(found) => found.clone(),
            None => {
                let found = self.layout.folder_for(path, module);
                // What a file finds beside itself depends on the file.
                if found.as_deref() != Some(folder) {
                    self.folders.insert(key, found.clone());
                }
                found
            }
        };
        found.or_else(|| {
            let names = names.iter().map(String::as_str);
            self.layout.folder_that_names(path, module, names)
        })
    }

    fn add(&self, key: &str, targets: &mut Vec<u32>) {
        if let Some(Module::File(number)) = self.layout.module(key) {
            targets.push(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, imports};
    use super::{ScannedFile, related};

    fn groups(files: &[(&str, &str, bool)]) -> Vec<Vec<u32>> {
        let scanned: Vec<ScannedFile> = files
            .iter()
            .map(|(path, text, wanted)| ScannedFile {
                path: (*path).to_owned(),
                imports: imports(text.as_bytes()),
                wanted: *wanted,
            })
            .collect();
        let layout = Layout::new(files.iter().map(|(path, ..)| *path), []);
        related(&scanned, &layout)
    }

    #[test]
    fn what_feeds_and_what_uses_a_wanted_file_comes_along() {
        let found = groups(&[
            (
                "app/main.py",
                "from app import tls\nimport unrelated",
                false,
            ),
            ("app/__init__.py", "", false),
            ("app/tls.py", "from . import table\nimport ssl", true),
            ("app/table.py", "MODES = {}", false),
            ("app/other.py", "import json", false),
            ("lone.py", "import ssl", true),
        ]);
        assert_eq!(found, [vec![0, 1, 2, 3], vec![5]]);
    }

    #[test]
    fn nothing_wanted_needs_nothing() {
        assert!(groups(&[("a.py", "import b", false), ("b.py", "", false)]).is_empty());
    }
}
