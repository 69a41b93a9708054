//! What can reach TLS: from the words of the catalogue along the names that
//! code mentions, forwards through imports.

use super::imports::What;
use super::units::FileUnits;
use crate::domain::intern::Name;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::Cell;

/// Files that one name is followed through; beyond, everything may matter.
const MAX_CHAIN: usize = 64;

/// What matters so far.
pub(super) struct Reach<'f> {
    pub(super) files: &'f [FileUnits],
    index: Vec<Index>,
    /// By file: the files that import it, with the position of the import.
    pub(super) importers: Vec<Vec<(u32, u32)>>,
    /// By file: names of the module that matter.
    names: Vec<FxHashSet<Name>>,
    /// By file: attributes that matter, each with the name that has them; of a
    /// module that was imported without one, nothing.
    held: Vec<FxHashSet<Held>>,
    taken: Vec<Vec<bool>>,
    /// By file: names of libraries' modules that matter only together with
    /// something inside them, and which of `libraries` these are.
    modules: Vec<FxHashSet<(Name, u32)>>,
    /// By file: names of things of libraries.
    things: Vec<FxHashSet<Name>>,
    seeds: FxHashSet<(usize, usize)>,
    /// By library: of each name, whether something inside of it has it.
    libraries: Vec<Vec<bool>>,
    /// Some name comes through more files than are followed.
    pub(super) cut: Cell<bool>,
    open: Vec<Event>,
}

/// An attribute of what a name stands for.
type Held = (Option<Name>, Name);

/// Something that has just come to matter.
enum Event {
    Name(u32, Name),
    Module(u32, Name, u32),
    Thing(u32, Name),
    Held(u32, Held),
    Unit(u32, u32),
}

/// Where a file's units mention a name.
#[derive(Debug, Default)]
struct Index {
    by_name: FxHashMap<Name, Vec<u32>>,
    by_attribute: FxHashMap<Name, Vec<u32>>,
    by_class: FxHashMap<u32, Vec<u32>>,
    /// Names that the module binds.
    bound: FxHashMap<Name, Vec<u32>>,
}

impl<'f> Reach<'f> {
    pub(super) fn new(files: &'f [FileUnits]) -> Self {
        let mut importers: Vec<Vec<(u32, u32)>> = vec![Vec::new(); files.len()];
        for (number, file) in (0_u32..).zip(files) {
            for (position, import) in (0_u32..).zip(&file.imports) {
                importers[import.file as usize].push((number, position));
            }
        }
        Self {
            files,
            index: files.iter().map(Index::of).collect(),
            importers,
            names: vec![FxHashSet::default(); files.len()],
            held: vec![FxHashSet::default(); files.len()],
            taken: files
                .iter()
                .map(|file| vec![false; file.units.len()])
                .collect(),
            modules: vec![FxHashSet::default(); files.len()],
            things: vec![FxHashSet::default(); files.len()],
            seeds: FxHashSet::default(),
            libraries: Vec::new(),
            cut: Cell::new(false),
            open: Vec::new(),
        }
    }

    /// A unit matters, and with it all that follows from that.
    pub(super) fn take(&mut self, file: usize, unit: usize) {
        self.mark(to_u32(file), to_u32(unit));
        self.spread();
    }

    /// A unit concerns TLS by itself.
    pub(super) fn seed(&mut self, file: usize, unit: usize) {
        self.seeds.insert((file, unit));
        self.take(file, unit);
    }

    /// A name of a file is that of something in a library.
    pub(super) fn seed_name(&mut self, file: usize, name: Name) {
        self.add_thing(to_u32(file), name);
        self.spread();
    }

    /// A module of a library, by the names of what is inside of it.
    pub(super) fn add_library(&mut self, inside: Vec<bool>) -> u32 {
        self.libraries.push(inside);
        to_u32(self.libraries.len() - 1)
    }

    /// A name of a file is that of a library's module.
    pub(super) fn seed_module(&mut self, file: usize, name: Name, library: u32) {
        self.add_module(to_u32(file), name, library);
        self.spread();
    }

    /// Whether a unit concerns TLS by itself.
    pub(super) fn is_seed(&self, file: usize, unit: usize) -> bool {
        let names = &self.files[file].units[unit].names;
        self.seeds.contains(&(file, unit))
            || (self.taken[file][unit]
                && (names.iter().any(|name| self.things[file].contains(name))
                    || self.modules[file].iter().any(|(name, library)| {
                        names.binary_search(name).is_ok() && self.enters(file, unit, *library)
                    })))
    }

    fn spread(&mut self) {
        while let Some(event) = self.open.pop() {
            match event {
                Event::Name(file, name) => self.spread_name(file, name),
                Event::Module(file, name, library) => self.spread_module(file, name, library),
                Event::Thing(file, name) => self.spread_thing(file, name),
                Event::Held(file, held) => self.spread_held(file, held),
                Event::Unit(file, unit) => self.spread_unit(file, unit),
            }
        }
    }

    pub(super) fn is_taken(&self, file: usize, unit: usize) -> bool {
        self.taken[file][unit]
    }

