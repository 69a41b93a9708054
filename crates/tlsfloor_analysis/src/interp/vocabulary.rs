//! What the interpreter asks the catalogue for once, not at every call.

use rustc_hash::{FxHashMap, FxHashSet};
use tlsfloor_catalogue::model::{Action, ApiKind, ArgumentOrValue};
use tlsfloor_catalogue::{ApiEntry, Catalogue};
use tlsfloor_protocol::Engine;

/// Of each module of the catalogue, the names inside of it, component by
/// component.
fn components(catalogue: &Catalogue) -> FxHashMap<String, FxHashSet<String>> {
    let mut found: FxHashMap<String, FxHashSet<String>> = FxHashMap::default();
    for library in catalogue.libraries() {
        let apis = library.apis.iter().map(|api| api.name.as_str());
        let classes = library.classes.iter().map(|class| class.name.as_str());
        let constants = library
            .constants
            .iter()
            .map(|constant| constant.name.as_str());
        for name in apis.chain(classes).chain(constants) {
            for (dot, _) in name.match_indices('.') {
                let inside = found.entry(name[..dot].to_owned()).or_default();
                inside.extend(name[dot + 1..].split('.').map(str::to_owned));
            }
        }
    }
    // What an alias leads to is inside of it, and of the modules around it.
    for (from, to) in catalogue
        .libraries()
        .iter()
        .flat_map(|library| &library.aliases)
    {
        let mut led_to = found.get(to.as_str()).cloned().unwrap_or_default();
        found
            .entry(from.clone())
            .or_default()
            .extend(led_to.iter().cloned());
        for (dot, _) in from.rmatch_indices('.') {
            led_to.extend(from[dot + 1..].split('.').map(str::to_owned));
            let around = found.entry(from[..dot].to_owned()).or_default();
            around.extend(led_to.iter().cloned());
        }
    }
    found
}

/// What the catalogue makes the newest version allowed and nothing else:
/// keywords of calls, and attributes.
fn maxima(catalogue: &Catalogue) -> FxHashSet<String> {
    let (mut newest, mut others) = (FxHashSet::default(), FxHashSet::default());
    for api in catalogue.libraries().iter().flat_map(|own| &own.apis) {
        for effect in &api.effects {
            let (set, name) = match &effect.action {
                Action::Maximum(ArgumentOrValue::Argument(name)) => (&mut newest, name),
                Action::Minimum(ArgumentOrValue::Argument(name))
                | Action::Method(ArgumentOrValue::Argument(name)) => (&mut others, name),
                _ => continue,
            };
            set.insert(match api.kind {
                ApiKind::Attribute => api.name.rsplit('.').next().unwrap_or_default().to_owned(),
                _ => name.clone(),
            });
        }
    }
    newest.retain(|name| !others.contains(name));
    newest
}

/// Names of the catalogue that matter wherever they stand.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// The class of each engine's contexts, dotted.
    pub(crate) context_classes: Vec<(Engine, String)>,
    /// Keywords that carry a version.
    pub(crate) keywords: FxHashSet<String>,
    /// Keywords and attributes that are the newest version allowed.
    pub(crate) maxima: FxHashSet<String>,
    /// Attributes that carry a version, whatever they are set on.
    pub(crate) unknown_attributes: FxHashSet<String>,
    /// Methods that connect, whatever they are called on.
    pub(crate) unknown_methods: FxHashMap<String, ApiEntry>,
    /// By module: the names inside of it, without those of the modules around
    /// them.
    components: FxHashMap<String, FxHashSet<String>>,
    /// The words of the catalogue.
    needles: Vec<String>,
}

impl Vocabulary {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        // An engine's own class; those of other libraries stand for contexts that
        // these make.
        let is_own = |engine: Engine, class: &str| {
            let module = match engine {
                Engine::Ssl => "ssl",
                Engine::PyOpenSsl => "OpenSSL.SSL",
            };
            class.rsplit_once('.').is_some_and(|(own, _)| own == module)
        };
        let mut context_classes = Vec::new();
        for library in catalogue.libraries() {
            for class in &library.classes {
                if let Some(engine) = class.context
                    && is_own(engine, &class.name)
                {
                    context_classes.push((engine, class.name.clone()));
                }
            }
        }
        let (mut unknown_attributes, mut unknown_methods) =
            (FxHashSet::default(), FxHashMap::default());
        for api in catalogue
            .libraries()
            .iter()
            .flat_map(|library| &library.apis)
        {
            let last = api.name.rsplit('.').next().unwrap_or_default().to_owned();
            let Some(entry) = catalogue.on_unknown(&last).first().cloned() else {
                continue;
            };
            match entry.api.kind {
                ApiKind::Method => {
                    unknown_methods.entry(last).or_insert(entry);
                }
                ApiKind::Attribute => {
                    unknown_attributes.insert(last);
                }
                _ => {}
            }
        }
        Self {
            context_classes,
            keywords: catalogue
                .keyword_knobs()
                .into_iter()
                .map(|knob| knob.name)
                .collect(),
            maxima: maxima(catalogue),
            unknown_attributes,
            unknown_methods,
            components: components(catalogue),
            needles: catalogue.needles(),
        }
    }

    /// The names of what lies inside of a library's module; `None` where nothing
    /// is known to.
    pub(crate) fn inside_of(&self, module: &str) -> Option<&FxHashSet<String>> {
        self.components.get(module)
    }

    /// Whether a keyword, or an attribute that is read or called, means TLS
    /// whatever it belongs to.
    pub(crate) fn is_mark(&self, name: &str) -> bool {
        self.unknown_methods.contains_key(name)
            || ((self.keywords.contains(name) || self.unknown_attributes.contains(name))
                && self.needles.iter().any(|word| name.contains(word.as_str())))
    }

    /// Whether an attribute means TLS when it is written, whatever it belongs
    /// to.
    pub(crate) fn is_written_mark(&self, name: &str) -> bool {
        self.unknown_attributes.contains(name)
    }

    /// Whether a module holds contexts, or what they are made from.
    pub(crate) fn has_contexts(&self, module: &str) -> bool {
        self.context_classes.iter().any(|(_, class)| {
            class
                .strip_prefix(module)
                .is_some_and(|rest| rest.starts_with('.'))
        })
    }
}
