//! The look-ups: from a dotted name to what the catalogue says of it.
//!
//! All names are canonical ones (see [`Catalogue::canonical`]) unless stated
//! otherwise.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::{Api, ApiKind, Class, Constant, ConstantValue, Library, Listing, Table};
use crate::{alias::Aliases, resolve};
use tlsfloor_protocol::PythonVersion;

/// An [`Api`] with the library that it belongs to.
#[derive(Clone, Debug)]
pub struct ApiEntry {
    /// The library.
    pub library: Arc<Library>,
    /// The API.
    pub api: Arc<Api>,
}

/// Libraries, indexed by name.
#[derive(Debug)]
pub struct Catalogue {
    libraries: Vec<Arc<Library>>,
    /// Every API, in the order of the data.
    entries: Vec<ApiEntry>,
    /// By the last part of the name.
    on_unknown: HashMap<String, Vec<ApiEntry>>,
    aliases: Aliases,
    constants: HashMap<String, Constant>,
    classes: HashMap<String, Class>,
    /// A class with everything it inherits from, itself first.
    ancestors: HashMap<String, Vec<String>>,
    /// The members of an enumeration, in the order of its file.
    members: HashMap<String, Vec<String>>,
    functions: HashMap<String, Vec<ApiEntry>>,
    methods: HashMap<String, Vec<ApiEntry>>,
    attributes: HashMap<String, Vec<ApiEntry>>,
    class_attributes: HashMap<String, Vec<ApiEntry>>,
    /// By class, or by the module of a configuration file.
    hooks: HashMap<String, Vec<ApiEntry>>,
    /// By the name of a configuration file.
    settings: HashMap<String, Vec<ApiEntry>>,
    /// Described modules with their parents, and the parents of aliases.
    modules: BTreeSet<String>,
    /// Described modules alone.
    leaves: BTreeSet<String>,
}

/// `a.b.c` is `("a.b", "c")`; a name without a dot has an empty owner.
pub(crate) fn split_last(dotted: &str) -> (&str, &str) {
    dotted.rsplit_once('.').unwrap_or(("", dotted))
}

impl Catalogue {
    /// Indexes libraries, in the order in which look-ups shall list them.
    #[must_use]
    pub fn from_libraries(mut libraries: Vec<Library>) -> Self {
        resolve::constants(&mut libraries);
        let mut catalogue = Self {
            aliases: Aliases::new(&libraries),
            libraries: libraries.into_iter().map(Arc::new).collect(),
            entries: Vec::new(),
            on_unknown: HashMap::new(),
            constants: HashMap::new(),
            classes: HashMap::new(),
            ancestors: HashMap::new(),
            members: HashMap::new(),
            functions: HashMap::new(),
            methods: HashMap::new(),
            attributes: HashMap::new(),
            class_attributes: HashMap::new(),
            hooks: HashMap::new(),
            settings: HashMap::new(),
            modules: BTreeSet::new(),
            leaves: BTreeSet::new(),
        };
        for library in catalogue.libraries.clone() {
            catalogue.add_names(&library);
        }
        for library in catalogue.libraries.clone() {
            catalogue.add_members(&library);
            for api in &library.apis {
                catalogue.add_api(&library, api);
            }
        }
        catalogue
    }

    fn add_names(&mut self, library: &Library) {
        for module in &library.modules {
            self.leaves.insert(module.clone());
            self.add_module(module);
        }
        for (alias, _) in &library.aliases {
            self.add_module(alias);
        }
        for constant in &library.constants {
            self.constants
                .insert(constant.name.clone(), constant.clone());
        }
        for class in &library.classes {
            self.classes.insert(class.name.clone(), class.clone());
        }
    }

    fn add_module(&mut self, dotted: &str) {
        let mut rest = dotted;
        while !rest.is_empty() {
            self.modules.insert(rest.to_owned());
            rest = split_last(rest).0;
        }
    }

    /// Second pass, because bases may lie in another library's file.
    fn add_members(&mut self, library: &Library) {
        for class in &library.classes {
            let mut line = Vec::new();
            self.collect_ancestors(&class.name, &mut line);
            self.ancestors.insert(class.name.clone(), line);
        }
        for constant in &library.constants {
            let (owner, _) = split_last(&constant.name);
            if self.is_member(owner, constant) {
                let members = self.members.entry(owner.to_owned()).or_default();
                members.push(constant.name.clone());
            }
        }
    }

