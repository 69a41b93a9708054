//! Fixed settings, and tables from values to settings.

use crate::model::{Setting, Table, TableRow};
use crate::node::{Fields, Item, Source};
use crate::word;
use tlsfloor_protocol::Protocol;

/// The settings among the keys of a table, in the order in which they are
/// written: method, bounds, flags.
pub(crate) fn settings(fields: &Fields<'_, '_>) -> Vec<Setting> {
    let source = fields.source;
    let mut found = Vec::new();
    if let Some(item) = fields.get("method") {
        found.extend(word::method_number(source, item).map(Setting::Method));
    }
    if let Some(item) = fields.get("minimum") {
        found.extend(bound(source, item).map(Setting::Minimum));
    }
    if let Some(item) = fields.get("maximum") {
        found.extend(bound(source, item).map(Setting::Maximum));
    }
    if let Some(item) = fields.get("enable") {
        found.push(Setting::Enable(word::protocols(source, item)));
    }
    if let Some(item) = fields.get("disable") {
        found.push(Setting::Disable(word::protocols(source, item)));
    }
    found
}

/// A protocol, or `none` for no bound.
fn bound(source: &Source<'_>, item: Item<'_>) -> Option<Option<Protocol>> {
    if source.text(item)? == "none" {
        return Some(None);
    }
    word::protocol(source, item).map(Some)
}

/// A `[[table]]`.
pub(crate) fn table(fields: &Fields<'_, '_>) -> Option<Table> {
    let source = fields.source;
    let name = fields.required_text("name");
    let rows = fields
        .tables("rows")
        .iter()
        .map(|row| {
            let values = row.required("values").map(|item| source.one_or_more(item));
            let parsed = TableRow {
                values: values
                    .unwrap_or_default()
                    .into_iter()
                    .filter_map(|item| word::literal(source, item))
                    .collect(),
                settings: settings(row),
            };
            row.finish();
            parsed
        })
        .collect();
    let otherwise = fields
        .required("otherwise")
        .map(|item| otherwise(source, item));
    fields.finish();
    Some(Table {
        name: name?.to_owned(),
        rows,
        otherwise: otherwise?,
    })
}

/// What a value of no row does: `refuse`, `nothing`, or settings.
fn otherwise(source: &Source<'_>, item: Item<'_>) -> Option<Vec<Setting>> {
    if let toml::de::DeValue::String(text) = item.get_ref() {
        match &**text {
            "refuse" => return None,
            "nothing" => return Some(Vec::new()),
            other => {
                let message =
                    format!("unknown word `{other}`; write `refuse`, `nothing` or a table");
                source.unknown(&item.span(), message, other, ["refuse", "nothing"]);
                return None;
            }
        }
    }
    let fields = source.fields(item)?;
    let found = settings(&fields);
    fields.finish();
    Some(found)
}
