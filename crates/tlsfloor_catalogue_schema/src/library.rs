//! A whole data file.

use tlsfloor_protocol::Engine;
use toml::de::DeTable;

use crate::entry::{self, Defaults, Placed};
use crate::model::{Api, Class, Constant, Library};
use crate::node::{Fields, Source};
use crate::{SchemaError, check, setting, word};

/// What a file says, with the places that the last checks need.
pub(crate) struct Draft {
    pub(crate) constants: Vec<Placed<Constant>>,
    pub(crate) classes: Vec<Placed<Class>>,
    pub(crate) apis: Vec<Placed<Api>>,
    pub(crate) table_names: Vec<Placed<String>>,
}

/// Reads one data file. `file` is what errors call it.
///
/// # Errors
///
/// Every mistake in the file, in the order of its text.
pub fn read(file: &str, text: &str) -> Result<Library, Vec<SchemaError>> {
    let source = Source::new(file, text);
    let (root, broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        // What follows a syntax error is guesswork: say only the error.
        for error in broken {
            let span = error.span().unwrap_or(0..0);
            source.error(&span, error.message().to_owned());
        }
        return Err(source.into_errors());
    }
    // The root has no line of its own: what is missing in it shows at the top.
    let fields = Fields::new(&source, root.get_ref(), 0..0);
    let library = library(&source, &fields);
    drop(fields);
    let errors = source.into_errors();
    match library {
        Some(library) if errors.is_empty() => Ok(library),
        _ => Err(errors),
    }
}

fn library(source: &Source<'_>, fields: &Fields<'_, '_>) -> Option<Library> {
    let name = fields.required_text("name");
    let summary = fields.required_text("summary");
    let modules: Vec<_> = fields.texts("modules");
    if modules.is_empty() {
        fields.required("modules");
    }
    let defaults = Defaults {
        source: fields.text("source").map(str::to_owned),
        verified: entry::verified(fields),
    };
    let tables = fields.tables("table");
    let table_names: Vec<Placed<String>> = tables
        .iter()
        .filter_map(|table| Some((table.text("name")?.to_owned(), table.span().clone())))
        .collect();
    let known: Vec<String> = table_names.iter().map(|(name, _)| name.clone()).collect();
    let draft = Draft {
        constants: each(&fields.tables("constant"), |f| {
            entry::constants(f, &defaults)
        }),
        classes: each(&fields.tables("class"), entry::classes),
        apis: each(&fields.tables("api"), |f| entry::apis(f, &defaults, &known)),
        table_names,
    };
    let mut library = Library {
        name: name.unwrap_or_default().to_owned(),
        distribution: fields.text("distribution").map(str::to_owned),
        summary: summary.unwrap_or_default().to_owned(),
        modules: modules.into_iter().map(|(m, _)| m.to_owned()).collect(),
        engine: fields
            .get("engine")
            .and_then(|item| word::engine(source, item))
            .unwrap_or(Engine::Ssl),
        words: strings(fields, "words"),
        setting_files: strings(fields, "setting-files"),
        complete: strings(fields, "complete"),
        listings: fields
            .tables("listing")
            .iter()
            .map(entry::listing)
            .collect(),
        aliases: aliases(fields),
        constants: Vec::new(),
        tables: tables.iter().filter_map(setting::table).collect(),
        classes: Vec::new(),
        apis: Vec::new(),
    };
    if library.words.is_empty() {
        library.words = first_parts(&library.modules);
    }
    fields.finish();
    check::check(source, &library, &draft);
    library.constants = draft.constants.into_iter().map(|(c, _)| c).collect();
    library.classes = draft.classes.into_iter().map(|(c, _)| c).collect();
    library.apis = draft.apis.into_iter().map(|(a, _)| a).collect();
    (name.is_some() && summary.is_some()).then_some(library)
}

fn each<T>(
    tables: &[Fields<'_, '_>],
    read: impl Fn(&Fields<'_, '_>) -> Vec<Placed<T>>,
) -> Vec<Placed<T>> {
    tables.iter().flat_map(read).collect()
}

fn strings(fields: &Fields<'_, '_>, key: &'static str) -> Vec<String> {
    let texts = fields.texts(key).into_iter();
    texts.map(|(text, _)| text.to_owned()).collect()
}

fn aliases(fields: &Fields<'_, '_>) -> Vec<(String, String)> {
    let source = fields.source;
    let Some(table) = fields.get("aliases").and_then(|item| source.fields(item)) else {
        return Vec::new();
    };
    let entries = table.entries();
    entries
        .filter_map(|(name, _, item)| Some((name.to_owned(), source.text(item)?.to_owned())))
        .collect()
}

/// The first part of each module: what a file must name to import it.
fn first_parts(modules: &[String]) -> Vec<String> {
    let parts = modules.iter().filter_map(|module| module.split('.').next());
    let mut parts: Vec<String> = parts.map(str::to_owned).collect();
    parts.sort();
    parts.dedup();
    parts
}
