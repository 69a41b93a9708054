//! Formatting with a specification: `%`, `format` and `str.format`.

use super::Style;
use crate::domain::derived::Known;
use crate::domain::origin::Origins;
use crate::domain::state::plain as plain_value;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::fold::Constants;
use crate::plain::{self, Data, Failure, Field, Part, PercentPart};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    // ----- % -----

    /// `format % values`.
    pub(in crate::interp) fn percent_format(
        &mut self,
        format: &str,
        values: &Atom,
        span: Span,
    ) -> Value {
        let Some(parts) = plain::percent_parts(format) else {
            return self.unknown_here(span);
        };
        let mut positional = match values {
            Atom::Tuple(items) => items.as_ref().clone(),
            other => vec![plain_value(other.clone())],
        }
        .into_iter();
        let whole = plain_value(values.clone());
        let (mut pieces, mut by_key) = (Vec::new(), matches!(values, Atom::Object(_)));
        for part in &parts {
            match part {
                PercentPart::Literal(text) => {
                    pieces.push(plain_value(Atom::Str(text.as_str().into())));
                }
                PercentPart::Field { key, .. } => {
                    let value = match key {
                        Some(key) => {
                            by_key = true;
                            let key = plain_value(Atom::Str(key.as_str().into()));
                            self.item(&whole, &key, span)
                        }
                        None => match positional.next() {
                            Some(value) => value,
                            None => return self.raised("TypeError", span),
                        },
                    };
                    if self.state.dead {
                        return Value::empty();
                    }
                    let piece = self.percent_field(&value, part, span);
                    pieces.push(piece);
                }
            }
        }
        if positional.next().is_some() && !by_key {
            return match values {
                // It may hold just as many as are wanted.
                Atom::Unknown(_) => self.unknown_here(span),
                _ => self.raised("TypeError", span),
            };
        }
        if let Atom::Unknown(_) = values
            && parts.len() > 3
        {
            return self.unknown_here(span);
        }
        self.joined(&pieces, span)
    }

    fn percent_field(&mut self, value: &Value, part: &PercentPart, span: Span) -> Value {
        let PercentPart::Field {
            kind,
            width,
            precision,
            ..
        } = part
        else {
            return Value::empty();
        };
        let value = match kind {
            's' => self.written_value(value, Style::Str, span),
            'r' => {
                let text = self.written_value(value, Style::Repr, span);
                return self.padded(&text, part, 's', span);
            }
            _ => value.clone(),
        };
        if *kind == 's' && width.is_none() && precision.is_none() {
            return value;
        }
        self.padded(&value, part, *kind, span)
    }

    fn padded(&mut self, value: &Value, part: &PercentPart, kind: char, span: Span) -> Value {
        let mut part = part.clone();
        if let PercentPart::Field { kind: own, .. } = &mut part {
            *own = kind;
        }
        let bare = matches!(&part, PercentPart::Field { flags, width: None, precision: None, .. }
            if flags.is_empty());
        let decimal = bare && matches!(kind, 'd' | 'i');
        self.folded(
            std::slice::from_ref(value),
            Constants::Numbers,
            span,
            &|data| match data.as_slice() {
                [data] => plain::percent_formatted(data, &part).map(Data::Text),
                _ => Err(Failure::Unknown),
            },
            &mut |interp, atoms| {
                interp.may_raise_known("TypeError");
                match atoms {
                    // Written as `str` would, where it is an integer.
                    [atom @ Atom::Unknown(unknown)]
                        if decimal && interp.unknowns.type_of(*unknown) == Known::Int =>
                    {
                        let atom = interp.pure("str", 0, atom, &Atom::None);
                        let origins = Origins::one(interp.unknown_origin(span));
                        Value::atom(atom, origins)
                    }
                    _ => interp.unknown_here(span),
                }
            },
        )
    }

    // ----- str.format -----

    /// `format(value, spec)`, for all that both may be.
    pub(in crate::interp) fn formatted(
        &mut self,
        value: &Value,
        spec: &Value,
        span: Span,
    ) -> Value {
        if spec.single_str().is_some_and(|spec| spec.is_empty()) {
            return self.written_value(value, Style::Format, span);
        }
        let given = std::slice::from_ref(spec);
        let own = self.special_or(value, &["__format__"], given, span, |interp, other| {
            interp.formatted(other, spec, span)
        });
        if let Some(text) = own {
            return text;
        }
        self.folded(
            &[value.clone(), spec.clone()],
            Constants::Numbers,
            span,
            &|data| match data.as_slice() {
                [data, Data::Text(spec)] => plain::formatted(data, spec).map(Data::Text),
                _ => Err(Failure::Unknown),
            },
            &mut |interp, atoms| {
                interp.may_raise_known("ValueError");
                let decimal = matches!(atoms.get(1), Some(Atom::Str(spec)) if spec.as_ref() == "d");
                match atoms.first() {
                    Some(atom @ Atom::Unknown(unknown))
                        if decimal && interp.unknowns.type_of(*unknown) == Known::Int =>
                    {
                        let atom = interp.pure("str", 0, atom, &Atom::None);
                        let origins = Origins::one(interp.unknown_origin(span));
                        Value::atom(atom, origins)
                    }
                    _ => interp.unknown_here(span),
                }
            },
        )
    }

    /// `text.format(…)` and, with a mapping in place of keywords,
    /// `text.format_map(mapping)`.
    pub(super) fn format_text(
        &mut self,
        text: &str,
        arguments: &Arguments,
        map: Option<&Value>,
    ) -> Value {
        let span = arguments.span;
        let Some(parts) = plain::fields(text) else {
            return self.raised("ValueError", span);
        };
        let mut next = 0;
        let pieces = self.format_parts(&parts, arguments, map, &mut next);
        match pieces {
            Some(pieces) => self.joined(&pieces, span),
            None if self.state.dead => Value::empty(),
            None => self.unknown_here(span),
        }
    }

    fn format_parts(
        &mut self,
        parts: &[Part],
        arguments: &Arguments,
        map: Option<&Value>,
        next: &mut usize,
    ) -> Option<Vec<Value>> {
        let span = arguments.span;
        let mut pieces = Vec::new();
        for part in parts {
            match part {
                Part::Literal(text) => {
                    pieces.push(plain_value(Atom::Str(text.as_str().into())));
                }
                Part::Field(field) => {
                    let value = self.field_value(field, arguments, map, next)?;
                    if self.state.dead {
                        return None;
                    }
                    let value = match field.conversion {
                        None => value,
                        Some('s') => self.written_value(&value, Style::Str, span),
                        Some('r') => self.written_value(&value, Style::Repr, span),
                        Some(_) => self.unknown_here(span),
                    };
                    let spec = self.format_parts(&field.spec, arguments, map, next)?;
                    let spec = self.joined(&spec, span);
                    let piece = self.formatted(&value, &spec, span);
                    pieces.push(piece);
                }
            }
        }
        Some(pieces)
    }

    /// What a replacement field means: `0`, `name`, `0.attribute`, `name[key]`.
    fn field_value(
        &mut self,
        field: &Field,
        arguments: &Arguments,
        map: Option<&Value>,
        next: &mut usize,
    ) -> Option<Value> {
        let span = arguments.span;
        let end = field.name.find(['.', '[']).unwrap_or(field.name.len());
        let (first, mut rest) = field.name.split_at(end);
        let position = if first.is_empty() {
            *next += 1;
            Some(*next - 1)
        } else {
            first.parse::<usize>().ok()
        };
        let mut value = match (position, map) {
            (Some(position), None) => match arguments.positional.get(position) {
                Some(value) => value.clone(),
                None if arguments.open_positional.is_some() => return None,
                None => self.raised("IndexError", span),
            },
            (None, None) => {
                let name = self.names.intern(first);
                match arguments.keyword(name) {
                    Some(value) => value.clone(),
                    None if arguments.open_keywords.is_some() => return None,
                    None => self.raised("KeyError", span),
                }
            }
            (_, Some(map)) => {
                let key = plain_value(Atom::Str(first.into()));
                self.item(&map.clone(), &key, span)
            }
        };
        while !rest.is_empty() && !self.state.dead {
            if let Some(inner) = rest.strip_prefix('[') {
                let (key, after) = inner.split_once(']')?;
                let atom = match key.parse::<i128>() {
                    Ok(index) => Atom::Int(index),
                    Err(_) => Atom::Str(key.into()),
                };
                value = self.item(&value, &plain_value(atom), span);
                rest = after;
            } else {
                let inner = rest.strip_prefix('.')?;
                let end = inner.find(['.', '[']).unwrap_or(inner.len());
                let name = self.names.intern(&inner[..end]);
                value = self.attribute(&value, name, span);
                rest = &inner[end..];
            }
        }
        Some(value)
    }
}
