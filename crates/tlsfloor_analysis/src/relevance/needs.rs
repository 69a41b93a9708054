//! What has to run so that the code that matters finds what it needs: the
//! things that it mentions, and whatever changes those.

use super::imports::{ImportOf, What};
use super::reach::{Reach, to_u32};
use super::units::Unit;
use crate::domain::intern::Name;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// The files that are needed.
pub(super) struct Needs {
    /// Of each file: whether it is worth running where it is imported.
    pub(super) feeds: Vec<bool>,
    /// Of each file: whether what it imports acts on others.
    pub(super) acting: Vec<bool>,
}

struct Wanted {
    feeds: Vec<bool>,
    units: Vec<Vec<bool>>,
    names: FxHashSet<(u32, Name)>,
    /// By file and name: the modules of the project that it stands for.
    modules: FxHashMap<(u32, Name), Rc<[u32]>>,
    /// Attributes that something needed mentions, of whatever.
    attributes: FxHashSet<Name>,
    open: Vec<(u32, u32)>,
}

/// Finds what is needed; what changes it comes to matter as well, until nothing
/// more does.
pub(super) fn settle(reach: &mut Reach<'_>) -> Needs {
    let mut wanted = Wanted {
        feeds: vec![false; reach.files.len()],
        units: reach
            .files
            .iter()
            .map(|file| vec![false; file.units.len()])
            .collect(),
        names: FxHashSet::default(),
        modules: FxHashMap::default(),
        attributes: FxHashSet::default(),
        open: Vec::new(),
    };
    loop {
        for file in 0..reach.files.len() {
            for unit in 0..reach.files[file].units.len() {
                if reach.is_taken(file, unit) {
                    wanted.unit(to_u32(file), to_u32(unit));
                }
            }
        }
        wanted.settle(reach);
        let writers = wanted.writers(reach);
        if writers.is_empty() {
            break;
        }
        for (file, unit) in writers {
            reach.take(file, unit);
        }
    }
    let acting = acting(reach);
    for (feeds, acts) in wanted.feeds.iter_mut().zip(&acting) {
        *feeds |= acts;
    }
    Needs {
        feeds: wanted.feeds,
        acting,
    }
}

impl Wanted {
    fn unit(&mut self, file: u32, unit: u32) {
        if !std::mem::replace(&mut self.units[file as usize][unit as usize], true) {
            self.open.push((file, unit));
        }
    }

    fn settle(&mut self, reach: &Reach<'_>) {
        while let Some((file, unit)) = self.open.pop() {
            let unit = &reach.files[file as usize].units[unit as usize];
            if let Some(class) = unit.class {
                for other in reach.members(file as usize, class) {
                    self.unit(file, *other);
                }
            }
            self.attributes.extend(unit.attributes.iter().copied());
            for name in unit.names.iter().chain(&unit.around) {
                self.name(reach, file, *name);
            }
            self.of_modules(reach, file, unit);
        }
    }

    /// What a unit mentions of modules is needed, and of the modules in these.
    fn of_modules(&mut self, reach: &Reach<'_>, file: u32, unit: &Unit) {
        if unit.attributes.is_empty() {
            return;
        }
        let without_name = |import: &ImportOf| match import.what {
            What::Module(None) => Some(import.file),
            _ => None,
        };
        let imports = &reach.files[file as usize].imports;
        let mut modules: Vec<u32> = imports.iter().filter_map(without_name).collect();
        for name in unit.names.iter().chain(&unit.around) {
            modules.extend(self.modules_behind(reach, file, *name).iter());
        }
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        while let Some(module) = modules.pop() {
            if !seen.insert(module) {
                continue;
            }
            for attribute in &unit.attributes {
                self.name(reach, module, *attribute);
                modules.extend(self.modules_behind(reach, module, *attribute).iter());
            }
        }
    }

    /// The modules that a name of a file stands for, looked up once.
    fn modules_behind(&mut self, reach: &Reach<'_>, file: u32, name: Name) -> Rc<[u32]> {
        let found = self.modules.entry((file, name));
        Rc::clone(found.or_insert_with(|| reach.modules_behind(file, name).into()))
    }

    /// A name of a file is needed.
    fn name(&mut self, reach: &Reach<'_>, file: u32, name: Name) {
        let mut open = vec![(file, name)];
        while let Some((file, name)) = open.pop() {
            if !self.names.insert((file, name)) {
                continue;
            }
            let binders = match reach.binders(file as usize, name) {
                [] => &reach.files[file as usize].getters,
                binders => binders,
            };
            for unit in binders {
                self.feeds[file as usize] = true;
                self.unit(file, *unit);
            }
            for import in &reach.files[file as usize].imports {
                match import.what {
                    What::Member(own, bound) if bound == name => {
                        self.feeds[file as usize] = true;
                        open.push((import.file, own));
                    }
                    What::Star => {
                        self.feeds[file as usize] = true;
                        open.push((import.file, name));
                    }
                    // A submodule is an attribute of its package.
                    What::Module(Some(bound)) if bound == name => {
                        self.feeds[file as usize] = true;
                    }
                    _ => {}
                }
            }
        }
    }

