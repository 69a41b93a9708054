//! What holds between the entries of one file.

use std::ops::Range;

use crate::library::Draft;
use crate::model::{Api, ApiKind, Library};
use crate::node::Source;
use crate::range;

/// Reports names outside the library's modules, names that stand there twice,
/// members of classes that are not described, and APIs that the prefilter
/// would miss.
pub(crate) fn check(source: &Source<'_>, library: &Library, draft: &Draft) {
    let constants = draft
        .constants
        .iter()
        .map(|(c, span)| (c.name.as_str(), span));
    let classes = draft
        .classes
        .iter()
        .map(|(c, span)| (c.name.as_str(), span));
    let apis = draft.apis.iter().map(|(a, span)| (a.name.as_str(), span));
    for (name, span) in constants.clone().chain(classes.clone()).chain(apis) {
        in_modules(source, library, name, span);
    }
    twice(source, "constant", constants);
    twice(source, "class", classes);
    let tables = draft.table_names.iter();
    twice(
        source,
        "table",
        tables.map(|(name, span)| (name.as_str(), span)),
    );
    for (at, (api, span)) in draft.apis.iter().enumerate() {
        if draft.apis[..at]
            .iter()
            .any(|(other, _)| overlap(api, other))
        {
            let message = format!("`{}` is described twice for the same versions", api.name);
            source.error(span, message);
        }
        owner(source, library, draft, api, span);
        found_by_words(source, library, api, span);
    }
}

fn in_modules(source: &Source<'_>, library: &Library, name: &str, span: &Range<usize>) {
    let inside = library.modules.iter().any(|module| {
        name.strip_prefix(module.as_str())
            .is_some_and(|rest| rest.starts_with('.'))
    });
    if !inside {
        let modules = library.modules.join(", ");
        source.error(
            span,
            format!("`{name}` is in none of the library's modules ({modules})"),
        );
    }
}

fn twice<'a>(
    source: &Source<'_>,
    what: &str,
    names: impl Iterator<Item = (&'a str, &'a Range<usize>)>,
) {
    let mut seen: Vec<&str> = Vec::new();
    for (name, span) in names {
        if seen.contains(&name) {
            source.error(span, format!("the {what} `{name}` stands there twice"));
        }
        seen.push(name);
    }
}

/// Whether two entries describe the same use in some version.
fn overlap(a: &Api, b: &Api) -> bool {
    let called = |kind| matches!(kind, ApiKind::Function | ApiKind::Constructor);
    a.name == b.name
        && (a.kind == b.kind || called(a.kind) && called(b.kind))
        && range::pythons_meet(&a.python, &b.python)
        && range::releases_meet(&a.release, &b.release)
}

/// A member's class must be described; a hook or setting of a configuration
/// file must lie in a module.
fn owner(source: &Source<'_>, library: &Library, draft: &Draft, api: &Api, span: &Range<usize>) {
    let owner = api.name.rsplit_once('.').map_or("", |(owner, _)| owner);
    let is_class = draft.classes.iter().any(|(class, _)| class.name == owner);
    let is_module = library.modules.iter().any(|module| module == owner);
    let fits = match api.kind {
        ApiKind::Function => true,
        ApiKind::Constructor => draft
            .classes
            .iter()
            .any(|(class, _)| class.name == api.name),
        ApiKind::Method | ApiKind::Attribute | ApiKind::ClassAttribute => is_class,
        ApiKind::Hook => is_class || (is_module && !library.setting_files.is_empty()),
        ApiKind::Setting => is_module && !library.setting_files.is_empty(),
    };
    if fits {
        return;
    }
    if api.kind == ApiKind::Setting {
        source.error(
            span,
            "a setting needs `setting-files` and a module of this library",
        );
        return;
    }
    let class = if api.kind == ApiKind::Constructor {
        api.name.as_str()
    } else {
        owner
    };
    let known = draft.classes.iter().map(|(class, _)| class.name.as_str());
    source.unknown(
        span,
        format!("there is no [[class]] `{class}`"),
        class,
        known,
    );
}

/// The prefilter reads only files with a word of some library: an API that can
/// be used without any of them would be missed.
fn found_by_words(source: &Source<'_>, library: &Library, api: &Api, span: &Range<usize>) {
    if api.effects.is_empty() && !api.implicit {
        return;
    }
    let has_word = |text: &str| {
        library
            .words
            .iter()
            .any(|word| text.contains(word.as_str()))
    };
    let mut knobs = api.parameters.iter().filter(|p| p.knob).peekable();
    let by_knobs =
        !api.implicit && knobs.peek().is_some() && knobs.all(|knob| has_word(&knob.name));
    let by_file =
        matches!(api.kind, ApiKind::Hook | ApiKind::Setting) && !library.setting_files.is_empty();
    if !(has_word(&api.name) || by_knobs || by_file || api.on_unknown) {
        source.error(
            span,
            format!(
                "a file can use `{}` without any of the library's `words`",
                api.name
            ),
        );
    }
}
