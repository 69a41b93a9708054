//! Attributes of functions: those that Python gives them, and those that the
//! program puts on them.

use super::Interp;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::{Atom, Value};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Under what names the defaults of parameters are kept.
pub(super) const DEFAULT: &str = "default of ";

impl<'a> Interp<'a> {
    /// An attribute of a function that nobody has written; `None` for what it
    /// has not, or what is not modelled.
    pub(super) fn function_attribute(
        &mut self,
        function: ObjectId,
        name: Name,
        span: Span,
    ) -> Option<Value> {
        let ObjectKind::Function(definition) = self.objects.kind(function) else {
            return None;
        };
        let (own, class, parameters) = (definition.name, definition.class, definition.parameters);
        match self.names.text(name).as_ref() {
            "__name__" => {
                let text = self.names.text(own);
                Some(self.constant(span, Atom::Str(text)))
            }
            "__qualname__" => {
                let mut text = self.names.text(own);
                if let Some(class) = class
                    && let ObjectKind::Class(class) = self.objects.kind(class)
                {
                    text = format!("{}.{text}", self.names.text(class.name)).into();
                }
                Some(self.constant(span, Atom::Str(text)))
            }
            "__dict__" => Some(self.namespace_of(function, span)),
            "__call__" => Some(self.object_value(span, function)),
            "__defaults__" => {
                let positional = parameters?.posonlyargs.iter().chain(&parameters?.args);
                let names: Vec<Name> = positional
                    .map(|parameter| self.names.intern(parameter.parameter.name.as_str()))
                    .collect();
                let defaults: Vec<Value> = names
                    .into_iter()
                    .map(|name| self.default_of(function, name))
                    .filter(|value| !value.is_empty())
                    .collect();
                if defaults.is_empty() {
                    return Some(self.constant(span, Atom::None));
                }
                Some(self.constant(span, Atom::Tuple(Rc::new(defaults))))
            }
            "__annotations__" => Some(self.annotations_of(function, span)),
            "__kwdefaults__" => {
                let mut mapping = Mapping::default();
                for parameter in &parameters?.kwonlyargs {
                    let text = parameter.parameter.name.as_str();
                    let name = self.names.intern(text);
                    let value = self.default_of(function, name);
                    if !value.is_empty() {
                        mapping.set(&Atom::Str(text.into()), value);
                    }
                }
                Some(self.new_dict(span, mapping))
            }
            _ => None,
        }
    }

    /// `function.__annotations__`, as the names in them are bound by now.
    fn annotations_of(&mut self, function: ObjectId, span: Span) -> Value {
        let mut mapping = Mapping::default();
        if let ObjectKind::Function(definition) = self.objects.kind(function).clone()
            && let Some(parameters) = definition.parameters
        {
            let path = self.frame().path;
            let locals = self.new_locals(span, path);
            let mut scopes = vec![locals];
            scopes.extend(definition.scopes.iter().copied());
            self.frames.push(super::Frame {
                locals,
                scopes: Rc::new(scopes),
                path,
                kind: super::FrameKind::Function,
                method: None,
                elsewhere: rustc_hash::FxHashMap::default(),
                returns: Vec::new(),
                loops: Vec::new(),
                generator: None,
                resume: None,
                keeps: false,
            });
            let outer = self.enter_file(definition.span.file);
            for parameter in parameters.iter_non_variadic_params() {
                if let Some(annotation) = &parameter.parameter.annotation {
                    let value = self.eval(annotation);
                    let text = parameter.parameter.name.as_str();
                    mapping.set(&Atom::Str(text.into()), value);
                }
            }
            self.enter_file(outer);
            self.frames.pop();
        }
        self.new_dict(span, mapping)
    }

