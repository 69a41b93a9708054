//! How classes and instances come to be: class statements, metaclasses, `type()`
//! and `__new__`.
//!
//! A class statement runs its body in the object that the class will be. A
//! metaclass of the program is handed what the body bound as a dict; where it
//! asks `type` for the class, the body's object becomes it, so that its methods
//! still know which class they were defined in.

mod instance;
mod metaclass;

use super::arguments::Arguments;
use super::{Frame, FrameKind, Interp};
use crate::domain::intern::Name;
use crate::domain::object::{Class, ObjectId, ObjectKind, Place};
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::{Atom, Value};
use crate::interp::ancestry::Ancestor;
use ruff_python_ast as ast;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use tlsfloor_source::Span;

/// Metaclasses of the language. They leave the attributes of classes alone.
const METACLASSES: &[&str] = &[
    "abc.ABCMeta",
    "builtins.type",
    "enum.EnumMeta",
    "enum.EnumType",
];

/// Whether this is a metaclass of the language.
pub(super) fn is_metaclass_name(dotted: &str) -> bool {
    METACLASSES.contains(&dotted)
}

/// The body of a class that its metaclass has not made a class yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    object: ObjectId,
    name: Name,
}

impl<'a> Interp<'a> {
    pub(super) fn define_class(&mut self, definition: &'a ast::StmtClassDef) {
        let name = self.name_of(&definition.name);
        let span = self.span(&definition.name);
        let (bases, explicit, keywords) = self.class_arguments(definition);
        let is_enum = bases.iter().any(|base| self.is_enum_base(base));
        let metaclass = self.chosen_metaclass(explicit.as_ref(), &bases);
        let class = Class {
            name,
            metaclass,
            bases: bases.clone(),
            is_enum,
        };
        let object = self.new_object(span, "class", ObjectKind::Class(class));
        self.run_class_body(object, definition);
        if self.state.dead {
            return;
        }
        let made = match metaclass {
            Some(metaclass) if !is_enum => {
                self.made_by_metaclass(metaclass, Body { object, name }, bases, &keywords)
            }
            _ => {
                // What a metaclass of the program does to an enum is not
                // followed.
                self.cut |= metaclass.is_some();
                self.complete_class(object, &keywords);
                self.declare_fields(object, definition, span);
                if is_enum {
                    self.make_members(object);
                }
                self.object_value(span, object)
            }
        };
        self.decorate_class(definition, name, made);
    }

    /// The bases of a class statement, its metaclass, and the other keywords.
    fn class_arguments(
        &mut self,
        definition: &'a ast::StmtClassDef,
    ) -> (Vec<Value>, Option<Value>, Arguments) {
        let mut keywords = Arguments::none(self.span(&definition.name));
        let (mut bases, mut metaclass) = (Vec::new(), None);
        let Some(arguments) = &definition.arguments else {
            return (bases, metaclass, keywords);
        };
        for base in &arguments.args {
            let ast::Expr::Starred(starred) = base else {
                bases.push(self.eval(base));
                continue;
            };
            let span = self.span(base);
            let several = self.eval(&starred.value);
            match self.sequence_of(&several, span) {
                Sequence::Known(items) => bases.extend(items.iter().cloned()),
                Sequence::Open(_) => bases.push(self.unknown_here(span)),
            }
        }
        for keyword in &arguments.keywords {
            let value = self.eval(&keyword.value);
            match &keyword.arg {
                Some(name) if name.as_str() == "metaclass" => metaclass = Some(value),
                Some(name) => {
                    let name = self.name_of(name);
                    keywords.keywords.push((name, value));
                }
                None => {
                    let span = self.span(&keyword.value);
                    self.spread_keywords(&mut keywords, &value, span);
                    // One of them may be the metaclass.
                    self.cut |= keywords.open_keywords.is_some();
                }
            }
        }
        let name = self.names.intern("metaclass");
        if let Some(at) = keywords.keywords.iter().position(|(own, _)| *own == name) {
            metaclass = Some(keywords.keywords.remove(at).1);
        }
        (bases, metaclass, keywords)
    }

    fn run_class_body(&mut self, object: ObjectId, definition: &'a ast::StmtClassDef) {
        if !self.classes.contains(&object) {
            self.classes.push(object);
        }
        let mut scopes = vec![object];
        scopes.extend(self.frame().scopes.iter().copied());
        let path = self.frame().path;
        self.frames.push(Frame {
            locals: object,
            scopes: Rc::new(scopes),
            path,
            kind: FrameKind::Class,
            method: None,
            elsewhere: FxHashMap::default(),
            returns: Vec::new(),
            loops: Vec::new(),
            generator: None,
            resume: None,
            keeps: false,
        });
        self.run(&definition.body);
        self.frames.pop();
    }

