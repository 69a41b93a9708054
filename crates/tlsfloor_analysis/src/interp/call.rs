//! Calls: what is called, and where it leads.

use super::Interp;
use super::arguments::Arguments;
use crate::domain::object::{ObjectId, ObjectKind, Place, Suspension};
use crate::domain::state::{Mapping, Sequence};
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Bound, Value};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;
use std::rc::Rc;
use tlsfloor_source::{Span, TextRange};

/// Lists of arguments that one call is made with, each on its own.
const MAX_ARGUMENT_WAYS: usize = 6;

impl<'a> Interp<'a> {
    pub(super) fn eval_call(&mut self, call: &'a ast::ExprCall) -> Value {
        let span = self.span(call);
        let callee = self.eval(&call.func);
        if self.state.dead {
            return Value::empty();
        }
        let mut ways = self.eval_argument_ways(call, MAX_ARGUMENT_WAYS);
        self.note_limits(span);
        if self.state.dead {
            return Value::empty();
        }
        let call_span = self.call_span(call);
        for (_, arguments) in &mut ways {
            arguments.span = call_span;
        }
        let value = match ways.as_slice() {
            [(_, arguments)] => self.call_with(&callee, arguments),
            _ => self.each_case(ways, |interp, arguments| {
                interp.call_with(&callee, &arguments)
            }),
        };
        self.here(span, &value)
    }

    fn call_with(&mut self, callee: &Value, arguments: &Arguments) -> Value {
        if let Some(value) = self.scheduled(callee, arguments) {
            return value;
        }
        if let Some(value) = self.call_super(callee, arguments) {
            return value;
        }
        self.call_value(callee, arguments)
    }

    /// The place of a call. Of a method chain over several lines it starts at
    /// the method's name, where a reader looks for it.
    fn call_span(&self, call: &'a ast::ExprCall) -> Span {
        let mut span = self.span(call);
        if let Expr::Attribute(attribute) = call.func.as_ref() {
            let from = usize::from(attribute.value.range().end());
            let to = usize::from(attribute.attr.range().start());
            let multi_line = self
                .source
                .text
                .get(from..to)
                .is_some_and(|between| between.contains(['\n', '\r']));
            if multi_line {
                span.range = TextRange::new(
                    attribute.attr.range().start().into(),
                    call.range().end().into(),
                );
            }
        }
        span
    }

    /// Calls everything that `callee` may be. Where that is more than one
    /// thing, each runs on its own copy of the state.
    pub(super) fn call_value(&mut self, callee: &Value, arguments: &Arguments) -> Value {
        let callee = callee.on_path(&self.choices, &self.state.path);
        let entries = callee.entries();
        if entries.is_empty() {
            return self.unfollowed(arguments);
        }
        let ways = entries
            .iter()
            .map(|(guard, traced)| (guard.clone(), traced.atom.clone()))
            .collect();
        self.each_case(ways, |interp, atom| interp.call_atom(&atom, arguments))
    }

