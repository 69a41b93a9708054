//! Writing: names, attributes, items, and unpacking.

use super::{FrameKind, Interp};
use crate::domain::intern::Name;
use crate::domain::object::{ObjectKind, Place};
use crate::domain::state::{Cell, Sequence};
use crate::domain::value::{Atom, Value};
use crate::facts::StepKind;
use crate::limit::{self, Limit};
use ruff_python_ast::{self as ast, Expr};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Sequences that are unpacked each on its own.
const MAX_UNPACKED_WAYS: usize = 8;

impl<'a> Interp<'a> {
    /// Binds a name in the current scope, or where it was declared to live.
    pub(super) fn bind(&mut self, name: Name, value: Value) {
        let frame = self.frame();
        let scope = frame.elsewhere.get(&name).copied().unwrap_or(frame.locals);
        if frame.kind == FrameKind::Class {
            self.note_descriptor(name, &value);
        }
        self.write(Place::Name(scope, name), value);
    }

    /// `target = value`.
    pub(super) fn assign(&mut self, target: &'a Expr, value: &Value) {
        if self.state.dead {
            return;
        }
        let span = self.span(target);
        match target {
            Expr::Name(name) => {
                let id = self.names.intern(name.id.as_str());
                self.bind(id, value.clone());
            }
            Expr::Attribute(attribute) => {
                let object = self.eval(&attribute.value);
                let name = self.name_of(&attribute.attr);
                self.assign_attribute(&object, name, value, span);
            }
            Expr::Subscript(subscript) => {
                let object = self.eval(&subscript.value);
                let key = self.eval(&subscript.slice);
                self.assign_item(&object, &key, value, span);
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, value, span),
            Expr::List(list) => self.unpack(&list.elts, value, span),
            Expr::Starred(starred) => self.assign(&starred.value, value),
            _ => {}
        }
    }

    fn unpack(&mut self, targets: &'a [Expr], value: &Value, span: Span) {
        let mut alternatives = self.sequences_of(value, span);
        if let [(_, _), _, ..] = alternatives.as_slice()
            && alternatives.len() <= MAX_UNPACKED_WAYS
        {
            self.each_case(alternatives, |interp, sequence| {
                interp.unpack_sequence(targets, sequence);
                Value::empty()
            });
            return;
        }
        let sequence = match (alternatives.len(), alternatives.pop()) {
            (1, Some((_, sequence))) => sequence,
            (others, last) => {
                if others > 0 {
                    limit::reached(Limit::Alternatives);
                }
                let sequences = alternatives.iter().chain(&last);
                let any: Vec<Value> = sequences
                    .map(|(guard, sequence)| sequence.any().restricted(guard))
                    .collect();
                Sequence::Open(Value::union_of(any.iter()))
            }
        };
        self.unpack_sequence(targets, sequence);
    }

    fn unpack_sequence(&mut self, targets: &'a [Expr], sequence: Sequence) {
        let star = targets
            .iter()
            .position(|target| matches!(target, Expr::Starred(_)));
        if let Sequence::Known(items) = &sequence {
            let fits = match star {
                None => items.len() == targets.len(),
                Some(_) => items.len() + 1 >= targets.len(),
            };
            if fits {
                let after = targets.len() - star.map_or(0, |at| at + 1);
                for (index, target) in targets.iter().enumerate() {
                    let item = match star {
                        Some(at) if index == at => {
                            let middle = items[at..items.len() - after].to_vec();
                            let place = self.span(target);
                            self.new_sequence(place, ObjectKind::List, Ok(middle))
                        }
                        Some(at) if index > at => {
                            items[items.len() - (targets.len() - index)].clone()
                        }
                        _ => items[index].clone(),
                    };
                    self.assign(target, &item);
                }
                return;
            }
            self.raise("ValueError");
            return;
        }
        let Sequence::Open(item) = sequence else {
            return;
        };
        self.may_raise();
        for target in targets {
            let place = self.span(target);
            let item = if item.is_empty() {
                self.unknown_here(place)
            } else if matches!(target, Expr::Starred(_)) {
                self.new_sequence(place, ObjectKind::List, Err(item.clone()))
            } else if item
                .atoms()
                .all(|(_, atom)| matches!(atom, Atom::Unknown(_)))
            {
                // The parts of one unknown value are not one value.
                self.unknown_here(place)
            } else {
                item.clone()
            };
            self.assign(target, &item);
        }
    }

