//! Effects: the closed set of actions, and when they happen.

use tlsfloor_protocol::Role;
use toml::de::DeValue;

use crate::model::{Action, ArgumentOrValue, Base, ClonedField, Condition, ConnectRole, Effect};
use crate::node::{Fields, Item, Source};
use crate::{range, setting, word};

/// Every action, by its word in a data file.
const ACTIONS: [&str; 20] = [
    "new",
    "use",
    "clone",
    "call",
    "call-function",
    "method",
    "minimum",
    "maximum",
    "add-options",
    "remove-options",
    "assign-options",
    "lookup",
    "set",
    "connect",
    "role",
    "keep",
    "recall",
    "ignore",
    "refuse",
    "when",
];

/// The names that effects of one API may use.
pub(crate) struct Scope<'a> {
    pub(crate) source: &'a Source<'a>,
    /// Parameters, and `value` or `return` where there is one.
    pub(crate) arguments: &'a [String],
    /// The library's tables.
    pub(crate) tables: &'a [String],
}

/// One effect: exactly one action, and perhaps `when`.
pub(crate) fn effect(scope: &Scope<'_>, fields: &Fields<'_, '_>) -> Option<Effect> {
    let found: Vec<_> = ACTIONS
        .into_iter()
        .filter_map(|word| Some((word, fields.get(word)?)))
        .collect();
    let unknown = fields.finish();
    let mut actions = found.iter().filter(|(word, _)| *word != "when");
    let when = found.iter().find(|(word, _)| *word == "when");
    let when = when.map_or_else(
        || Some(Condition::default()),
        |(_, item)| condition(scope, item),
    );
    let Some((word, item)) = actions.next() else {
        if !unknown {
            scope.source.error(
                fields.span(),
                "an effect needs an action: `new`, `use`, `connect`, …",
            );
        }
        return None;
    };
    if let Some((other, item)) = actions.next() {
        scope.source.error(
            &item.span(),
            format!("an effect has one action, this one has `{word}` and `{other}`"),
        );
    }
    Some(Effect {
        action: action(scope, word, item)?,
        when: when?,
    })
}

fn action(scope: &Scope<'_>, word: &str, item: Item<'_>) -> Option<Action> {
    let source = scope.source;
    Some(match word {
        "new" => Action::New(word::base(source, item)?),
        "use" => Action::Use {
            argument: argument(scope, item)?,
        },
        "clone" => clone(source, item)?,
        "call" => Action::Call {
            argument: argument(scope, item)?,
        },
        "call-function" => call_function(scope, item)?,
        "method" => Action::Method(value(scope, item)?),
        "minimum" => Action::Minimum(value(scope, item)?),
        "maximum" => Action::Maximum(value(scope, item)?),
        "add-options" => Action::AddOptions(value(scope, item)?),
        "remove-options" => Action::RemoveOptions(value(scope, item)?),
        "assign-options" => Action::AssignOptions(value(scope, item)?),
        "lookup" => lookup(scope, item)?,
        "set" => {
            let fields = source.fields(item)?;
            let settings = setting::settings(&fields);
            if !fields.finish() && settings.is_empty() {
                source.error(&item.span(), "`set` sets nothing");
            }
            Action::Set(settings)
        }
        "connect" => Action::Connect(connect(scope, item)?),
        "role" => Action::Role(role(source, item)?),
        "keep" => Action::Keep {
            attribute: source.text(item)?.to_owned(),
        },
        "recall" => Action::Recall {
            attribute: source.text(item)?.to_owned(),
        },
        "ignore" => {
            let fields = source.fields(item)?;
            let argument = fields.required("argument");
            let note = fields.required_text("note");
            fields.finish();
            Action::Ignore {
                argument: self::argument(scope, argument?)?,
                note: note?.to_owned(),
            }
        }
        _ => Action::Refuse {
            note: source.text(item)?.to_owned(),
        },
    })
}

/// The name of an argument.
fn argument(scope: &Scope<'_>, item: Item<'_>) -> Option<String> {
    let name = scope.source.text(item)?;
    if !scope.arguments.iter().any(|known| known == name) {
        let known = scope.arguments.iter().map(String::as_str);
        let message = format!("unknown argument `{name}`");
        scope.source.unknown(&item.span(), message, name, known);
        return None;
    }
    Some(name.to_owned())
}

/// An argument's name, a number, a method's dotted name,
/// `{ attribute = …, default = … }` or `{ argument = …, item = … }`.
fn value(scope: &Scope<'_>, item: Item<'_>) -> Option<ArgumentOrValue> {
    let source = scope.source;
    match item.get_ref() {
        DeValue::String(text) if text.contains('.') => {
            word::method_number(source, item).map(ArgumentOrValue::Value)
        }
        DeValue::String(_) => argument(scope, item).map(ArgumentOrValue::Argument),
        DeValue::Table(_) => {
            let fields = source.fields(item)?;
            if let Some(mapping) = fields.get("argument") {
                let key = fields.required_text("item");
                fields.finish();
                return Some(ArgumentOrValue::Item {
                    argument: argument(scope, mapping)?,
                    key: key?.to_owned(),
                });
            }
            let name = fields.required_text("attribute");
            let default = fields
                .required("default")
                .and_then(|item| word::method_number(source, item));
            fields.finish();
            Some(ArgumentOrValue::Attribute {
                name: name?.to_owned(),
                default: default?,
            })
        }
        _ => source.number(item).map(ArgumentOrValue::Value),
    }
}