    fn call_atom(&mut self, atom: &Atom, arguments: &Arguments) -> Value {
        match atom {
            Atom::Object(object) => self.call_object(*object, arguments),
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                self.call_library(&dotted, arguments)
            }
            Atom::Bound(bound) => self.call_bound(bound, arguments),
            Atom::Unknown(_) | Atom::Member(_) => self.call_unknown(atom, arguments),
            _ => self.raised("TypeError", arguments.span),
        }
    }

    /// A function or a class of a library; a method of a class, taken from the
    /// class itself, for each thing that its first argument may be.
    fn call_library(&mut self, dotted: &str, arguments: &Arguments) -> Value {
        if let Some((this, rest)) = arguments.positional.split_first()
            && self.is_in_library_class(dotted)
        {
            let this = this.on_path(&self.choices, &self.state.path);
            if !this.is_empty() {
                let ways = this.entries().to_vec();
                return self.each_case(ways, |interp, this| {
                    let mut own = arguments.clone();
                    own.positional = vec![Value::always(this)];
                    own.positional.extend(rest.iter().cloned());
                    interp.call_library_once(dotted, &own)
                });
            }
        }
        self.call_library_once(dotted, arguments)
    }

    fn call_library_once(&mut self, dotted: &str, arguments: &Arguments) -> Value {
        if let Some(value) = self.call_of_library_class(dotted, arguments) {
            return value;
        }
        let value = self.call_library_name(dotted, arguments);
        self.offer_refusal_of_arguments(dotted, arguments, &value);
        value
    }

    /// `Class.method` or `Class.attribute.__set__` of a library.
    fn is_in_library_class(&self, dotted: &str) -> bool {
        let mut owner = dotted;
        while let Some((outer, _)) = owner.rsplit_once('.') {
            owner = outer;
            let of_language = matches!(
                owner,
                "builtins.object" | "builtins.dict" | "builtins.list" | "builtins.set"
            );
            if of_language || self.catalogue.class(owner).is_some() {
                return true;
            }
        }
        false
    }

    fn call_object(&mut self, object: ObjectId, arguments: &Arguments) -> Value {
        match self.objects.kind(object).clone() {
            ObjectKind::Function(_) => self.enter_function(object, arguments),
            ObjectKind::Class(_) => self.instantiate(object, arguments),
            ObjectKind::Partial => self.call_partial(object, arguments),
            ObjectKind::Suspended(Suspension::Generator, _) => self.call_manager(object, arguments),
            ObjectKind::Suspended(..) => self.run_to_end(object, arguments.span),
            ObjectKind::Instance(class) => {
                let name = self.names.intern("__call__");
                let method = self.instance_attribute(object, class, name, arguments.span);
                match method.single_atom() {
                    Some(Atom::Bound(bound)) if bound.function.is_some() => {
                        let bound = bound.clone();
                        self.call_bound(&bound, arguments)
                    }
                    _ => self.unfollowed(arguments),
                }
            }
            _ => self.unfollowed(arguments),
        }
    }

    fn call_unknown(&mut self, atom: &Atom, arguments: &Arguments) -> Value {
        if let Atom::Unknown(id) = atom
            && let Some((receiver, method)) = self.unknowns.attribute_of(*id)
        {
            let method = self.names.text(method);
            if let Some(value) = self.unknown_text_method(receiver, &method, arguments) {
                return value;
            }
            let receiver = Atom::Unknown(receiver);
            if let Some(value) = self.call_method_on_unknown(&receiver, &method, arguments) {
                return value;
            }
        }
        self.keywords_to_unknown(arguments);
        self.unfollowed(arguments)
    }

    fn call_bound(&mut self, bound: &Rc<Bound>, arguments: &Arguments) -> Value {
        if let Some(function) = bound.function {
            let this = self.constant(arguments.span, bound.receiver.clone());
            let arguments = arguments.after(vec![this]);
            return self.enter_function(function, &arguments);
        }
        let name = self.names.text(bound.name);
        if let Atom::Object(object) = &bound.receiver {
            let object = *object;
            match self.objects.kind(object).clone() {
                ObjectKind::Context(engine) => {
                    return self.call_context_method(object, engine, &name, arguments);
                }
                ObjectKind::LibraryInstance(class) => {
                    return self.call_instance_method(object, class, bound.name, arguments);
                }
                ObjectKind::List | ObjectKind::Set => {
                    return self.call_list_method(object, &name, arguments);
                }
                ObjectKind::Dict | ObjectKind::Namespace(_) => {
                    return self.call_dict_method(object, &name, arguments);
                }
                ObjectKind::Suspended(..) => {
                    return self.call_suspended_method(object, &name, arguments);
                }
                ObjectKind::Property | ObjectKind::Function(_) if self.is_property(object) => {
                    if let Some(value) = self.property_with(object, &name, arguments) {
                        return value;
                    }
                }
                ObjectKind::Instance(_)
                    if name.as_ref() != "__init__" && self.is_of_object(bound.name) =>
                {
                    if let Some(value) = self.call_of_object(object, &name, arguments) {
                        return value;
                    }
                }
                ObjectKind::Class(_) => {
                    let made = self.call_named_tuple_class_method(object, &name, arguments);
                    if let Some(value) = made {
                        return value;
                    }
                    if let Some(value) = self.call_of_class(object, &name, arguments) {
                        return value;
                    }
                }
                ObjectKind::Instance(class) if name.as_ref() == "__init__" => {
                    if let Some(fields) = self.fields_of(class) {
                        self.construct_fields(object, &fields, arguments);
                        return self.constant(arguments.span, Atom::None);
                    }
                    if self.construct_companion(object, class, arguments) {
                        return self.constant(arguments.span, Atom::None);
                    }
                    self.keep_exception_arguments(object, class, arguments);
                    self.inherited_constructor(class, arguments);
                    return self.constant(arguments.span, Atom::None);
                }
                ObjectKind::Instance(class) => {
                    if let Some(value) = self.call_inherited_container(object, &name, arguments) {
                        return value;
                    }
                    if let Some(value) = self.inherited_method(object, class, &name, arguments) {
                        return value;
                    }
                }
                _ => {}
            }
        }
        if bound.receiver == Atom::None && name.as_ref() == "__init__" {
            return self.constant(arguments.span, Atom::None);
        }
        if let Atom::Str(text) = &bound.receiver {
            return self.call_text_method(text, &name, arguments);
        }
        if let Some(value) = self.call_method_of_data(&bound.receiver, &name, arguments) {
            return value;
        }
        if let (Atom::Tuple(items), "index" | "count", [item]) = (
            &bound.receiver,
            name.as_ref(),
            arguments.positional.as_slice(),
        ) {
            let list =
                self.new_sequence(arguments.span, ObjectKind::List, Ok(items.as_ref().clone()));
            if let Some(&Atom::Object(list)) = list.single_atom() {
                return self.list_search(list, &name, &item.clone(), arguments.span);
            }
        }
        if matches!(bound.receiver, Atom::Library(_) | Atom::Object(_))
            && let Some(value) = self.call_method_on_unknown(&bound.receiver, &name, arguments)
        {
            return value;
        }
        self.unfollowed(arguments)
    }

    // ----- functools.partial -----

    pub(super) fn new_partial(&mut self, arguments: &Arguments) -> Value {
        let Some((function, rest)) = arguments.positional.split_first() else {
            return self.unfollowed(arguments);
        };
        let span = arguments.span;
        let object = self.new_object(span, "partial", ObjectKind::Partial);
        let mut kept = arguments.clone();
        kept.positional = rest.to_vec();
        self.store_call(object, function, &kept);
        self.object_value(span, object)
    }

    /// Keeps a function and what it was given, to be called later.
    pub(super) fn store_call(&mut self, object: ObjectId, function: &Value, given: &Arguments) {
        let span = given.span;
        let func = self.names.intern("func");
        self.write(Place::Name(object, func), function.clone());
        let positional = Atom::Tuple(Rc::new(given.positional.clone()));
        let positional = self.constant(span, positional);
        let args = self.names.intern("args");
        self.write(Place::Name(object, args), positional);
        let mut keywords = Mapping {
            rest: given.open_keywords.clone(),
            ..Mapping::default()
        };
        for (name, value) in &given.keywords {
            let name = self.names.text(*name);
            keywords.set(&Atom::Str(name), value.clone());
        }
        self.set_mapping(object, keywords);
    }

    /// The function that was kept, and what it was given then and now.
    pub(super) fn stored_call(
        &mut self,
        object: ObjectId,
        arguments: &Arguments,
    ) -> (Value, Arguments) {
        let func = self.names.intern("func");
        let args = self.names.intern("args");
        let function = self.read(Place::Name(object, func));
        let first = self.read(Place::Name(object, args));
        let first = match self.sequence_of(&first, arguments.span) {
            Sequence::Known(items) => items.as_ref().clone(),
            Sequence::Open(_) => Vec::new(),
        };
        let mut all = arguments.after(first);
        let keywords = self.mapping(object);
        for (key, value) in keywords.entries.iter() {
            let Atom::Str(name) = key else { continue };
            let name = self.names.intern(name);
            match all.keywords.iter().position(|(own, _)| *own == name) {
                Some(at) => {
                    let given = all.keywords[at].1.clone();
                    all.keywords[at].1 = self.filled(&given, value);
                }
                None => all.keywords.push((name, value.clone())),
            }
        }
        if all.open_keywords.is_none() {
            all.open_keywords = keywords.rest;
        }
        (function, all)
    }

    fn call_partial(&mut self, object: ObjectId, arguments: &Arguments) -> Value {
        let (function, all) = self.stored_call(object, arguments);
        self.call_value(&function, &all)
    }

    /// What a pure function of a library gives: the same for the same
    /// arguments.
    pub(super) fn pure_call(&mut self, what: &'static str, arguments: &Arguments) -> Value {
        let mut atoms = Vec::new();
        for value in arguments.values() {
            match value.single_atom() {
                Some(atom) => atoms.push(atom.clone()),
                None => return self.unknown_here(arguments.span),
            }
        }
        self.unknown(arguments.span, UnknownKey::Operation(what, atoms))
    }
}