    /// Whether iteration over the enumeration gives the constant: a second name
    /// for the value of a member (`PROTOCOL_SSLv23`) is none itself.
    fn is_member(&self, owner: &str, constant: &Constant) -> bool {
        let named = |name: &String| self.constants.get(name).map(|known| &known.value);
        let enumeration = self
            .classes
            .get(owner)
            .is_some_and(|class| class.enumeration);
        let mut values = self.members(owner).iter().filter_map(named);
        let numbered = matches!(constant.value, ConstantValue::Int(_));
        enumeration && !(numbered && values.any(|value| *value == constant.value))
    }

    fn collect_ancestors(&self, class: &str, line: &mut Vec<String>) {
        if line.iter().any(|known| known == class) {
            return;
        }
        line.push(class.to_owned());
        for base in self
            .classes
            .get(class)
            .map_or(&[][..], |class| &class.bases)
        {
            self.collect_ancestors(base, line);
        }
    }

    fn add_api(&mut self, library: &Arc<Library>, api: &Api) {
        let entry = ApiEntry {
            library: Arc::clone(library),
            api: Arc::new(api.clone()),
        };
        self.entries.push(entry.clone());
        let (owner, last) = split_last(&api.name);
        if api.on_unknown {
            let same = self.on_unknown.entry(last.to_owned()).or_default();
            same.push(entry.clone());
        }
        let in_file = !self.classes.contains_key(owner);
        let (map, key) = match api.kind {
            ApiKind::Function | ApiKind::Constructor => (&mut self.functions, api.name.as_str()),
            ApiKind::Method => (&mut self.methods, api.name.as_str()),
            ApiKind::Attribute => (&mut self.attributes, api.name.as_str()),
            ApiKind::ClassAttribute => (&mut self.class_attributes, api.name.as_str()),
            ApiKind::Hook if !in_file => (&mut self.hooks, owner),
            ApiKind::Hook | ApiKind::Setting => {
                for file in &library.setting_files {
                    self.settings
                        .entry(file.clone())
                        .or_default()
                        .push(entry.clone());
                }
                return;
            }
        };
        map.entry(key.to_owned()).or_default().push(entry);
    }

    /// The libraries, in the order of the data.
    #[must_use]
    pub fn libraries(&self) -> &[Arc<Library>] {
        &self.libraries
    }

