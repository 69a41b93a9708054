//! The data files: complete, without mistakes, and consistent with each other.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tlsfloor_catalogue::{Catalogue, FILES, read_builtin};

#[test]
fn every_file_is_read_without_a_mistake() {
    let (libraries, errors) = read_builtin();
    let drawn: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", drawn.join("\n"));
    assert_eq!(libraries.len(), FILES.len());
}

fn toml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            toml_files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn every_file_in_data_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut found = Vec::new();
    toml_files(&root, &mut found);
    let found: BTreeSet<String> = found
        .iter()
        .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
        .map(|path| {
            let parts = path.strip_prefix(&root).unwrap().components();
            let parts: Vec<_> = parts
                .map(|part| part.as_os_str().to_str().unwrap())
                .collect();
            parts.join("/")
        })
        .collect();
    let embedded: BTreeSet<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(found, embedded);
}

#[test]
fn references_between_files_lead_somewhere() {
    let catalogue = Catalogue::builtin();
    let libraries = catalogue.libraries().iter();
    let dangling: Vec<String> = libraries
        .flat_map(|library| catalogue.dangling(library))
        .collect();
    assert_eq!(dangling, Vec::<String>::new());
}

#[test]
fn a_name_belongs_to_one_library() {
    let mut seen = BTreeSet::new();
    for library in Catalogue::builtin().libraries() {
        let names = library.constants.iter().map(|constant| &constant.name);
        for name in names.chain(library.classes.iter().map(|class| &class.name)) {
            assert!(seen.insert(name.clone()), "{name}");
        }
    }
}

#[test]
fn no_data_file_names_anything_outside_the_project() {
    for (path, text) in FILES {
        assert!(!text.contains("/work"), "{path}");
        assert!(text.lines().count() < 500, "{path} has 500 lines or more");
    }
}

/// The fenced TOML blocks of the page that teaches the format, as they would
/// stand in a file.
#[test]
fn the_examples_of_the_documentation_are_right() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/catalogue.md");
    let page = std::fs::read_to_string(page).unwrap();
    let blocks: Vec<String> = page
        .split("```toml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .map(|block| block.replace("\n   ", "\n"))
        .collect();
    assert_eq!(blocks.len(), 2);
    let whole = blocks.concat();
    let library = tlsfloor_catalogue_schema::read("docs/catalogue.md", &whole);
    let library = library.unwrap_or_else(|errors| panic!("{}", errors[0]));
    assert_eq!((library.apis.len(), library.tables.len()), (1, 1));
}