/// `"ssl.PROTOCOL_TLS"` with the fields to copy.
fn clone(source: &Source<'_>, item: Item<'_>) -> Option<Action> {
    const FIELDS: [(&str, ClonedField); 4] = [
        ("method", ClonedField::Method),
        ("minimum", ClonedField::Minimum),
        ("maximum", ClonedField::Maximum),
        ("options", ClonedField::Options),
    ];
    let fields = source.fields(item)?;
    let base: Option<Base> = fields
        .required("base")
        .and_then(|item| word::base(source, item));
    let mut copied = Vec::new();
    for (name, span) in fields.texts("fields") {
        match FIELDS.iter().find(|(known, _)| *known == name) {
            Some((_, field)) => copied.push(*field),
            None => source.unknown(
                &span,
                format!("unknown field `{name}`"),
                name,
                FIELDS.map(|(known, _)| known),
            ),
        }
    }
    fields.finish();
    Some(Action::Clone {
        base: base?,
        fields: copied,
    })
}

/// A function's dotted name, or `{ function = …, arguments = { … } }`.
fn call_function(scope: &Scope<'_>, item: Item<'_>) -> Option<Action> {
    let source = scope.source;
    if let DeValue::String(text) = item.get_ref() {
        return Some(Action::CallFunction {
            function: text.clone().into_owned(),
            arguments: Vec::new(),
        });
    }
    let fields = source.fields(item)?;
    let function = fields.required_text("function");
    let arguments = fields.get("arguments").and_then(|item| source.fields(item));
    fields.finish();
    let arguments = arguments.map(|fields| {
        fields
            .entries()
            .filter_map(|(name, _, item)| Some((name.to_owned(), value(scope, item)?)))
            .collect()
    });
    Some(Action::CallFunction {
        function: function?.to_owned(),
        arguments: arguments.unwrap_or_default(),
    })
}

fn lookup(scope: &Scope<'_>, item: Item<'_>) -> Option<Action> {
    let fields = scope.source.fields(item)?;
    let argument = fields.required("argument");
    let table = fields.required("table");
    let instead = fields
        .get("instead")
        .and_then(|item| scope.source.text(item));
    fields.finish();
    let table = table?;
    let name = scope.source.text(table)?;
    if !scope.tables.iter().any(|known| known == name) {
        let known = scope.tables.iter().map(String::as_str);
        let message = format!("there is no table `{name}` in this file");
        scope.source.unknown(&table.span(), message, name, known);
    }
    Some(Action::Lookup {
        argument: self::argument(scope, argument?)?,
        table: name.to_owned(),
        instead: instead.map(str::to_owned),
    })
}

fn role(source: &Source<'_>, item: Item<'_>) -> Option<Role> {
    let text = source.text(item)?;
    match text {
        "client" => Some(Role::Client),
        "server" => Some(Role::Server),
        _ => {
            let message = format!("unknown role `{text}`; there are client and server");
            source.unknown(&item.span(), message, text, ["client", "server"]);
            None
        }
    }
}

/// `client`, `server`, `unknown`, or `{ server-if = "server_side" }`.
fn connect(scope: &Scope<'_>, item: Item<'_>) -> Option<ConnectRole> {
    if let DeValue::Table(_) = item.get_ref() {
        let fields = scope.source.fields(item)?;
        let name = fields.required("server-if");
        fields.finish();
        return argument(scope, name?).map(ConnectRole::ServerIf);
    }
    if scope.source.text(item)? == "unknown" {
        return Some(ConnectRole::Unknown);
    }
    role(scope.source, item).map(ConnectRole::Fixed)
}

fn condition(scope: &Scope<'_>, item: Item<'_>) -> Option<Condition> {
    let source = scope.source;
    let fields = source.fields(item)?;
    let names = |key| {
        let items = fields.get(key).map(|item| source.one_or_more(item));
        items
            .unwrap_or_default()
            .into_iter()
            .filter_map(|item| argument(scope, item))
            .collect()
    };
    let given = names("given");
    let omitted = names("omitted");
    let (truthy, falsy) = (names("true"), names("false"));
    let equals = fields.get("equals").and_then(|item| source.fields(item));
    let equals = equals.map(|fields| {
        fields
            .entries()
            .filter_map(|(name, span, item)| {
                let values = source.one_or_more(item);
                let values = values
                    .into_iter()
                    .filter_map(|item| word::literal(source, item));
                let values = values.collect();
                if scope.arguments.iter().any(|known| known == name) {
                    return Some((name.to_owned(), values));
                }
                let known = scope.arguments.iter().map(String::as_str);
                source.unknown(&span, format!("unknown argument `{name}`"), name, known);
                None
            })
            .collect()
    });
    let condition = Condition {
        given,
        omitted,
        truthy,
        falsy,
        equals: equals.unwrap_or_default(),
        python: range::python(source, fields.get("python")),
        release: range::release(source, fields.get("release")),
    };
    fields.finish();
    Some(condition)
}
