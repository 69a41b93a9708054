//! What a user may write in place of a value that a library looks up.

use crate::domain::value::{Atom, Value};
use crate::facts::Remedy;
use crate::interp::Interp;
use tlsfloor_catalogue::model::{Match, Setting, Table};
use tlsfloor_protocol::Protocol;

impl Interp<'_> {
    /// Records what else the table offers, at each place where a known part of
    /// `value` was written. The first look-up of a value decides.
    pub(in crate::interp) fn record_remedy(
        &mut self,
        value: &Value,
        table: &Table,
        instead: Option<&str>,
    ) {
        for (_, traced) in value.entries() {
            if matches!(traced.atom, Atom::Unknown(_)) {
                continue;
            }
            for trace in traced.origins.list() {
                let Some(origin) = self.traces.export(*trace) else {
                    continue;
                };
                let remedies = &mut self.records.remedies;
                remedies.entry(origin.span).or_insert_with(|| Remedy {
                    span: origin.span,
                    instead: instead.map(str::to_owned),
                    values: minimums(table),
                });
            }
        }
    }
}

/// The rows that set a minimum and no maximum, each by its first value that
/// Python code writes as a word.
fn minimums(table: &Table) -> Vec<(Protocol, String)> {
    let mut values = Vec::new();
    for row in &table.rows {
        let mut minimum = None;
        let mut is_capped = false;
        for setting in &row.settings {
            match setting {
                Setting::Minimum(bound) => minimum = *bound,
                Setting::Maximum(bound) => is_capped |= bound.is_some(),
                Setting::Method(_) | Setting::Enable(_) | Setting::Disable(_) => {}
            }
        }
        let text = row.values.iter().find_map(|value| match value {
            Match::Str(text) => Some(format!("'{text}'")),
            Match::Constant(name) => Some(name.clone()),
            Match::None | Match::Bool(_) | Match::Int(_) => None,
        });
        if let (Some(minimum), Some(text), false) = (minimum, text, is_capped) {
            values.push((minimum, text));
        }
    }
    values.sort();
    values
}
