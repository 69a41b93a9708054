//! The catalogue as a list for people: libraries and their knobs.

use crate::index::Catalogue;
use crate::model::Api;

/// A library with what decides TLS versions in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryListing {
    /// The library's name.
    pub name: String,
    /// The distribution's name; `None` for the standard library.
    pub distribution: Option<String>,
    /// One line.
    pub summary: String,
    /// Its knobs, sorted by name and parameter.
    pub knobs: Vec<KnobListing>,
}

/// Something that decides, or opens, TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnobListing {
    /// Dotted: `ssl.wrap_socket`.
    pub name: String,
    /// `function`, `constructor`, `method`, `attribute`, `class-attribute`,
    /// `hook` or `setting`.
    pub kind: &'static str,
    /// The parameter; `None` when using the thing is what decides.
    pub parameter: Option<String>,
    /// One line.
    pub summary: String,
}

fn knobs(api: &Api) -> Vec<KnobListing> {
    let row = |parameter: Option<String>| KnobListing {
        name: api.name.clone(),
        kind: api.kind.word(),
        parameter,
        summary: api.summary.clone(),
    };
    let named: Vec<_> = api
        .parameters
        .iter()
        .filter(|parameter| parameter.knob)
        .map(|parameter| row(Some(parameter.name.clone())))
        .collect();
    if named.is_empty() {
        vec![row(None)]
    } else {
        named
    }
}

impl Catalogue {
    /// Libraries with their knobs: the standard library's first, each part in
    /// the order of the names. An API that has changed over time stands there
    /// once, as it was described first in its file.
    #[must_use]
    pub fn listing(&self) -> Vec<LibraryListing> {
        let mut libraries: Vec<_> = self
            .libraries()
            .iter()
            .map(|library| {
                let mut rows: Vec<_> = library.apis.iter().flat_map(knobs).collect();
                rows.sort_by(|a, b| {
                    (&a.name, a.kind, &a.parameter).cmp(&(&b.name, b.kind, &b.parameter))
                });
                rows.dedup_by(|b, a| {
                    (&a.name, a.kind, &a.parameter) == (&b.name, b.kind, &b.parameter)
                });
                LibraryListing {
                    name: library.name.clone(),
                    distribution: library.distribution.clone(),
                    summary: library.summary.clone(),
                    knobs: rows,
                }
            })
            .collect();
        libraries
            .sort_by_key(|library| (library.distribution.is_some(), library.name.to_lowercase()));
        libraries
    }
}