    /// `function.__defaults__ = …`: later calls take these.
    pub(super) fn set_function_defaults(
        &mut self,
        function: ObjectId,
        name: Name,
        value: &Value,
        span: Span,
    ) {
        let ObjectKind::Function(definition) = self.objects.kind(function) else {
            return;
        };
        let Some(parameters) = definition.parameters else {
            return;
        };
        let names: Vec<Name> = match self.names.text(name).as_ref() {
            "__defaults__" => {
                let positional = parameters.posonlyargs.iter().chain(&parameters.args);
                let texts = positional.map(|parameter| parameter.parameter.name.as_str());
                texts.map(|text| self.names.intern(text)).collect()
            }
            "__kwdefaults__" | "__code__" => {
                self.cut = true;
                return;
            }
            _ => return,
        };
        let new = match value.single_atom() {
            Some(Atom::None) => Vec::new(),
            _ => match self.sequence_of(value, span) {
                Sequence::Known(items) => items.as_ref().clone(),
                Sequence::Open(_) => {
                    self.cut = true;
                    return;
                }
            },
        };
        let without = names.len().saturating_sub(new.len());
        for (at, name) in names.into_iter().enumerate() {
            let text = format!("{DEFAULT}{}", self.names.text(name));
            let place = self.names.intern(&text);
            let default = match at.checked_sub(without) {
                Some(at) => new.get(at).cloned(),
                None => None,
            };
            self.write(
                Place::Name(function, place),
                default.unwrap_or_else(Value::empty),
            );
        }
    }

    /// An attribute of a method: of its function, but for a few of its own.
    pub(super) fn bound_attribute(
        &mut self,
        bound: &crate::domain::value::Bound,
        name: Name,
        span: Span,
    ) -> Option<Value> {
        let function = bound.function?;
        match self.names.text(name).as_ref() {
            "__self__" => Some(self.constant(span, bound.receiver.clone())),
            "__func__" => Some(self.object_value(span, function)),
            _ => {
                let stored = self.read(Place::Name(function, name));
                if stored.is_empty() {
                    return self.function_attribute(function, name, span);
                }
                Some(stored)
            }
        }
    }

    /// `functools.partial(…)`'s `func`, `args` and `keywords`.
    pub(super) fn partial_attribute(
        &mut self,
        partial: ObjectId,
        name: Name,
        span: Span,
    ) -> Option<Value> {
        match self.names.text(name).as_ref() {
            "keywords" => {
                let mapping = self.mapping(partial);
                Some(self.new_dict(span, mapping))
            }
            _ => {
                let stored = self.read(Place::Name(partial, name));
                (!stored.is_empty()).then_some(stored)
            }
        }
    }

    /// Whether a function, or a plain namespace, has an attribute.
    pub(super) fn has_plain_attribute(&mut self, object: ObjectId, name: &str) -> Option<bool> {
        let plain = match self.objects.kind(object) {
            ObjectKind::Function(_) => !self.is_property(object),
            ObjectKind::LibraryInstance(class) => matches!(
                self.names.text(*class).as_ref(),
                "types.SimpleNamespace" | "argparse.Namespace"
            ),
            _ => false,
        };
        if !plain {
            return None;
        }
        let interned = self.names.intern(name);
        let stored = self.read(Place::Name(object, interned));
        if self.surely_present(&stored) {
            return Some(true);
        }
        (stored.is_empty() && !name.starts_with("__")).then_some(false)
    }

    /// `classmethod(function)` and `staticmethod(function)`; `None` for what is
    /// no function of the program.
    pub(super) fn function_of_kind(
        &mut self,
        dotted: &str,
        arguments: &super::arguments::Arguments,
    ) -> Option<Value> {
        let [function] = arguments.positional.as_slice() else {
            return None;
        };
        let Some(&Atom::Object(function)) = function.single_atom() else {
            return None;
        };
        let ObjectKind::Function(definition) = self.objects.kind(function).clone() else {
            return None;
        };
        let kind = match dotted {
            "builtins.classmethod" => crate::domain::object::FunctionKind::ClassMethod,
            _ => crate::domain::object::FunctionKind::Static,
        };
        let span = arguments.span;
        let made = crate::domain::object::Function { kind, ..definition };
        let made = self.new_object(span, "function of a kind", ObjectKind::Function(made));
        for name in self.objects.names(function).to_vec() {
            let value = self.read(Place::Name(function, name));
            self.write(Place::Name(made, name), value);
        }
        Some(self.object_value(span, made))
    }

    /// `types.MethodType(function, instance)`.
    pub(super) fn new_method(&mut self, arguments: &super::arguments::Arguments) -> Option<Value> {
        let [function, instance] = arguments.positional.as_slice() else {
            return None;
        };
        let Some(&Atom::Object(function)) = function.single_atom() else {
            return None;
        };
        let receiver = instance.single_atom()?.clone();
        let ObjectKind::Function(definition) = self.objects.kind(function) else {
            return None;
        };
        let name = definition.name;
        Some(self.bound(receiver, name, Some(function), arguments.span))
    }
}