    /// `object.name = value`, for all that `object` may be.
    pub(super) fn assign_attribute(
        &mut self,
        object: &Value,
        name: Name,
        value: &Value,
        span: Span,
    ) {
        let value = self.passed(value, span, StepKind::Assigned);
        for (guard, traced) in object.entries() {
            if self.state.dead || !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            if self.refuses_attribute(&traced.atom, name, guard) {
                continue;
            }
            match &traced.atom {
                Atom::Object(object) => match self.objects.kind(*object).clone() {
                    ObjectKind::Context(engine) => {
                        self.assign_setting(*object, engine, name, guard, &value, span);
                    }
                    ObjectKind::LibraryInstance(class) => {
                        self.write_where(Place::Name(*object, name), guard, &value);
                        self.assign_library_attribute(*object, class, name, guard, &value, span);
                    }
                    ObjectKind::Instance(class) => {
                        let instance = (*object, class);
                        self.set_instance_attribute(instance, name, guard, &value, span);
                    }
                    ObjectKind::Class(class) => {
                        self.note_descriptor(name, &value);
                        let place = Place::Name(*object, name);
                        match class.metaclass.map(|metaclass| (*object, metaclass)) {
                            Some(own) => {
                                self.set_instance_attribute(own, name, guard, &value, span);
                            }
                            None => self.write_where(place, guard, &value),
                        }
                    }
                    _ => {
                        self.set_function_defaults(*object, name, &value, span);
                        self.write_where(Place::Name(*object, name), guard, &value);
                    }
                },
                Atom::Unknown(id) => {
                    if !self.unknowns.is_anonymous(*id) {
                        self.write_where(Place::UnknownAttribute(*id, name), guard, &value);
                    }
                    self.knob_on_unknown(name, &value);
                }
                Atom::Library(library) => {
                    self.rebind_in_library(*library, name, guard, &value, span);
                }
                _ => {}
            }
        }
    }

    pub(super) fn assign_item(&mut self, object: &Value, key: &Value, value: &Value, span: Span) {
        let value = self.passed(value, span, StepKind::Assigned);
        let given = [key.clone(), value.clone()];
        let own = self.special_or(object, &["__setitem__"], &given, span, |interp, other| {
            interp.assign_item(other, key, &value, span);
            Value::empty()
        });
        if own.is_some() {
            return;
        }
        let object = &self.without_classes(object);
        for (guard, traced) in object.entries() {
            if self.state.dead || !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            let Atom::Object(object) = traced.atom else {
                self.note_environment_write(&traced.atom, span);
                self.note_library_namespace(&traced.atom);
                if let Atom::Unknown(id) = traced.atom {
                    self.items_written.insert(id, span);
                }
                self.may_raise();
                continue;
            };
            match self.objects.kind(object) {
                ObjectKind::Dict | ObjectKind::Namespace(_) => {
                    let mut mapping = self.mapping(object);
                    let key = key.restricted(guard);
                    self.put(&mut mapping, &key, &value);
                    self.set_mapping(object, mapping);
                }
                ObjectKind::List => {
                    let slice = key.single_atom().and_then(|key| self.slice_key(key));
                    match slice {
                        Some(slice) => self.replace_slice(object, slice, Some(&value), span),
                        None => self.assign_list_item(object, key, &value),
                    }
                }
                ObjectKind::Instance(class) => {
                    let class = *class;
                    if self.may_have_special(class) {
                        self.special_methods_run(&traced.atom, span);
                    } else {
                        self.raise("TypeError");
                    }
                }
                _ => self.special_methods_run(&traced.atom, span),
            }
        }
    }

