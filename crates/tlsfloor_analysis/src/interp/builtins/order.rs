//! Order: `sorted`, `max` and `min`, as far as items are known to compare.

use super::union_of;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;

impl<'a> Interp<'a> {
    /// Strings or integers in order; of anything else the order is not known.
    pub(super) fn sorted(&mut self, items: &[Value]) -> Result<Vec<Value>, Value> {
        let mut keyed: Vec<(Vec<(i128, String)>, Value)> = Vec::new();
        for item in items {
            match self.sort_key(item) {
                Some(key) => keyed.push((key, item.clone())),
                None => return Err(union_of(items)),
            }
        }
        keyed.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(keyed.into_iter().map(|(_, item)| item).collect())
    }

    /// What a string, an integer or a tuple that begins with these sorts as.
    /// Of a tuple, the part up to the first item that is neither: it decides
    /// only between items that are equal before it.
    fn sort_key(&mut self, item: &Value) -> Option<Vec<(i128, String)>> {
        let atom = item.single_atom()?.clone();
        let builds = self.builds();
        if let Atom::Tuple(items) = &atom {
            let first = self.sort_key(items.first()?)?;
            let mut key = first;
            for item in &items[1..] {
                match self.sort_key(item) {
                    Some(more) => key.extend(more),
                    None => break,
                }
            }
            return Some(key);
        }
        if let Atom::Str(text) = &atom {
            return Some(vec![(0, text.to_string())]);
        }
        match self.ints(&atom, builds).as_deref() {
            Some([(_, int)]) => Some(vec![(*int, String::new())]),
            _ => None,
        }
    }

    /// `max` and `min` of known integers; else any of them.
    pub(super) fn builtin_extreme(&mut self, which: &str, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let items = match arguments.positional.as_slice() {
            [one] => match self.sequence_of(&one.clone(), span) {
                Sequence::Known(items) => items.as_ref().clone(),
                Sequence::Open(item) => return item,
            },
            several => several.to_vec(),
        };
        if !arguments.keywords.is_empty() {
            return union_of(&items);
        }
        match self.sorted(&items) {
            Ok(sorted) => {
                let picked = if which.ends_with("max") {
                    sorted.last()
                } else {
                    sorted.first()
                };
                match picked {
                    Some(value) => value.clone(),
                    None => self.raised("ValueError", span),
                }
            }
            Err(any) => any,
        }
    }
}
