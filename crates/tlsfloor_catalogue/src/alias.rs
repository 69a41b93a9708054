//! Other names for the same thing: vendored copies, re-exports, old modules.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::index::split_last;
use crate::model::Library;

/// More replacements than this make a cycle, which is a mistake in the data
/// that a test finds; here it only must not hang.
const LONGEST_CHAIN: usize = 8;

/// Dotted prefixes with what they stand for.
#[derive(Debug)]
pub(crate) struct Aliases {
    prefixes: HashMap<String, String>,
}

impl Aliases {
    pub(crate) fn new(libraries: &[Library]) -> Self {
        let prefixes = libraries
            .iter()
            .flat_map(|library| library.aliases.iter().cloned())
            .collect();
        Self { prefixes }
    }

    /// Replaces the longest known prefix, and that of the result, until a name
    /// is reached that is described itself or has no known prefix.
    pub(crate) fn canonical<'a>(
        &self,
        dotted: &'a str,
        described: impl Fn(&str) -> bool,
    ) -> Cow<'a, str> {
        let mut name = Cow::Borrowed(dotted);
        for _ in 0..LONGEST_CHAIN {
            if described(&name) {
                break;
            }
            let Some(next) = self.replace(&name) else {
                break;
            };
            name = Cow::Owned(next);
        }
        name
    }

    fn replace(&self, name: &str) -> Option<String> {
        let mut prefix = name;
        while !prefix.is_empty() {
            if let Some(target) = self.prefixes.get(prefix) {
                return Some(format!("{target}{}", &name[prefix.len()..]));
            }
            prefix = split_last(prefix).0;
        }
        None
    }
}