    /// Whether a file holds something that matters, besides what it imports.
    pub(super) fn acts(&self, file: usize) -> bool {
        self.taken[file].iter().any(|taken| *taken)
    }

    /// The units of a file that bind a name.
    pub(super) fn binders(&self, file: usize, name: Name) -> &[u32] {
        self.index[file].bound.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The units of a class.
    pub(super) fn members(&self, file: usize, class: u32) -> &[u32] {
        self.index[file]
            .by_class
            .get(&class)
            .map_or(&[], Vec::as_slice)
    }

    /// A name of a file, and what it stands for in the files that it comes from.
    pub(super) fn chain(&self, file: usize, name: Name) -> Vec<(u32, Name)> {
        let mut chain = self.links(to_u32(file), name);
        chain.retain(|(file, name)| {
            self.index[*file as usize].bound.contains_key(name)
                || self.files[*file as usize]
                    .imports
                    .iter()
                    .any(|import| matches!(import.what, What::Member(_, bound) if bound == *name))
        });
        chain
    }

    /// A name of a file and the names that it may come from, whether or not a
    /// file binds them.
    fn links(&self, file: u32, name: Name) -> Vec<(u32, Name)> {
        let mut links = vec![(file, name)];
        let mut at = 0;
        while let Some((file, name)) = links.get(at).copied() {
            at += 1;
            for import in &self.files[file as usize].imports {
                let next = match import.what {
                    What::Member(own, bound) if bound == name => (import.file, own),
                    What::Star => (import.file, name),
                    _ => continue,
                };
                if links.contains(&next) {
                    continue;
                }
                if links.len() < MAX_CHAIN {
                    links.push(next);
                } else {
                    self.cut.set(true);
                }
            }
        }
        links
    }

    /// Whether nothing but imports from libraries binds a name of a file.
    fn is_of_library(&self, file: u32, name: Name) -> bool {
        let units = &self.files[file as usize].units;
        let binders = self.binders(file as usize, name);
        !binders.is_empty()
            && binders
                .iter()
                .all(|unit| !units[*unit as usize].library.is_empty())
    }

    fn mark(&mut self, file: u32, unit: u32) {
        if !std::mem::replace(&mut self.taken[file as usize][unit as usize], true) {
            self.open.push(Event::Unit(file, unit));
        }
    }

    fn add_name(&mut self, file: u32, name: Name) {
        if self.names[file as usize].insert(name) {
            self.open.push(Event::Name(file, name));
        }
    }

    fn add_held(&mut self, file: u32, held: Held) {
        if self.held[file as usize].insert(held) {
            self.open.push(Event::Held(file, held));
        }
    }

    fn add_module(&mut self, file: u32, name: Name, library: u32) {
        if self.modules[file as usize].insert((name, library)) {
            self.open.push(Event::Module(file, name, library));
        }
    }

    fn add_thing(&mut self, file: u32, name: Name) {
        if self.things[file as usize].insert(name) {
            self.open.push(Event::Thing(file, name));
        }
    }

    /// Whether a unit names something that is inside of a library, or may.
    fn enters(&self, file: usize, unit: usize, library: u32) -> bool {
        let inside = &self.libraries[library as usize];
        let is_component = |name: &Name| inside.get(name.0 as usize).copied().unwrap_or(true);
        self.files[file].units[unit]
            .attributes
            .iter()
            .any(is_component)
    }

    fn spread_module(&mut self, file: u32, name: Name, library: u32) {
        self.enter_where(file, library, |index| index.by_name.get(&name));
        for (importer, bound) in self.takers(file, name) {
            self.add_module(importer, bound, library);
        }
        // `import compat` and `compat.http_client.HTTPSConnection(…)`.
        for (importer, _) in self.holders(file) {
            self.enter_where(importer, library, |index| index.by_attribute.get(&name));
        }
    }

    /// Takes those units that name something inside of a library.
    fn enter_where(
        &mut self,
        file: u32,
        library: u32,
        units: impl Fn(&Index) -> Option<&Vec<u32>>,
    ) {
        let units = units(&self.index[file as usize]);
        for unit in units.cloned().unwrap_or_default() {
            if self.enters(file as usize, unit as usize, library) {
                self.mark(file, unit);
            }
        }
    }

    fn spread_thing(&mut self, file: u32, name: Name) {
        self.add_name(file, name);
        for (importer, bound) in self.takers(file, name) {
            self.add_thing(importer, bound);
        }
    }

    /// The files that import a name of a file, with what they call it.
    fn takers(&self, file: u32, name: Name) -> Vec<(u32, Name)> {
        let importers = self.importers[file as usize].iter();
        importers
            .filter_map(|(importer, position)| {
                let import = self.files[*importer as usize].imports[*position as usize];
                match import.what {
                    What::Member(own, bound) if own == name => Some((*importer, bound)),
                    What::Star => Some((*importer, name)),
                    _ => None,
                }
            })
            .collect()
    }

    /// A module gives names by a function: whatever it does not bind matters.
    fn spread_getter(&mut self, file: u32) {
        let files = self.files;
        for (importer, position) in self.importers[file as usize].clone() {
            match files[importer as usize].imports[position as usize].what {
                What::Member(own, bound) if self.binders(file as usize, own).is_empty() => {
                    self.add_name(importer, bound);
                }
                What::Module(Some(bound)) => self.add_name(importer, bound),
                What::Module(None) => {
                    for unit in 0..files[importer as usize].units.len() {
                        self.mark(importer, to_u32(unit));
                    }
                }
                What::Member(..) | What::Star => {}
            }
        }
    }

    fn spread_unit(&mut self, file: u32, unit: u32) {
        let files = self.files;
        if files[file as usize].getters.contains(&unit) {
            self.spread_getter(file);
        }
        let unit = &files[file as usize].units[unit as usize];
        for name in &unit.bound {
            self.add_name(file, *name);
        }
        // What a decorator keeps is reached through it.
        for name in &unit.decorators {
            for (file, name) in self.chain(file as usize, *name) {
                if !self.is_of_library(file, name) {
                    self.add_name(file, name);
                }
            }
        }
        for (base, attribute) in &unit.written {
            self.spread_write(file, *base, *attribute);
        }
    }

    /// What matters was put somewhere: whoever looks there may find it.
    fn spread_write(&mut self, file: u32, base: Name, attribute: Option<Name>) {
        for (holder, name) in self.chain(file as usize, base) {
            if self.is_of_library(holder, name) {
                continue;
            }
            let Some(attribute) = attribute else {
                self.add_name(holder, name);
                continue;
            };
            self.add_held(holder, (Some(name), attribute));
        }
        if let Some(attribute) = attribute {
            for module in self.modules_behind(file, base) {
                self.add_name(module, attribute);
            }
        }
    }

    /// The modules of the project that a name of a file stands for, imported
    /// there or in the files that it comes from.
    pub(super) fn modules_behind(&self, file: u32, name: Name) -> Vec<u32> {
        let mut modules = Vec::new();
        for (file, name) in self.links(file, name) {
            let imports = self.files[file as usize].imports.iter();
            modules.extend(imports.filter_map(|import| match import.what {
                What::Module(Some(bound)) if bound == name => Some(import.file),
                _ => None,
            }));
        }
        modules
    }

    fn spread_name(&mut self, file: u32, name: Name) {
        if let Some(units) = self.index[file as usize].by_name.get(&name) {
            for unit in units.clone() {
                self.mark(file, unit);
            }
        }
        for (importer, bound) in self.takers(file, name) {
            self.add_name(importer, bound);
        }
        for (importer, module) in self.holders(file) {
            self.add_held(importer, (module, name));
        }
    }

    fn spread_held(&mut self, file: u32, (holder, name): Held) {
        let index = &self.index[file as usize];
        if let Some(units) = index.by_attribute.get(&name) {
            let of_holder = holder.map(|holder| index.by_name.get(&holder));
            let mut units = units.clone();
            units.retain(|unit| {
                of_holder.is_none_or(|those| {
                    those.is_some_and(|those| those.binary_search(unit).is_ok())
                })
            });
            for unit in units {
                self.mark(file, unit);
            }
        }
        if let Some(holder) = holder {
            for (importer, bound) in self.takers(file, holder) {
                self.add_held(importer, (Some(bound), name));
            }
        }
        for (importer, module) in self.holders(file) {
            self.add_held(importer, (module, name));
        }
    }

    /// The files to which a file is a module, with what they call it: they import
    /// it, or take it from one that does.
    fn holders(&self, file: u32) -> Vec<(u32, Option<Name>)> {
        let mut holders = self.direct_holders(file);
        let mut seen: FxHashSet<(u32, Option<Name>)> = holders.iter().copied().collect();
        let mut at = 0;
        while let Some((importer, bound)) = holders.get(at).copied() {
            at += 1;
            let Some(bound) = bound else { continue };
            let takers = self.takers(importer, bound).into_iter();
            let takers = takers.map(|(taker, name)| (taker, Some(name)));
            for next in takers {
                if seen.insert(next) {
                    holders.push(next);
                }
            }
        }
        holders
    }

    fn direct_holders(&self, file: u32) -> Vec<(u32, Option<Name>)> {
        let importers = self.importers[file as usize].iter();
        importers
            .filter_map(|(importer, position)| {
                let import = self.files[*importer as usize].imports[*position as usize];
                match import.what {
                    What::Module(bound) => Some((*importer, bound)),
                    _ => None,
                }
            })
            .collect()
    }
}

impl Index {
    fn of(file: &FileUnits) -> Self {
        let mut index = Self::default();
        for (position, unit) in (0_u32..).zip(&file.units) {
            for name in &unit.names {
                index.by_name.entry(*name).or_default().push(position);
            }
            for name in &unit.attributes {
                index.by_attribute.entry(*name).or_default().push(position);
            }
            for name in &unit.bound {
                index.bound.entry(*name).or_default().push(position);
            }
            if let Some(class) = unit.class {
                index.by_class.entry(class).or_default().push(position);
            }
        }
        index
    }
}

pub(super) fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
