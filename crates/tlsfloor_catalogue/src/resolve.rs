//! Constants in tables and conditions become the values that Python compares.
//!
//! A table is written with names (`ssl.PROTOCOL_TLSv1`) but code may pass the
//! bare number, and Python sees no difference.

use std::collections::HashMap;

use crate::model::{ConstantValue, Library, Match};

/// Replaces each [`Match::Constant`] whose constant is a number, a truth value
/// or a string. Objects stay, as do names of no loaded library.
pub(crate) fn constants(libraries: &mut [Library]) {
    let values: HashMap<String, Match> = libraries
        .iter()
        .flat_map(|library| &library.constants)
        .filter_map(|constant| {
            let value = match &constant.value {
                ConstantValue::Int(number) => Match::Int(*number),
                ConstantValue::Bool(truth) => Match::Bool(*truth),
                ConstantValue::Str(text) => Match::Str(text.clone()),
                ConstantValue::Build | ConstantValue::Has(_) | ConstantValue::Object => {
                    return None;
                }
            };
            Some((constant.name.clone(), value))
        })
        .collect();
    for library in libraries {
        let rows = library.tables.iter_mut().flat_map(|table| &mut table.rows);
        let tables = rows.flat_map(|row| &mut row.values);
        let effects = library.apis.iter_mut().flat_map(|api| &mut api.effects);
        let equals = effects.flat_map(|effect| &mut effect.when.equals);
        let conditions = equals.flat_map(|(_, values)| values);
        for value in tables.chain(conditions) {
            if let Match::Constant(name) = value
                && let Some(known) = values.get(name)
            {
                *value = known.clone();
            }
        }
    }
}
