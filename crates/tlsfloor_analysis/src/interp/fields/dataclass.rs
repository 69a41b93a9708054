//! Dataclasses: `dataclasses.dataclass` and its functions.

use super::named_tuple::plain_field;
use super::{Field, Generated};
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::value::{Atom, Member, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use ruff_python_ast::{self as ast, Expr};
use std::rc::Rc;
use tlsfloor_source::Span;

/// What `field(…)` gives, as a library's class.
const FIELD: &str = "dataclasses.Field";
/// What may be passed to `field(…)` that matters.
const SETTINGS: [&str; 5] = ["default", "default_factory", "init", "kw_only", "compare"];

impl<'a> Interp<'a> {
    /// `dataclasses.field(…)`.
    pub(in crate::interp) fn new_field(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let class = self.names.intern(FIELD);
        let object = self.new_object(span, "field", ObjectKind::LibraryInstance(class));
        for setting in SETTINGS {
            let name = self.names.intern(setting);
            let value = arguments
                .keyword(name)
                .cloned()
                .unwrap_or_else(Value::empty);
            self.write(Place::Name(object, name), value);
        }
        self.object_value(span, object)
    }

    /// The options of `@dataclass` or `@dataclass(…)`, if a decorator is that.
    pub(in crate::interp) fn dataclass_decorator(
        &mut self,
        decorator: &'a Expr,
    ) -> Option<Arguments> {
        let (callee, call) = match decorator {
            Expr::Call(call) => (call.func.as_ref(), Some(call)),
            other => (other, None),
        };
        if !matches!(callee, Expr::Name(_) | Expr::Attribute(_)) {
            return None;
        }
        let value = self.eval(callee);
        let Some(Atom::Library(name)) = value.single_atom() else {
            return None;
        };
        if self.names.text(*name).as_ref() != "dataclasses.dataclass" {
            return None;
        }
        let span = self.span(decorator);
        Some(match call {
            Some(call) => self.eval_arguments(call),
            None => Arguments::none(span),
        })
    }

    /// Makes a class a dataclass: the annotated names are its fields, after
    /// those of its bases.
    pub(in crate::interp) fn make_dataclass(
        &mut self,
        class: ObjectId,
        body: &'a [ast::Stmt],
        options: &Arguments,
    ) {
        let span = options.span;
        let option = |interp: &mut Self, name: &str| {
            let name = interp.names.intern(name);
            let value = options.keyword(name)?.single_atom()?.clone();
            value.truth()
        };
        let frozen = option(self, "frozen") == Some(true);
        let eq = option(self, "eq") != Some(false);
        let order = option(self, "order") == Some(true);
        let init = option(self, "init") != Some(false);
        let hashed = option(self, "unsafe_hash") == Some(true);
        let mut keyword_only = option(self, "kw_only") == Some(true);
        let mut list: Vec<Field> = Vec::new();
        let (ancestors, ..) = self.ancestors(class);
        for ancestor in ancestors.iter().skip(1).rev() {
            let inherited = self.field_classes.get(ancestor).cloned();
            for field in inherited.iter().flat_map(|fields| fields.list.iter()) {
                put(&mut list, field.clone());
            }
        }
        for statement in body {
            let ast::Stmt::AnnAssign(annotated) = statement else {
                continue;
            };
            let Expr::Name(target) = annotated.target.as_ref() else {
                continue;
            };
            match annotation(&annotated.annotation) {
                Annotation::ClassVariable => continue,
                Annotation::KeywordsFollow => {
                    keyword_only = true;
                    continue;
                }
                Annotation::InitOnly | Annotation::Field => {}
            }
            let mut field = self.field_of(class, target.id.as_str());
            field.keyword_only |= keyword_only;
            field.kept = annotation(&annotated.annotation) != Annotation::InitOnly;
            put(&mut list, field);
        }
        if option(self, "slots") == Some(true) {
            let names: Vec<Value> = list
                .iter()
                .map(|field| self.constant(span, Atom::Str(self.names.text(field.name))))
                .collect();
            let slots = self.names.intern("__slots__");
            let names = self.constant(span, Atom::Tuple(Rc::new(names)));
            self.write(Place::Name(class, slots), names);
        }
        self.set_fields(
            class,
            list,
            Generated::Dataclass {
                frozen,
                eq,
                order,
                init,
                hashed,
            },
            span,
        );
    }

    /// A field from what the class's body assigned to it.
    fn field_of(&mut self, class: ObjectId, name: &str) -> Field {
        let name = self.names.intern(name);
        let place = Place::Name(class, name);
        let assigned = self.read(place);
        let mut field = plain_field(name);
        if assigned.is_empty() {
            return field;
        }
        let described = match assigned.single_atom() {
            Some(Atom::Object(object)) => match *self.objects.kind(*object) {
                ObjectKind::LibraryInstance(class) if self.names.text(class).as_ref() == FIELD => {
                    Some(*object)
                }
                _ => None,
            },
            _ => None,
        };
        let Some(described) = described else {
            field.default = Some(assigned);
            return field;
        };
        let [default, factory, init, keyword_only, compared] = SETTINGS.map(|setting| {
            let setting = self.names.intern(setting);
            self.read(Place::Name(described, setting))
        });
        field.init = init.single_atom().and_then(Atom::truth) != Some(false);
        field.keyword_only = keyword_only.single_atom().and_then(Atom::truth) == Some(true);
        field.compared = compared.single_atom().and_then(Atom::truth) != Some(false);
        self.write(place, default.clone());
        field.default = (!default.is_empty()).then_some(default);
        field.factory = (!factory.is_empty()).then_some(factory);
        field
    }

    /// Functions of `dataclasses` on instances; `None` if it is none, or not
    /// known of what.
    pub(in crate::interp) fn call_of_dataclasses(
        &mut self,
        function: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let span = arguments.span;
        let first = arguments.positional.first()?.clone();
        let atom = first.single_atom()?.clone();
        if function == "fields" || function == "is_dataclass" {
            return self.described(function, &atom, span);
        }
        let (object, fields) = self.fields_of_instance(&atom)?;
        match function {
            "replace" => Some(self.replaced(object, &fields, arguments)),
            "asdict" => Some(self.fields_as_dict(object, &fields, span)),
            "astuple" => {
                let items = self.items_of(object, &fields);
                Some(self.constant(span, items))
            }
            _ => None,
        }
    }

    /// `fields(x)` and `is_dataclass(x)`.
    fn described(&mut self, function: &str, atom: &Atom, span: Span) -> Option<Value> {
        let Atom::Object(object) = *atom else {
            return None;
        };
        let class = match *self.objects.kind(object) {
            ObjectKind::Instance(class) => class,
            ObjectKind::Class(_) => object,
            _ => return None,
        };
        let fields = self.fields_of(class);
        if function == "is_dataclass" {
            let is = fields
                .is_some_and(|fields| matches!(fields.generated, Generated::Dataclass { .. }));
            return Some(self.constant(span, Atom::Bool(is)));
        }
        let mut items = Vec::new();
        for field in fields?.list.iter().filter(|field| field.kept) {
            // A thing with a name.
            let member = Member {
                class,
                name: field.name,
                value: Value::empty(),
            };
            items.push(self.constant(span, Atom::Member(Rc::new(member))));
        }
        Some(self.constant(span, Atom::Tuple(Rc::new(items))))
    }
}

/// Puts a field where one of its name is, or last.
fn put(list: &mut Vec<Field>, field: Field) {
    match list.iter_mut().find(|own| own.name == field.name) {
        Some(own) => *own = field,
        None => list.push(field),
    }
}

/// What an annotation in a dataclass says of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Annotation {
    Field,
    ClassVariable,
    InitOnly,
    KeywordsFollow,
}

fn annotation(annotation: &Expr) -> Annotation {
    let named = match annotation {
        Expr::Subscript(subscript) => subscript.value.as_ref(),
        other => other,
    };
    let name = match named {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        // Postponed annotations are texts.
        Expr::StringLiteral(text) => {
            let text = text.value.to_str();
            let text = text.split('[').next().unwrap_or(text);
            text.rsplit('.').next().unwrap_or(text)
        }
        _ => return Annotation::Field,
    };
    match name {
        "ClassVar" => Annotation::ClassVariable,
        "InitVar" => Annotation::InitOnly,
        "KW_ONLY" => Annotation::KeywordsFollow,
        _ => Annotation::Field,
    }
}