    /// Units that change something that is needed, and do not matter so far.
    fn writers(&self, reach: &Reach<'_>) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (file, units) in reach.files.iter().enumerate() {
            for (position, unit) in units.units.iter().enumerate() {
                if !reach.is_taken(file, position) && self.changes(reach, file, unit) {
                    found.push((file, position));
                }
            }
        }
        found
    }

    fn changes(&self, reach: &Reach<'_>, file: usize, unit: &Unit) -> bool {
        unit.written.iter().any(|(base, attribute)| {
            let is_read = attribute.is_none_or(|attribute| self.attributes.contains(&attribute));
            let through_module = || {
                attribute.is_some_and(|attribute| {
                    let modules = reach.modules_behind(to_u32(file), *base);
                    let mut modules = modules.into_iter();
                    modules.any(|module| self.names.contains(&(module, attribute)))
                })
            };
            is_read
                && (through_module()
                    || reach
                        .chain(file, *base)
                        .iter()
                        .any(|link| self.names.contains(link)))
        })
    }
}

/// The files whose import does something to others, by themselves or by what
/// they import.
fn acting(reach: &Reach<'_>) -> Vec<bool> {
    let mut acting = vec![false; reach.files.len()];
    let mut open: Vec<usize> = Vec::new();
    for (number, file) in reach.files.iter().enumerate() {
        let imported: FxHashSet<Name> = file
            .imports
            .iter()
            .filter_map(|import| match import.what {
                What::Member(_, bound) | What::Module(Some(bound)) => Some(bound),
                _ => None,
            })
            .chain(
                file.units
                    .iter()
                    .flat_map(|unit| &unit.library)
                    .filter_map(|import| import.bound),
            )
            .collect();
        let acts = file.units.iter().enumerate().any(|(position, unit)| {
            let matters = || {
                let class = unit.class.filter(|_| unit.is_class);
                reach.is_taken(number, position)
                    || class.is_some_and(|class| {
                        let mut members = reach.members(number, class).iter();
                        members.any(|member| reach.is_taken(number, *member as usize))
                    })
            };
            unit.at_import && matters() && unit_acts(reach, number, unit, &imported)
        });
        if acts {
            acting[number] = true;
            open.push(number);
        }
    }
    while let Some(number) = open.pop() {
        for (importer, _) in &reach.importers[number] {
            if !std::mem::replace(&mut acting[*importer as usize], true) {
                open.push(*importer as usize);
            }
        }
    }
    acting
}

/// Whether a unit that matters does something to others where it stands.
fn unit_acts(reach: &Reach<'_>, file: usize, unit: &Unit, imported: &FxHashSet<Name>) -> bool {
    let units = &reach.files[file].units;
    let own_function = |name: Name| {
        let binders = reach.binders(file, name).iter();
        let mut binders = binders.map(|unit| &units[*unit as usize]);
        binders.any(|unit| unit.function.is_some() && !unit.is_method)
    };
    let of_project = |name: Name| {
        let imports = &reach.files[file].imports;
        own_function(name)
            || imports.iter().any(|import| match import.what {
                What::Member(_, bound) | What::Module(Some(bound)) => bound == name,
                What::Star => true,
                What::Module(None) => false,
            })
    };
    let mut decorators = unit.decorators.iter();
    if decorators.any(|name| of_project(*name)) || derives_by_hook(reach, file, unit) {
        return true;
    }
    if unit.gives_value.is_some_and(of_project) {
        return true;
    }
    unit.function.is_none()
        && (unit.written.iter().any(|(base, _)| imported.contains(base))
            || unit
                .called
                .is_some_and(|name| imported.contains(&name) || own_function(name)))
}

/// Whether a class of the project hears of it where this one derives from it.
fn derives_by_hook(reach: &Reach<'_>, file: usize, unit: &Unit) -> bool {
    let of = |file: usize, unit: &Unit| -> Vec<(usize, Name)> {
        unit.bases.iter().map(|base| (file, *base)).collect()
    };
    let mut open = of(file, unit);
    let mut seen: FxHashSet<(usize, Name)> = FxHashSet::default();
    while let Some((file, base)) = open.pop() {
        if !seen.insert((file, base)) {
            continue;
        }
        for (file, name) in reach.chain(file, base) {
            let file = file as usize;
            for binder in reach.binders(file, name) {
                let class = &reach.files[file].units[*binder as usize];
                if class.knows_subclasses {
                    return true;
                }
                open.extend(of(file, class));
            }
        }
    }
    false
}