    /// Binds a class after its decorators, the last one first.
    fn decorate_class(&mut self, definition: &'a ast::StmtClassDef, name: Name, made: Value) {
        let mut value = made;
        let mut own = Vec::new();
        for decorator in &definition.decorator_list {
            if self.dataclass_decorator(&decorator.expression).is_some() {
                continue;
            }
            let callee = self.eval(&decorator.expression);
            // Libraries' decorators of classes (`dataclass` and its like) give
            // the class back.
            if !matches!(callee.single_atom(), Some(Atom::Library(_))) {
                own.push((callee, self.span(&decorator.expression)));
            }
        }
        for (callee, span) in own.into_iter().rev() {
            if self.state.dead {
                return;
            }
            let mut arguments = Arguments::none(span);
            arguments.positional = vec![value.clone()];
            value = self.call_value(&callee, &arguments);
        }
        if !self.state.dead {
            self.bind(name, value);
        }
    }

    /// The fields of a named tuple or a dataclass.
    fn declare_fields(&mut self, class: ObjectId, definition: &'a ast::StmtClassDef, span: Span) {
        let ObjectKind::Class(Class { bases, .. }) = self.objects.kind(class) else {
            return;
        };
        let is_named_tuple = bases.iter().any(|base| {
            matches!(base.single_atom(), Some(Atom::Library(name))
                if self.names.text(*name).ends_with(".NamedTuple"))
        });
        if is_named_tuple {
            self.make_named_tuple(class, &definition.body, span);
        }
        for decorator in &definition.decorator_list {
            if let Some(options) = self.dataclass_decorator(&decorator.expression) {
                self.make_dataclass(class, &definition.body, &options);
            }
        }
    }

    // ----- through metaclasses -----

    /// Whether the instances of a class are classes.
    pub(super) fn is_metaclass(&self, class: ObjectId) -> bool {
        self.linearised(class).iter().any(|ancestor| {
            matches!(ancestor, Ancestor::Library(name)
                if is_metaclass_name(&self.names.text(*name)))
        })
    }

    /// The metaclass of the program that decides about a class with these
    /// bases.
    fn chosen_metaclass(&mut self, explicit: Option<&Value>, bases: &[Value]) -> Option<ObjectId> {
        let mut candidates = Vec::new();
        match explicit.map(Value::single_atom) {
            None => {}
            Some(Some(Atom::Object(object))) if self.is_metaclass(*object) => {
                candidates.push(*object);
            }
            Some(Some(Atom::Library(name))) if is_metaclass_name(&self.names.text(*name)) => {}
            // It may make anything of the class.
            Some(_) => self.cut = true,
        }
        for base in bases {
            if let Some(Atom::Object(base)) = base.single_atom()
                && let ObjectKind::Class(class) = self.objects.kind(*base)
            {
                candidates.extend(class.metaclass);
            }
        }
        let mut chosen: Option<ObjectId> = None;
        for candidate in candidates {
            match chosen {
                Some(own) if self.inherits(own, candidate) => {}
                Some(own) if !self.inherits(candidate, own) => {
                    self.raise("TypeError");
                    return chosen;
                }
                _ => chosen = Some(candidate),
            }
        }
        chosen
    }

    /// What a metaclass of the program makes of the body of a class.
    fn made_by_metaclass(
        &mut self,
        metaclass: ObjectId,
        body: Body,
        bases: Vec<Value>,
        keywords: &Arguments,
    ) -> Value {
        let span = keywords.span;
        let text = self.names.text(body.name);
        let name = self.constant(span, Atom::Str(text));
        let mut namespace = Mapping::default();
        let dunder_name = self.names.intern("__name__");
        let module = self.lookup(dunder_name);
        namespace.set(&Atom::Str("__module__".into()), module);
        namespace.set(&Atom::Str("__qualname__".into()), name.clone());
        let bound = self.namespace_content(body.object);
        for (key, value) in bound.entries.iter() {
            namespace.set(key, value.clone());
        }
        let namespace = self.new_dict(span, namespace);
        let bases = self.constant(span, Atom::Tuple(Rc::new(bases)));
        let before = self.bodies.len();
        self.bodies.push(body);
        let given = keywords.after(vec![name, bases, namespace]);
        let made = self.make_class(Some(metaclass), &given);
        self.bodies.truncate(before);
        made
    }

    /// `Metaclass(name, bases, namespace, **keywords)`.
    pub(super) fn make_class(
        &mut self,
        metaclass: Option<ObjectId>,
        arguments: &Arguments,
    ) -> Value {
        let Some(metaclass) = metaclass else {
            return self.type_new(None, arguments);
        };
        let span = arguments.span;
        self.instantiated.insert(metaclass);
        let this = self.object_value(span, metaclass);
        let made = match self.attribute_if_any(metaclass, "__new__") {
            Some(new) => self.call_value(&new, &arguments.after(vec![this])),
            None => self.type_new(Some(metaclass), arguments),
        };
        if self.state.dead {
            return Value::empty();
        }
        let is_own = matches!(made.single_atom(), Some(Atom::Object(class))
            if matches!(self.objects.kind(*class), ObjectKind::Class(Class { metaclass: Some(own), .. })
                if self.inherits(*own, metaclass)));
        if is_own && let Some(init) = self.attribute_if_any(metaclass, "__init__") {
            self.call_value(&init, &arguments.after(vec![made.clone()]));
        }
        if self.state.dead {
            return Value::empty();
        }
        made
    }

