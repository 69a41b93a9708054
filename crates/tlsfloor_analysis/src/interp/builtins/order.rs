//! Order: `sorted`, `max` and `min`, as far as items are known to compare.

use super::union_of;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;

impl<'a> Interp<'a> {
    pub(super) fn builtin_sorted(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let Some(items) = arguments.positional.first().cloned() else {
            return self.unfollowed(arguments);
        };
        let content = match self.sequence_of(&items, span) {
            Sequence::Known(items) => self.sorted_as_told(&items, arguments),
            Sequence::Open(item) => {
                let key = self.names.intern("key");
                if let Some(function) = arguments.keyword(key).cloned() {
                    self.expose(&function, span);
                }
                Err(item)
            }
        };
        self.new_sequence(span, crate::domain::object::ObjectKind::List, content)
    }

    /// `sorted(items, key=…, reverse=…)`.
    pub(super) fn sorted_as_told(
        &mut self,
        items: &[Value],
        arguments: &Arguments,
    ) -> Result<Vec<Value>, Value> {
        let any = union_of(items);
        let key = self.names.intern("key");
        let key = arguments.keyword(key).cloned();
        let key = key.filter(|key| key.single_atom() != Some(&Atom::None));
        let mut ranked = Vec::new();
        for item in items {
            let ranking = match &key {
                Some(key) => {
                    let mut call = Arguments::none(arguments.span);
                    call.positional = vec![item.clone()];
                    self.call_value(key, &call)
                }
                None => item.clone(),
            };
            ranked.push((self.sort_key(&ranking), item.clone()));
        }
        let reverse = self.names.intern("reverse");
        let reverse = match arguments.keyword(reverse).cloned() {
            None => false,
            Some(reverse) => {
                let reverse = self.builtin_bool(Some(&reverse), arguments.span);
                match reverse.single_atom() {
                    Some(Atom::Bool(reverse)) => *reverse,
                    _ => return Err(any),
                }
            }
        };
        if arguments.open_keywords.is_some() || ranked.iter().any(|(rank, _)| rank.is_none()) {
            return Err(any);
        }
        // Both orders are stable.
        if reverse {
            ranked.sort_by(|left, right| right.0.cmp(&left.0));
        } else {
            ranked.sort_by(|left, right| left.0.cmp(&right.0));
        }
        Ok(ranked.into_iter().map(|(_, item)| item).collect())
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
                Sequence::Open(item) => {
                    let key = self.names.intern("key");
                    if let Some(function) = arguments.keyword(key).cloned() {
                        self.expose(&function, span);
                    }
                    return item;
                }
            },
            several => several.to_vec(),
        };
        let default = self.names.intern("default");
        if items.is_empty()
            && let Some(default) = arguments.keyword(default)
        {
            return default.clone();
        }
        let mut told = arguments.clone();
        told.keywords.retain(|(name, _)| *name != default);
        // Of equals, both pick the first.
        let sorted = if which.ends_with("max") {
            let reverse = self.names.intern("reverse");
            let yes = self.constant(span, Atom::Bool(true));
            told.keywords.push((reverse, yes));
            self.sorted_as_told(&items, &told)
        } else {
            self.sorted_as_told(&items, &told)
        };
        match sorted {
            Ok(sorted) => match sorted.first() {
                Some(value) => value.clone(),
                None => self.raised("ValueError", span),
            },
            Err(any) => any,
        }
    }
}
