//! Constants, classes and APIs.

use std::ops::Range as Bytes;

use crate::effect::{self, Scope};
use crate::model::{
    Api, ApiKind, Class, Constant, ConstantValue, Evidence, Listing, Match, Parameter, Range,
    Returns, Verified,
};
use crate::node::{Fields, Source};
use crate::{range, word};

/// A parsed entry with the place of its name, for the checks that follow.
pub(crate) type Placed<T> = (T, Bytes<usize>);

/// What entries take from their file when they say nothing themselves.
#[derive(Clone, Default)]
pub(crate) struct Defaults {
    pub(crate) source: Option<String>,
    pub(crate) verified: Option<Verified>,
}

/// Where a fact comes from; both parts must be stated, here or for the file.
pub(crate) fn evidence(fields: &Fields<'_, '_>, defaults: &Defaults) -> Evidence {
    let own = Defaults {
        source: fields.text("source").map(str::to_owned),
        verified: verified(fields),
    };
    let source = own.source.or_else(|| defaults.source.clone());
    let verified = own.verified.or(defaults.verified);
    if source.is_none() {
        fields.source.error(
            fields.span(),
            "`source` is missing: say where the fact comes from, here or at the top of the file",
        );
    }
    if verified.is_none() {
        fields.source.error(
            fields.span(),
            "`verified` is missing: \"ran\" or \"read\", here or at the top of the file",
        );
    }
    Evidence {
        source: source.unwrap_or_default(),
        verified: verified.unwrap_or_default(),
    }
}

/// `verified = "ran"` or `"read"`.
pub(crate) fn verified(fields: &Fields<'_, '_>) -> Option<Verified> {
    let item = fields.get("verified")?;
    let text = fields.source.text(item)?;
    match text {
        "ran" => Some(Verified::Ran),
        "read" => Some(Verified::Read),
        _ => {
            let message = format!("unknown word `{text}`; a fact was `ran` or `read`");
            let known = ["ran", "read"];
            fields.source.unknown(&item.span(), message, text, known);
            None
        }
    }
}

/// The names of an entry; each must be dotted.
fn names(fields: &Fields<'_, '_>) -> Vec<(String, Bytes<usize>)> {
    if fields.required("name").is_none() {
        return Vec::new();
    }
    let names = fields.texts("name");
    for (name, span) in &names {
        if !word::dotted(name) {
            let message = format!("`{name}` is not a dotted Python name");
            fields.source.error(span, message);
        }
    }
    names
        .into_iter()
        .map(|(name, span)| (name.to_owned(), span))
        .collect()
}

/// A `[[constant]]`: one for each of its names.
fn least(fields: &Fields<'_, '_>) -> (Range, Vec<i64>) {
    let source = fields.source;
    let python = range::python(source, fields.get("python"));
    let numbers = fields.get("value").map(|item| source.one_or_more(item));
    let numbers = numbers.unwrap_or_default();
    let numbers = numbers.into_iter().filter_map(|item| source.number(item));
    let least = (python, numbers.collect());
    fields.finish();
    least
}

pub(crate) fn constants(fields: &Fields<'_, '_>, defaults: &Defaults) -> Vec<Placed<Constant>> {
    let source = fields.source;
    let names = names(fields);
    let mut values = Vec::new();
    if let Some(item) = fields.get("value") {
        match word::literal(source, item) {
            Some(Match::Int(number)) => values.push(ConstantValue::Int(number)),
            Some(Match::Bool(truth)) => values.push(ConstantValue::Bool(truth)),
            Some(Match::Str(text)) => values.push(ConstantValue::Str(text)),
            Some(Match::None | Match::Constant(_)) => source.error(
                &item.span(),
                "a constant's value is a number, a truth value or a string",
            ),
            None => {}
        }
    }
    if fields.flag("build") {
        values.push(ConstantValue::Build);
    }
    if let Some(item) = fields.get("has") {
        values.extend(word::protocol(source, item).map(ConstantValue::Has));
    }
    if values.len() > 1 {
        source.error(
            fields.span(),
            "a constant has one of `value`, `build` and `has`, or none of them",
        );
    }
    let value = values.pop().unwrap_or(ConstantValue::Object);
    let protocol = |key| {
        fields
            .get(key)
            .and_then(|item| word::protocol(source, item))
    };
    let template = Constant {
        name: String::new(),
        value,
        python: range::python(source, fields.get("python")),
        release: range::release(source, fields.get("release")),
        requires: protocol("requires"),
        protocol: protocol("protocol"),
        at_least: fields.tables("at-least").iter().map(least).collect(),
        items: fields
            .get("items")
            .and_then(|item| source.number(item))
            .unwrap_or(0),
        source: evidence(fields, defaults),
    };
    fields.finish();
    let named = names.into_iter().map(|(name, span)| {
        let constant = Constant {
            name,
            ..template.clone()
        };
        (constant, span)
    });
    named.collect()
}

/// A `[[listing]]`: further names of a module.
pub(crate) fn listing(fields: &Fields<'_, '_>) -> Listing {
    let names = fields.texts("names").into_iter();
    let listing = Listing {
        module: fields
            .required_text("module")
            .unwrap_or_default()
            .to_owned(),
        names: names.map(|(name, _)| name.to_owned()).collect(),
        python: range::python(fields.source, fields.get("python")),
        complete: fields.flag("complete"),
    };
    fields.finish();
    listing
}

