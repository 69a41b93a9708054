//! What the interpreter asks the catalogue for once, not at every call.

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};
use tlsfloor_catalogue::model::ApiKind;
use tlsfloor_catalogue::{ApiEntry, Catalogue};
use tlsfloor_protocol::Engine;

/// How an attribute is changed that has too common a name to be looked for
/// alone.
const CHANGES: &[&str] = &["=", "|=", "&=", "^=", "+=", "-="];

/// The words of files, and what means TLS in a file that has one of them.
fn words(catalogue: &Catalogue) -> Vec<String> {
    let mut words = catalogue.needles();
    words.extend(catalogue.keyword_knobs().into_iter().map(|knob| knob.name));
    for api in catalogue
        .libraries()
        .iter()
        .flat_map(|library| &library.apis)
    {
        let last = api.name.rsplit('.').next().unwrap_or_default();
        if api.on_unknown {
            words.push(last.to_owned());
        }
    }
    for change in CHANGES {
        words.push(format!(".options {change}"));
        words.push(format!(".options{change}"));
    }
    words
}

/// Names of the catalogue that matter wherever they stand.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// The class of each engine's contexts, dotted.
    pub(crate) context_classes: Vec<(Engine, String)>,
    /// Keywords that carry a version.
    pub(crate) keywords: FxHashSet<String>,
    /// Attributes that carry a version, whatever they are set on.
    pub(crate) unknown_attributes: FxHashSet<String>,
    /// Methods that connect, whatever they are called on.
    pub(crate) unknown_methods: FxHashMap<String, ApiEntry>,
    /// Finds in a text what code that concerns TLS by itself must hold; `None`
    /// where there are too many words, and all code may.
    words: Option<AhoCorasick>,
}

impl Vocabulary {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let mut context_classes = Vec::new();
        for library in catalogue.libraries() {
            for class in &library.classes {
                if let Some(engine) = class.context
                    && !context_classes.iter().any(|(own, _)| *own == engine)
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
            unknown_attributes,
            unknown_methods,
            words: AhoCorasick::new(words(catalogue)).ok(),
        }
    }

    /// Whether a text may concern TLS by itself.
    pub(crate) fn concerns_tls(&self, text: &str) -> bool {
        self.words.as_ref().is_none_or(|words| words.is_match(text))
    }
}
