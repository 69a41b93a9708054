//! Words to look for in files, and keywords that mean TLS wherever they stand.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::{ApiEntry, Catalogue, split_last};
use crate::model::{Action, Api, ArgumentOrValue};

/// Catalogue functions call each other at most this deep; a bound, because data
/// could say that two call one another.
const DEEPEST_CALL: u8 = 8;

/// A keyword that sets a TLS version in some API.
#[derive(Clone, Debug)]
pub struct KeywordKnob {
    /// The keyword: `ssl_version`.
    pub name: String,
    /// The APIs that have it, in the order of the data.
    pub apis: Vec<ApiEntry>,
}

impl Catalogue {
    /// The words of which a file must contain one, byte for byte, to matter:
    /// sorted, none inside another. A file without any of them uses no API of
    /// the catalogue by itself; one that only passes on what others made is
    /// found through those.
    #[must_use]
    pub fn needles(&self) -> Vec<String> {
        let mut words: BTreeSet<String> = self
            .libraries()
            .iter()
            .flat_map(|library| library.words.iter().cloned())
            .collect();
        let by_words = |text: &str| words.iter().any(|word| text.contains(word.as_str()));
        let by_knobs = |api: &Api| {
            let mut knobs = api.parameters.iter().filter(|known| known.knob).peekable();
            knobs.peek().is_some() && knobs.all(|knob| by_words(&knob.name))
        };
        let members: Vec<String> = self
            .entries()
            .iter()
            .filter(|entry| entry.api.on_unknown && !by_knobs(&entry.api))
            .map(|entry| split_last(&entry.api.name).1.to_owned())
            .collect();
        words.extend(members);
        let all = words.clone();
        words.retain(|word| {
            !all.iter()
                .any(|other| other != word && word.contains(other.as_str()))
        });
        words.into_iter().collect()
    }

    /// The keywords that carry a version into some API (not those that carry a
    /// context), sorted by name.
    #[must_use]
    pub fn keyword_knobs(&self) -> Vec<KeywordKnob> {
        let mut knobs: BTreeMap<String, Vec<ApiEntry>> = BTreeMap::new();
        for entry in self.entries() {
            for name in self.version_parameters(&entry.api, DEEPEST_CALL) {
                knobs.entry(name).or_default().push(entry.clone());
            }
        }
        knobs
            .into_iter()
            .map(|(name, apis)| KeywordKnob { name, apis })
            .collect()
    }

    /// The knobs of `api` whose value is a version, not a context, following
    /// them into the catalogue functions that it calls.
    fn version_parameters(&self, api: &Api, depth: u8) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for effect in &api.effects {
            match &effect.action {
                Action::Method(ArgumentOrValue::Argument(name))
                | Action::Minimum(ArgumentOrValue::Argument(name))
                | Action::Maximum(ArgumentOrValue::Argument(name))
                | Action::AddOptions(ArgumentOrValue::Argument(name))
                | Action::RemoveOptions(ArgumentOrValue::Argument(name))
                | Action::AssignOptions(ArgumentOrValue::Argument(name))
                | Action::Lookup { argument: name, .. }
                | Action::Ignore { argument: name, .. } => {
                    names.insert(name.clone());
                }
                Action::CallFunction {
                    function,
                    arguments,
                } if depth > 0 => {
                    let called = self.function(function).iter();
                    let versions: BTreeSet<String> = called
                        .flat_map(|entry| self.version_parameters(&entry.api, depth - 1))
                        .collect();
                    names.extend(arguments.iter().filter_map(|(name, value)| match value {
                        ArgumentOrValue::Argument(own) if versions.contains(name) => {
                            Some(own.clone())
                        }
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
        names.retain(|name| {
            api.parameters
                .iter()
                .any(|parameter| parameter.knob && parameter.name == *name)
        });
        names
    }
}
