//! Strings: formatting and the methods that code builds names with.

use super::arguments::Arguments;
use super::{Interp, MAX_TEXT};
use crate::domain::derived::{Known, TEXT_METHODS};
use crate::domain::guard::Guard;
use crate::domain::object::ObjectKind;
use crate::domain::origin::Origins;
use crate::domain::state::Sequence;
use crate::domain::text::converted;
use crate::domain::unknown::{UnknownId, UnknownKey};
use crate::domain::value::{Atom, Traced, Value};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Alternatives of a computed string.
const MAX_ALTERNATIVES: usize = 64;

impl<'a> Interp<'a> {
    /// `str(atom)`, if it is known.
    pub(super) fn text_of(&mut self, atom: &Atom) -> Option<Rc<str>> {
        match atom {
            Atom::Str(text) => Some(text.clone()),
            Atom::Int(int) => Some(int.to_string().into()),
            Atom::Bool(true) => Some("True".into()),
            Atom::Bool(false) => Some("False".into()),
            Atom::None => Some("None".into()),
            _ => None,
        }
    }

    /// `str(value)`.
    pub(super) fn text_value(&mut self, value: &Value, span: Span) -> Value {
        let own = self.special_or(
            value,
            &["__str__", "__repr__"],
            &[],
            span,
            |interp, other| interp.text_value(other, span),
        );
        if let Some(text) = own {
            return text;
        }
        let mut entries = Vec::new();
        for (guard, traced) in value.entries() {
            self.special_methods_run(&traced.atom, span);
            let atom = match self.text_of(&traced.atom) {
                Some(text) => Atom::Str(text),
                None => self.pure("str", 0, &traced.atom, &Atom::None),
            };
            entries.push((
                guard.clone(),
                Traced {
                    atom,
                    origins: traced.origins.clone(),
                },
            ));
        }
        if entries.is_empty() {
            return self.unknown_here(span);
        }
        Value::of(entries)
    }

    /// Strings one after the other, for all that each part may be.
    pub(super) fn joined(&mut self, parts: Vec<Value>, span: Span) -> Value {
        let mut texts: Vec<(Guard, Option<String>)> = vec![(Guard::ALWAYS, Some(String::new()))];
        for part in parts {
            let mut next = Vec::new();
            for (guard, text) in &texts {
                for (own, traced) in part.entries() {
                    let Some(guard) = guard.and(own) else {
                        continue;
                    };
                    let joined = match (text, &traced.atom) {
                        (Some(text), Atom::Str(more)) if text.len() + more.len() <= MAX_TEXT => {
                            Some(format!("{text}{more}"))
                        }
                        _ => None,
                    };
                    next.push((guard, joined));
                }
            }
            texts = next;
            if texts.len() > MAX_ALTERNATIVES {
                return self.unknown_here(span);
            }
        }
        let origins = self.written(span);
        let unknown = self.unknown_here(span);
        let mut entries = Vec::new();
        for (guard, text) in texts {
            match text {
                Some(text) => entries.push((
                    guard,
                    Traced {
                        atom: Atom::Str(text.into()),
                        origins: origins.clone(),
                    },
                )),
                None => entries.extend(unknown.restricted(&guard).entries().iter().cloned()),
            }
        }
        Value::of(entries)
    }

    /// `format % values`, for `%s` and `%d` of known values.
    pub(super) fn percent_format(&mut self, format: &str, values: &Atom) -> Option<String> {
        let values: Vec<Atom> = match values {
            Atom::Tuple(items) => items
                .iter()
                .map(|item| item.single_atom().cloned())
                .collect::<Option<_>>()?,
            other => vec![other.clone()],
        };
        let mut values = values.into_iter();
        let mut result = String::new();
        let mut letters = format.chars();
        while let Some(letter) = letters.next() {
            if letter != '%' {
                result.push(letter);
                continue;
            }
            match letters.next()? {
                '%' => result.push('%'),
                's' | 'd' | 'i' => {
                    let value = values.next()?;
                    result.push_str(&self.text_of(&value)?);
                }
                _ => return None,
            }
        }
        values.next().is_none().then_some(result)
    }

