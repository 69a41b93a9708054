//! Where TLS enters a project: the imports of libraries that the catalogue
//! knows, and the names that mean TLS whatever they belong to.

use super::reach::Reach;
use super::units::Unit;
use crate::domain::intern::{Name, Names};
use crate::interp::Vocabulary;
use rustc_hash::FxHashMap;
use tlsfloor_catalogue::Catalogue;

/// Tells `reach` which units use a library, and lets it spread from there.
pub(super) fn plant(
    reach: &mut Reach<'_>,
    names: &Names,
    catalogue: &Catalogue,
    vocabulary: &Vocabulary,
    paths: &[&str],
) {
    let files = reach.files;
    let settings: Vec<Vec<&str>> = paths
        .iter()
        .map(|path| settings_in(path, catalogue))
        .collect();
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    for (file, units) in files.iter().enumerate() {
        for (position, unit) in units.units.iter().enumerate() {
            let is_setting = |name: &crate::domain::intern::Name| {
                settings[file].iter().any(|own| *names.text(*name) == **own)
            };
            if is_marked(unit, names, vocabulary) || unit.bound.iter().any(is_setting) {
                reach.seed(file, position);
            }
            for import in &unit.library {
                let dotted = catalogue.canonical(&import.dotted);
                if !catalogue.module_known(&dotted) {
                    continue;
                }
                let is_thing = catalogue.constant(&dotted).is_some()
                    || catalogue.class(&dotted).is_some()
                    || !catalogue.function(&dotted).is_empty();
                match import.bound {
                    // Any name of the file may be one of the library's.
                    None => {
                        for position in 0..units.units.len() {
                            reach.seed(file, position);
                        }
                    }
                    Some(bound) if is_thing || vocabulary.has_contexts(&dotted) => {
                        reach.seed_name(file, bound);
                    }
                    Some(bound) => {
                        let Some(inside) = vocabulary.inside_of(&dotted) else {
                            continue;
                        };
                        let module = *numbers.entry(dotted.into_owned()).or_insert_with(|| {
                            let is_inside = |name| inside.contains(&*names.text(Name(name)));
                            reach.add_library((0..names.len()).map(is_inside).collect())
                        });
                        reach.seed_module(file, bound, module);
                    }
                }
            }
        }
    }
}

/// The variables and functions that a library reads from a file of this name.
fn settings_in<'c>(path: &str, catalogue: &'c Catalogue) -> Vec<&'c str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let entries = catalogue.settings(name).iter();
    entries
        .filter_map(|entry| Some(entry.api.name.rsplit_once('.')?.1))
        .collect()
}

fn is_marked(unit: &Unit, names: &Names, vocabulary: &Vocabulary) -> bool {
    let mut attributes = unit.attributes.iter();
    let mut written = unit.written.iter().filter_map(|(_, attribute)| *attribute);
    attributes.any(|name| vocabulary.is_mark(&names.text(*name)))
        || written.any(|name| vocabulary.is_written_mark(&names.text(name)))
}