    /// The name under which the catalogue describes `dotted`: vendored copies,
    /// re-exports and old module names are led back to the original. A name
    /// that is described itself stays as it is.
    #[must_use]
    pub fn canonical<'a>(&self, dotted: &'a str) -> std::borrow::Cow<'a, str> {
        self.aliases.canonical(dotted, |name| self.described(name))
    }

    /// Whether this very name stands in a data file.
    fn described(&self, name: &str) -> bool {
        self.leaves.contains(name)
            || self.constants.contains_key(name)
            || self.classes.contains_key(name)
            || self.functions.contains_key(name)
    }

    /// The constant of this name.
    #[must_use]
    pub fn constant(&self, name: &str) -> Option<&Constant> {
        self.constants.get(name)
    }

    /// Whether a name lies where a file describes everything, and yet is not
    /// described: no release has it. Files describe what is public; what every
    /// class has (`__new__`, `mro`) and private names may exist beside that.
    #[must_use]
    pub fn never_existed(&self, name: &str) -> bool {
        let last = name.rsplit('.').next().unwrap_or(name);
        !last.starts_with('_')
            && last != "mro"
            && !self.described(name)
            && !self.methods.contains_key(name)
            && !self.attributes.contains_key(name)
            && self.libraries.iter().any(|library| {
                library
                    .complete
                    .iter()
                    .any(|beginning| name.starts_with(beginning.as_str()))
            })
    }

    /// The class of this name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<&Class> {
        self.classes.get(name)
    }

    /// A class with the catalogue classes that it inherits from: itself first,
    /// then its bases in order. Empty for an unknown class.
    #[must_use]
    pub fn ancestors(&self, class: &str) -> &[String] {
        self.ancestors.get(class).map_or(&[], Vec::as_slice)
    }

    /// The members of an enumeration, dotted, in the order of iteration.
    #[must_use]
    pub fn members(&self, class: &str) -> &[String] {
        self.members.get(class).map_or(&[], Vec::as_slice)
    }

    /// All names of a module on a Python, sorted; empty for a module whose names
    /// are not listed. What a constant's OpenSSL lacks is among them.
    #[must_use]
    pub fn names_in(&self, module: &str, python: PythonVersion) -> Vec<String> {
        let listings = self.libraries.iter().flat_map(|library| &library.listings);
        let listings: Vec<&Listing> = listings.filter(|one| one.module == module).collect();
        if listings.is_empty() {
            return Vec::new();
        }
        let mut names: BTreeSet<String> = BTreeSet::new();
        for listing in listings {
            if listing.python.contains(python) {
                names.extend(listing.names.iter().cloned());
            }
        }
        let last = |name: &str| {
            let (owner, last) = split_last(name);
            (owner == module).then(|| last.to_owned())
        };
        let constants = self.constants.values();
        let constants = constants.filter(|constant| constant.python.contains(python));
        names.extend(constants.filter_map(|constant| last(&constant.name)));
        let classes = self.classes.values();
        let classes = classes.filter(|class| class.python.contains(python));
        names.extend(classes.filter_map(|class| last(&class.name)));
        let functions = self.functions.iter().filter(|(_, entries)| {
            let mut entries = entries.iter();
            entries.any(|entry| entry.api.python.contains(python))
        });
        names.extend(functions.filter_map(|(name, _)| last(name)));
        names.into_iter().collect()
    }

    /// Whether a module has a public name on a Python; `None` where not all
    /// that it has there is listed.
    #[must_use]
    pub fn lists(&self, dotted: &str, python: PythonVersion) -> Option<bool> {
        let (module, name) = split_last(dotted);
        let listings = self.libraries.iter().flat_map(|library| &library.listings);
        let mut here = listings.filter(|one| one.module == module && one.python.contains(python));
        if name.starts_with('_') || !here.clone().any(|one| one.complete) {
            return None;
        }
        let constant = self.constants.get(dotted);
        let class = self.classes.get(dotted);
        let mut functions = self.function(dotted).iter();
        Some(
            here.any(|one| one.names.iter().any(|own| own == name))
                || constant.is_some_and(|constant| constant.python.contains(python))
                || class.is_some_and(|class| class.python.contains(python))
                || functions.any(|entry| entry.api.python.contains(python)),
        )
    }

    /// The function or constructor of this name. Several entries have disjoint
    /// ranges of Pythons or releases.
    #[must_use]
    pub fn function(&self, name: &str) -> &[ApiEntry] {
        self.functions.get(name).map_or(&[], Vec::as_slice)
    }

    /// The method of an instance of `class`, inherited ones included.
    #[must_use]
    pub fn method(&self, class: &str, method: &str) -> &[ApiEntry] {
        self.inherited(&self.methods, class, method)
    }

    /// The attribute of an instance of `class`, inherited ones included.
    #[must_use]
    pub fn attribute(&self, class: &str, attribute: &str) -> &[ApiEntry] {
        self.inherited(&self.attributes, class, attribute)
    }

    /// The attribute of `class` itself, inherited ones included.
    #[must_use]
    pub fn class_attribute(&self, class: &str, attribute: &str) -> &[ApiEntry] {
        self.inherited(&self.class_attributes, class, attribute)
    }

    fn inherited<'a>(
        &'a self,
        map: &'a HashMap<String, Vec<ApiEntry>>,
        class: &str,
        member: &str,
    ) -> &'a [ApiEntry] {
        self.ancestors(class)
            .iter()
            .find_map(|owner| map.get(&format!("{owner}.{member}")))
            .map_or(&[], Vec::as_slice)
    }

    /// The methods that the library calls on a subclass of `class`.
    #[must_use]
    pub fn hooks(&self, class: &str) -> Vec<&ApiEntry> {
        self.ancestors(class)
            .iter()
            .filter_map(|owner| self.hooks.get(owner))
            .flatten()
            .collect()
    }

    /// What a configuration file of this name (without folders) is read for:
    /// settings, and hooks of its module level.
    #[must_use]
    pub fn settings(&self, file_name: &str) -> &[ApiEntry] {
        self.settings.get(file_name).map_or(&[], Vec::as_slice)
    }

    /// The methods or attributes of this (last) name that are judged on a
    /// receiver of unknown class: `wrap_socket`, `minimum_version`.
    #[must_use]
    pub fn on_unknown(&self, name: &str) -> &[ApiEntry] {
        self.on_unknown.get(name).map_or(&[], Vec::as_slice)
    }

    /// The table of this name in `library`'s file.
    #[must_use]
    pub fn table<'a>(&self, library: &'a Library, name: &str) -> Option<&'a Table> {
        library.tables.iter().find(|table| table.name == name)
    }

    /// Whether `dotted`, canonical or not, is a described module or alias, a
    /// parent of one, or something inside one.
    #[must_use]
    pub fn module_known(&self, dotted: &str) -> bool {
        let canonical = self.canonical(dotted);
        let mut rest: &str = &canonical;
        if self.modules.contains(dotted) || self.modules.contains(rest) {
            return true;
        }
        while !rest.is_empty() {
            if self.leaves.contains(rest) {
                return true;
            }
            rest = split_last(rest).0;
        }
        false
    }

    /// Every API with its library, in the order of the data.
    pub(crate) fn entries(&self) -> &[ApiEntry] {
        &self.entries
    }
}