    pub(super) fn call_text_method(
        &mut self,
        text: &Rc<str>,
        method: &str,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        let first = arguments
            .positional
            .first()
            .and_then(|value| value.single_str().cloned());
        let second = arguments
            .positional
            .get(1)
            .and_then(|value| value.single_str().cloned());
        let result: Option<String> = match (method, first) {
            ("startswith", Some(prefix)) => {
                let truth = Atom::Bool(text.starts_with(prefix.as_ref()));
                return self.constant(span, truth);
            }
            ("endswith", Some(suffix)) => {
                let truth = Atom::Bool(text.ends_with(suffix.as_ref()));
                return self.constant(span, truth);
            }
            ("split" | "rsplit", separator) => {
                return self.split_text(text, method, separator.as_deref(), arguments);
            }
            ("join", _) => return self.join_text(text, arguments),
            ("format", _) => self.format_text(text, arguments),
            (_, first) => {
                let plain = arguments.positional.is_empty();
                converted(text, method, plain, first.as_deref(), second.as_deref())
            }
        };
        match result {
            Some(text) => self.constant(span, Atom::Str(text.into())),
            None => self.unknown_here(span),
        }
    }

    /// A method of an unknown text: the same for the same text.
    pub(super) fn unknown_text_method(
        &mut self,
        receiver: UnknownId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        if !self.unknowns.is_text(receiver) || !arguments.keywords.is_empty() {
            return None;
        }
        let (method, known) = TEXT_METHODS.iter().find(|(name, _)| *name == method)?;
        let mut atoms = vec![Atom::Unknown(receiver)];
        for value in &arguments.positional {
            atoms.push(
                value
                    .single_atom()
                    .filter(|atom| matches!(atom, Atom::Str(_)))?
                    .clone(),
            );
        }
        let id = self.unknowns.intern(UnknownKey::Operation(method, atoms));
        let span = arguments.span;
        if *known != Known::Bool {
            return Some(Value::atom(
                Atom::Unknown(id),
                Origins::one(self.unknown_origin(span)),
            ));
        }
        let literal = self.unknowns.truth(&mut self.choices, id);
        let (yes, no) = (Guard::when(literal), Guard::when(literal.negated()));
        let holds = self.constant(span, Atom::Bool(true)).restricted(&yes);
        Some(holds.union(&self.constant(span, Atom::Bool(false)).restricted(&no)))
    }

    fn split_text(
        &mut self,
        text: &str,
        method: &str,
        separator: Option<&str>,
        arguments: &Arguments,
    ) -> Value {
        let span = arguments.span;
        let limit = match arguments.positional.get(1).map(Value::single_atom) {
            None => usize::MAX,
            Some(Some(Atom::Int(limit))) => usize::try_from(*limit)
                .ok()
                .and_then(|limit| limit.checked_add(1))
                .unwrap_or(usize::MAX),
            Some(_) => return self.unknown_here(span),
        };
        let parts: Vec<String> = match separator {
            Some("") => return self.unknown_here(span),
            Some(separator) if method == "rsplit" => {
                let mut parts: Vec<String> =
                    text.rsplitn(limit, separator).map(str::to_owned).collect();
                parts.reverse();
                parts
            }
            Some(separator) => text.splitn(limit, separator).map(str::to_owned).collect(),
            None if arguments.positional.is_empty() => {
                text.split_whitespace().map(str::to_owned).collect()
            }
            None => return self.unknown_here(span),
        };
        let items = parts
            .into_iter()
            .map(|part| self.constant(span, Atom::Str(part.into())))
            .collect();
        self.new_sequence(span, ObjectKind::List, Ok(items))
    }

    fn join_text(&mut self, separator: &Rc<str>, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let Some(items) = arguments.positional.first() else {
            return self.unknown_here(span);
        };
        let Sequence::Known(items) = self.sequence_of(&items.clone(), span) else {
            return self.unknown_here(span);
        };
        let mut parts = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                parts.push(crate::domain::state::plain(Atom::Str(separator.clone())));
            }
            parts.push(item.clone());
        }
        self.joined(parts, span)
    }

    /// `"…{}…{name}…".format(…)` without conversions or format specifications.
    fn format_text(&mut self, format: &str, arguments: &Arguments) -> Option<String> {
        let mut result = String::new();
        let mut next = 0;
        let mut rest = format;
        while let Some(at) = rest.find(['{', '}']) {
            result.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                result.push_str(brace);
                rest = after;
                continue;
            }
            if brace == "}" {
                return None;
            }
            let end = rest.find('}')?;
            let field = &rest[..end];
            rest = &rest[end + 1..];
            let value = if field.is_empty() {
                next += 1;
                arguments.positional.get(next - 1).cloned()
            } else if let Ok(index) = field.parse::<usize>() {
                arguments.positional.get(index).cloned()
            } else {
                let name = self.names.intern(field);
                arguments.keyword(name).cloned()
            };
            let atom = value?.single_atom().cloned()?;
            result.push_str(&self.text_of(&atom)?);
        }
        result.push_str(rest);
        Some(result)
    }
}
