//! Named tuples: `collections.namedtuple` and `typing.NamedTuple`.

use super::{Field, Fields, Generated};
use crate::domain::intern::Name;
use crate::domain::object::{Class, ObjectId, ObjectKind, Place};
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use ruff_python_ast as ast;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `namedtuple(name, fields, defaults=…)`; `None` where the fields are not
    /// known.
    pub(in crate::interp) fn new_named_tuple(&mut self, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let given = arguments.positional.get(1).cloned().or_else(|| {
            let name = self.names.intern("field_names");
            arguments.keyword(name).cloned()
        })?;
        let defaults = self.names.intern("defaults");
        let defaults = match arguments.keyword(defaults).cloned() {
            Some(value) => match self.sequence_of(&value, span) {
                Sequence::Known(items) => items.as_ref().clone(),
                Sequence::Open(_) => return None,
            },
            None => Vec::new(),
        };
        let names = self.field_names(&given, span)?;
        let without = names.len().checked_sub(defaults.len())?;
        let fields = names
            .into_iter()
            .enumerate()
            .map(|(at, (name, default))| Field {
                default: default.or_else(|| defaults.get(at.checked_sub(without)?).cloned()),
                ..plain_field(name)
            })
            .collect();
        Some(self.named_tuple_class(fields, span))
    }

    /// `"a b"`, `"a, b"`, `["a", "b"]` or `[("a", int), ("b", int)]`.
    fn field_names(&mut self, given: &Value, span: Span) -> Option<Vec<(Name, Option<Value>)>> {
        if let Some(text) = given.single_str().cloned() {
            let parts = text
                .split([',', ' ', '\n', '\t'])
                .filter(|part| !part.is_empty());
            return Some(parts.map(|part| (self.names.intern(part), None)).collect());
        }
        let Sequence::Known(items) = self.sequence_of(given, span) else {
            return None;
        };
        let mut names = Vec::new();
        for item in items.iter() {
            let text = match item.single_atom()? {
                Atom::Str(text) => text.clone(),
                Atom::Tuple(pair) => pair.first()?.single_str()?.clone(),
                _ => return None,
            };
            names.push((self.names.intern(&text), None));
        }
        Some(names)
    }

    fn named_tuple_class(&mut self, fields: Vec<Field>, span: Span) -> Value {
        let class = Class {
            name: self.names.intern("<named tuple>"),
            metaclass: None,
            bases: Vec::new(),
            is_enum: false,
        };
        let object = self.new_object(span, "named tuple", ObjectKind::Class(class));
        for name in self.objects.names(object).to_vec() {
            self.write(Place::Name(object, name), Value::empty());
        }
        self.set_fields(object, fields, Generated::NamedTuple, span);
        self.object_value(span, object)
    }

    /// The fields of a class from now on; `_fields` lists them.
    pub(super) fn set_fields(
        &mut self,
        class: ObjectId,
        list: Vec<Field>,
        generated: Generated,
        span: Span,
    ) {
        if generated == Generated::NamedTuple {
            let names = list
                .iter()
                .map(|field| {
                    let text = self.names.text(field.name);
                    self.constant(span, Atom::Str(text))
                })
                .collect();
            let names = self.constant(span, Atom::Tuple(Rc::new(names)));
            let place = self.names.intern("_fields");
            self.write(Place::Name(class, place), names);
        }
        let list = Rc::new(list);
        self.field_classes.insert(class, Fields { list, generated });
    }

    /// `class A(NamedTuple)`: the annotated names are the fields.
    pub(in crate::interp) fn make_named_tuple(
        &mut self,
        class: ObjectId,
        body: &'a [ast::Stmt],
        span: Span,
    ) {
        let mut fields = Vec::new();
        for statement in body {
            if let ast::Stmt::AnnAssign(annotated) = statement
                && let ast::Expr::Name(target) = annotated.target.as_ref()
            {
                let name = self.names.intern(target.id.as_str());
                let default = self.read(Place::Name(class, name));
                fields.push(Field {
                    default: (!default.is_empty()).then_some(default),
                    ..plain_field(name)
                });
                // Instances have it.
                self.write(Place::Name(class, name), Value::empty());
            }
        }
        self.set_fields(class, fields, Generated::NamedTuple, span);
    }

    /// A method that named tuples have; `None` if it is none.
    pub(in crate::interp) fn call_named_tuple_method(
        &mut self,
        object: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let (_, fields) = self.fields_of_instance(&Atom::Object(object))?;
        if fields.generated != Generated::NamedTuple {
            return None;
        }
        match method {
            "_replace" => Some(self.replaced(object, &fields, arguments)),
            "_asdict" => Some(self.fields_as_dict(object, &fields, arguments.span)),
            _ => None,
        }
    }

    /// `Class._make(items)`; `None` if that is not what is called.
    pub(in crate::interp) fn call_named_tuple_class_method(
        &mut self,
        class: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        if method != "_make" || self.fields_of(class)?.generated != Generated::NamedTuple {
            return None;
        }
        let span = arguments.span;
        let items = arguments.positional.first()?.clone();
        let mut all = Arguments::none(span);
        match self.sequence_of(&items, span) {
            Sequence::Known(items) => all.positional = items.as_ref().clone(),
            Sequence::Open(item) => all.open_positional = Some(item),
        }
        Some(self.instantiate(class, &all))
    }

    /// A copy with some fields changed.
    pub(super) fn replaced(
        &mut self,
        object: ObjectId,
        fields: &Fields,
        arguments: &Arguments,
    ) -> Value {
        let Some((_, class)) = self.own_instance(&Atom::Object(object)) else {
            return self.unknown_here(arguments.span);
        };
        let mut all = Arguments::none(arguments.span);
        all.open_keywords = arguments.open_keywords.clone();
        for field in fields.list.iter().filter(|field| field.init && field.kept) {
            let old = self.read(Place::Name(object, field.name));
            let value = match arguments.keyword(field.name).cloned() {
                Some(new) => self.filled(&new, &old),
                None => old,
            };
            all.keywords.push((field.name, value));
        }
        self.instantiate(class, &all)
    }

    /// The fields as a dict.
    pub(super) fn fields_as_dict(
        &mut self,
        object: ObjectId,
        fields: &Fields,
        span: Span,
    ) -> Value {
        let mut mapping = Mapping::default();
        for field in fields.list.iter().filter(|field| field.kept) {
            let value = self.read(Place::Name(object, field.name));
            let key = Atom::Str(self.names.text(field.name));
            mapping.set(&key, value);
        }
        self.new_dict(span, mapping)
    }
}

/// A field that the constructor takes and instances hold.
pub(super) fn plain_field(name: Name) -> Field {
    Field {
        name,
        default: None,
        factory: None,
        init: true,
        keyword_only: false,
        kept: true,
        compared: true,
    }
}