/// A `[[class]]`: one for each of its names.
pub(crate) fn classes(fields: &Fields<'_, '_>) -> Vec<Placed<Class>> {
    let source = fields.source;
    let names = names(fields);
    let template = Class {
        name: String::new(),
        bases: fields
            .texts("bases")
            .into_iter()
            .map(|(base, _)| base.to_owned())
            .collect(),
        context: fields
            .get("context")
            .and_then(|item| word::engine(source, item)),
        enumeration: fields.flag("enumeration"),
        python: range::python(source, fields.get("python")),
        release: range::release(source, fields.get("release")),
    };
    fields.finish();
    let named = names.into_iter().map(|(name, span)| {
        let class = Class {
            name,
            ..template.clone()
        };
        (class, span)
    });
    named.collect()
}

/// An `[[api]]`: one for each of its names.
pub(crate) fn apis(
    fields: &Fields<'_, '_>,
    defaults: &Defaults,
    tables: &[String],
) -> Vec<Placed<Api>> {
    let source = fields.source;
    let names = names(fields);
    let kind = kind(fields);
    let parameters = parameters(fields);
    let mut arguments: Vec<String> = parameters.iter().map(|known| known.name.clone()).collect();
    match kind {
        Some(ApiKind::Attribute | ApiKind::ClassAttribute | ApiKind::Setting) => {
            arguments.push("value".to_owned());
        }
        Some(ApiKind::Hook) => arguments.push("return".to_owned()),
        _ => {}
    }
    let scope = Scope {
        source,
        arguments: &arguments,
        tables,
    };
    let effects = fields.tables("effects");
    let effects = effects
        .iter()
        .filter_map(|effect| effect::effect(&scope, effect))
        .collect();
    let template = Api {
        name: String::new(),
        kind: kind.unwrap_or(ApiKind::Function),
        effects,
        returns: returns(fields),
        python: range::python(source, fields.get("python")),
        release: range::release(source, fields.get("release")),
        implicit: fields.flag("implicit"),
        on_unknown: fields.flag("on-unknown"),
        beside_words: fields.flag("beside-words"),
        passes: passes(fields, &parameters),
        parameters,
        summary: fields
            .required_text("summary")
            .unwrap_or_default()
            .to_owned(),
        source: evidence(fields, defaults),
    };
    fields.finish();
    let named = names.into_iter().map(|(name, span)| {
        let api = Api {
            name,
            ..template.clone()
        };
        (api, span)
    });
    named.collect()
}

fn kind(fields: &Fields<'_, '_>) -> Option<ApiKind> {
    let item = fields.required("kind")?;
    let text = fields.source.text(item)?;
    let found = ApiKind::ALL.into_iter().find(|kind| kind.word() == text);
    if found.is_none() {
        let known = ApiKind::ALL.map(ApiKind::word);
        let message = format!("unknown kind `{text}`; there are {}", known.join(", "));
        fields.source.unknown(&item.span(), message, text, known);
    }
    found
}

/// Reads `signature = "sock, keyfile, *, context"` and `knobs`.
fn parameters(fields: &Fields<'_, '_>) -> Vec<Parameter> {
    let source = fields.source;
    let knobs = fields.texts("knobs");
    let mut parameters: Vec<Parameter> = Vec::new();
    if let Some(item) = fields.get("signature")
        && let Some(text) = source.text(item)
    {
        let mut position = Some(0);
        for part in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            if part == "*" {
                position = None;
            } else if !word::dotted(part) || part.contains('.') {
                let message = format!("`{part}` is not a parameter's name");
                source.error(&item.span(), message);
            } else if parameters.iter().any(|known| known.name == part) {
                let message = format!("the parameter `{part}` stands there twice");
                source.error(&item.span(), message);
            } else {
                parameters.push(Parameter {
                    name: part.to_owned(),
                    position,
                    knob: knobs.iter().any(|(knob, _)| *knob == part),
                });
                position = position.map(|at: u8| at.saturating_add(1));
            }
        }
    }
    for (knob, span) in knobs {
        if !parameters.iter().any(|known| known.name == knob) {
            let known = parameters.iter().map(|known| known.name.as_str());
            let message = format!("the signature has no parameter `{knob}`");
            source.unknown(&span, message, knob, known);
        }
    }
    parameters
}

/// What a call returns: a fixed word, or the dotted name of a class.
fn returns(fields: &Fields<'_, '_>) -> Returns {
    const WORDS: [&str; 5] = ["unknown", "context", "self", "None", "options"];
    let Some(item) = fields.get("returns") else {
        return Returns::Unknown;
    };
    let text = fields.source.text(item).unwrap_or("unknown");
    match text {
        "unknown" => Returns::Unknown,
        "context" => Returns::Context,
        "self" => Returns::This,
        "None" => Returns::None,
        "options" => Returns::Options,
        class if class.contains('.') && word::dotted(class) => Returns::Instance(class.to_owned()),
        other => {
            let words = WORDS.join(", ");
            let message = format!("`{other}` is neither a class nor one of {words}");
            fields.source.unknown(&item.span(), message, other, WORDS);
            Returns::Unknown
        }
    }
}

fn passes(fields: &Fields<'_, '_>, parameters: &[Parameter]) -> Vec<(String, String)> {
    let source: &Source<'_> = fields.source;
    let Some(table) = fields.get("passes").and_then(|item| source.fields(item)) else {
        return Vec::new();
    };
    let mut passed = Vec::new();
    for (name, span, item) in table.entries() {
        if !parameters.iter().any(|known| known.name == name) {
            let known = parameters.iter().map(|known| known.name.as_str());
            source.unknown(&span, format!("unknown argument `{name}`"), name, known);
        }
        if let Some(text) = source.text(item) {
            passed.push((name.to_owned(), text.to_owned()));
        }
    }
    passed
}