    /// What a class of the program or its bases hold under a name, if anything.
    pub(in crate::interp) fn attribute_if_any(
        &mut self,
        class: ObjectId,
        name: &str,
    ) -> Option<Value> {
        let name = self.names.intern(name);
        let value = self.class_attribute(class, name);
        (!value.is_empty()).then_some(value)
    }

    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`.
    fn type_new(&mut self, metaclass: Option<ObjectId>, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let [name, bases, namespace, ..] = arguments.positional.as_slice() else {
            self.cut = true;
            return self.unfollowed(arguments);
        };
        let (bases, namespace) = (bases.clone(), namespace.clone());
        let text = name.single_str().cloned();
        let name = self.names.intern(text.as_deref().unwrap_or("<class>"));
        let mut bases = match self.sequence_of(&bases, span) {
            Sequence::Known(items) => items.as_ref().clone(),
            Sequence::Open(_) => vec![self.unknown_here(span)],
        };
        let is_enum = bases.iter().any(|base| self.is_enum_base(base));
        self.cut |= is_enum;
        let content = match namespace.single_atom() {
            Some(Atom::Object(object)) if self.is_mapping(*object) => self.mapping(*object),
            _ => Mapping {
                rest: Some(namespace.clone()),
                ..Mapping::default()
            },
        };
        if content.rest.is_some() {
            // Any attribute may be there.
            bases.insert(0, self.unknown_here(span));
        }
        let metaclass = metaclass.or_else(|| self.chosen_metaclass(None, &bases));
        let class = Class {
            name,
            metaclass,
            bases,
            is_enum,
        };
        let object = match self.bodies.last() {
            Some(body) if body.name == name => {
                let object = body.object;
                self.bodies.pop();
                object
            }
            _ => self.new_object(span, "made class", ObjectKind::Class(class.clone())),
        };
        self.objects.set_class(object, class);
        if !self.classes.contains(&object) {
            self.classes.push(object);
        }
        self.fill_class(object, &content);
        let mut keywords = arguments.clone();
        keywords.positional.clear();
        self.complete_class(object, &keywords);
        self.object_value(span, object)
    }

    /// A class holds what its namespace says, and nothing else.
    fn fill_class(&mut self, class: ObjectId, content: &Mapping) {
        for name in self.objects.names(class).to_vec() {
            let key = Atom::Str(self.names.text(name));
            if content.get(&key).is_none() {
                self.write(Place::Name(class, name), Value::empty());
            }
        }
        for (key, value) in content.entries.iter() {
            if let Atom::Str(text) = key {
                let name = self.names.intern(text);
                self.note_descriptor(name, value);
                self.write(Place::Name(class, name), value.clone());
            }
        }
    }

    // ----- what happens once a class is there -----

    /// The attributes of a new class are told their names, and the next class
    /// in its order is told of it.
    fn complete_class(&mut self, class: ObjectId, keywords: &Arguments) {
        let span = keywords.span;
        // Who asks for subclasses is told by this which exist.
        let made = self.constant(span, Atom::Bool(true));
        self.write(Place::Content(class), made);
        self.name_descriptors(class, span);
        let hook = self.names.intern("__init_subclass__");
        for ancestor in self.linearised(class).into_iter().skip(1) {
            let Ancestor::Class(ancestor) = ancestor else {
                return;
            };
            let value = self.read(Place::Name(ancestor, hook));
            if !value.is_empty() {
                let method = self.read_from_class(class, class, &value, span);
                self.call_value(&method, keywords);
                return;
            }
        }
        if !keywords.keywords.is_empty() {
            // `object.__init_subclass__` takes none.
            self.may_raise_known("TypeError");
        }
    }

    /// Tells what has `__set_name__` which name it has in a new class.
    fn name_descriptors(&mut self, class: ObjectId, span: Span) {
        for name in self.objects.names(class).to_vec() {
            if !self.descriptor_names.contains(&name) {
                continue;
            }
            let value = self.read(Place::Name(class, name));
            let Some(atom @ Atom::Object(_)) = value.single_atom() else {
                continue;
            };
            let owner = self.object_value(span, class);
            let text = self.names.text(name);
            let key = self.constant(span, Atom::Str(text));
            self.special(&atom.clone(), "__set_name__", &[owner, key], span);
        }
    }
}