    fn assign_list_item(
        &mut self,
        object: crate::domain::object::ObjectId,
        key: &Value,
        value: &Value,
    ) {
        let content = self.content(object);
        let changed = match (content.single(), key.single_atom()) {
            (Some(Sequence::Known(items)), Some(Atom::Int(index))) => {
                match super::container::index_of(*index, items.len()) {
                    Some(index) => {
                        let mut items = items.as_ref().clone();
                        items[index] = value.clone();
                        Sequence::Known(Rc::new(items))
                    }
                    None => {
                        self.raise("IndexError");
                        return;
                    }
                }
            }
            _ => Sequence::Open(self.all_items(&content).union(value)),
        };
        self.set_sequence(object, changed);
    }

    /// Everything that a sequence may hold.
    pub(super) fn all_items(&self, content: &crate::domain::value::Guarded<Sequence>) -> Value {
        let mut all = Value::empty();
        for (guard, sequence) in content.entries() {
            match sequence {
                Sequence::Known(items) => {
                    for item in items.iter() {
                        all = all.union(&item.restricted(guard));
                    }
                }
                Sequence::Open(item) => all = all.union(&item.restricted(guard)),
            }
        }
        all
    }

    /// `target op= value`.
    pub(super) fn augmented(&mut self, statement: &'a ast::StmtAugAssign) {
        let span = self.span(statement);
        if let Expr::Attribute(attribute) = statement.target.as_ref() {
            let object = self.eval(&attribute.value);
            let name = self.name_of(&attribute.attr);
            let operand = self.eval(&statement.value);
            let old = self.attribute(&object, name, span);
            if self.augment_options(&object, name, statement.op, &operand, span) {
                return;
            }
            let new = match self.own_in_place(statement.op, &old, &operand, span) {
                Some(new) => new,
                None if self.augment_in_place(statement.op, &old, &operand, span) => old,
                None => self.binary(statement.op, &old, &operand, span),
            };
            self.assign_attribute(&object, name, &new, span);
            return;
        }
        let old = self.eval(&statement.target);
        let operand = self.eval(&statement.value);
        if self.state.dead || self.augment_in_place(statement.op, &old, &operand, span) {
            return;
        }
        if let Some(new) = self.own_in_place(statement.op, &old, &operand, span) {
            self.assign(&statement.target, &new);
            return;
        }
        let value_span = self.span(statement.value.as_ref());
        let new = self.binary(statement.op, &old, &operand, value_span);
        self.assign(&statement.target, &new);
    }

    /// `list += …` and `dict |= …` change the object.
    fn augment_in_place(
        &mut self,
        op: ast::Operator,
        old: &Value,
        operand: &Value,
        span: Span,
    ) -> bool {
        let Some(Atom::Object(object)) = old.single_atom() else {
            return false;
        };
        let object = *object;
        match (op, self.objects.kind(object)) {
            (ast::Operator::Add, ObjectKind::List) => {
                self.extend(object, operand, span);
                true
            }
            (op, ObjectKind::Set) => self.combine_in_place(op, object, operand, span),
            (ast::Operator::BitOr, ObjectKind::Dict | ObjectKind::Namespace(_)) => {
                let mut mapping = self.mapping(object);
                let mut added = super::arguments::Arguments::none(span);
                added.positional = vec![operand.clone()];
                let added = self.builtin_dict(&added);
                self.update_mapping(&mut mapping, &added, span);
                self.set_mapping(object, mapping);
                true
            }
            (ast::Operator::Mult, ObjectKind::List) => {
                let repeated = self.binary(op, old, operand, span);
                match repeated.single_atom() {
                    Some(&Atom::Object(repeated)) if repeated != object => {
                        let content = self.content(repeated);
                        self.set_content(object, content);
                        true
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// `list.extend(other)`.
    pub(super) fn extend(
        &mut self,
        object: crate::domain::object::ObjectId,
        other: &Value,
        span: Span,
    ) {
        let content = self.content(object);
        let added = self.sequence_of(other, span);
        let most = super::container::MAX_ITEMS;
        let changed = content.entries().iter().map(|(guard, sequence)| {
            let sequence = match (sequence, &added) {
                (Sequence::Known(items), Sequence::Known(added))
                    if items.len() + added.len() <= most =>
                {
                    Sequence::Known(Rc::new(items.iter().chain(added.iter()).cloned().collect()))
                }
                (sequence, added) => {
                    if let (Sequence::Known(_), Sequence::Known(_)) = (sequence, added) {
                        limit::reached(Limit::Items);
                    }
                    Sequence::Open(sequence.any().union(&added.any()))
                }
            };
            (guard.clone(), sequence)
        });
        let changed = crate::domain::value::Guarded::of(changed.collect());
        self.set_content(object, changed);
    }

    /// `del target`.
    pub(super) fn delete(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => {
                let id = self.names.intern(name.id.as_str());
                self.bind(id, Value::empty());
            }
            Expr::Attribute(attribute) => {
                let object = self.eval(&attribute.value);
                let name = self.name_of(&attribute.attr);
                if let Some(Atom::Object(object)) = object.single_atom() {
                    if matches!(self.objects.kind(*object), ObjectKind::Context(_)) {
                        self.raise("AttributeError");
                        return;
                    }
                    let object = *object;
                    if let Some((_, class)) = self.own_instance(&Atom::Object(object)) {
                        let span = self.span(target);
                        self.delete_instance_attribute((object, class), name, span);
                        return;
                    }
                    self.write(Place::Name(object, name), Value::empty());
                }
            }
            Expr::Subscript(subscript) => {
                let object = self.eval(&subscript.value);
                let key = self.eval(&subscript.slice);
                let span = self.span(target);
                self.delete_item(&object, &key, span);
            }
            Expr::Tuple(tuple) => {
                for item in &tuple.elts {
                    self.delete(item);
                }
            }
            Expr::List(list) => {
                for item in &list.elts {
                    self.delete(item);
                }
            }
            _ => {}
        }
    }

    pub(super) fn delete_item(&mut self, object: &Value, key: &Value, span: Span) {
        let given = std::slice::from_ref(key);
        let own = self.special_or(object, &["__delitem__"], given, span, |interp, other| {
            interp.delete_item(other, key, span);
            Value::empty()
        });
        if own.is_some() {
            return;
        }
        let object = self.without_classes(object);
        let Some(Atom::Object(object)) = object.single_atom() else {
            return;
        };
        let object = *object;
        let slot = self.slot(Place::Content(object));
        let is_mapping = self.is_mapping(object);
        match self.state.store.get(slot) {
            _ if is_mapping => {
                let mut mapping = self.mapping(object);
                match key.single_atom().and_then(|key| self.hashable(key)) {
                    Some(key) => {
                        if mapping.get(&key).is_none() && mapping.rest.is_none() {
                            self.raise("KeyError");
                            return;
                        }
                        mapping.set(&key, Value::empty());
                        // Deleting and setting again moves the key to the end.
                        Rc::make_mut(&mut mapping.entries).retain(|(own, _)| *own != key);
                    }
                    None => self.may_raise_known("KeyError"),
                }
                self.set_mapping(object, mapping);
            }
            Some(Cell::Sequence(_)) => {
                if let Some(slice) = key.single_atom().and_then(|key| self.slice_key(key)) {
                    self.replace_slice(object, slice, None, span);
                    return;
                }
                let content = self.content(object);
                let changed = match (content.single(), key.single_atom()) {
                    (Some(Sequence::Known(items)), Some(Atom::Int(index))) => {
                        match super::container::index_of(*index, items.len()) {
                            Some(index) => {
                                let mut items = items.as_ref().clone();
                                items.remove(index);
                                Sequence::Known(Rc::new(items))
                            }
                            None => {
                                self.raise("IndexError");
                                return;
                            }
                        }
                    }
                    _ => Sequence::Open(self.all_items(&content)),
                };
                self.set_sequence(object, changed);
            }
            _ => {}
        }
    }
}
