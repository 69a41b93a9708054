//! `copy.copy` and `copy.deepcopy`.

use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::{Atom, Guarded, Traced, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::limit::{self, Limit};
use rustc_hash::FxHashMap;
use std::rc::Rc;
use tlsfloor_source::Span;

/// Objects that one copy makes.
const MAX_COPIES: usize = 256;

/// A copy that is being made.
struct Copy {
    span: Span,
    deep: bool,
    /// What was copied, to what.
    made: FxHashMap<ObjectId, Atom>,
}

impl<'a> Interp<'a> {
    /// `copy.copy(value)` and `copy.deepcopy(value)`.
    pub(super) fn builtin_copy(&mut self, arguments: &Arguments, deep: bool) -> Value {
        let Some(value) = arguments.positional.first().cloned() else {
            return self.unfollowed(arguments);
        };
        let mut copy = Copy {
            span: arguments.span,
            deep,
            made: FxHashMap::default(),
        };
        self.copied(&value, &mut copy)
    }

    fn copied(&mut self, value: &Value, copy: &mut Copy) -> Value {
        let value = value.on_path(&self.choices, &self.state.path);
        if let [(_, traced)] = value.entries() {
            let guard = value.entries()[0].0.clone();
            return self.copied_atom(traced, copy).restricted(&guard);
        }
        let cases = value.entries().to_vec();
        self.each_case(cases, |interp, traced| interp.copied_atom(&traced, copy))
    }

    fn copied_atom(&mut self, traced: &Traced, copy: &mut Copy) -> Value {
        let atom = match &traced.atom {
            Atom::Tuple(items) if copy.deep => {
                let items = items.iter().map(|item| self.copied(item, copy));
                Atom::Tuple(Rc::new(items.collect()))
            }
            Atom::Object(object) => {
                let object = *object;
                if let Some(made) = copy.made.get(&object) {
                    made.clone()
                } else {
                    return self.copied_object(object, traced, copy);
                }
            }
            _ => return Value::always(traced.clone()),
        };
        let origins = traced.origins.clone();
        Value::always(Traced { atom, origins })
    }

    fn copied_object(&mut self, object: ObjectId, traced: &Traced, copy: &mut Copy) -> Value {
        let span = copy.span;
        if copy.made.len() >= MAX_COPIES {
            limit::reached(Limit::Copies);
            return self.unknown_here(span);
        }
        let this = Value::always(traced.clone());
        match self.objects.kind(object).clone() {
            ObjectKind::Context(_) => {
                // It cannot be pickled, and so it cannot be copied.
                let class = self.objects.class_of_context(object);
                let own = class.and_then(|class| self.own_copy(&this, class, copy));
                own.unwrap_or_else(|| self.raised("TypeError", span))
            }
            ObjectKind::List | ObjectKind::Set => {
                let kind = self.objects.kind(object).clone();
                let new = self.copy_object(object, kind, copy);
                let content = self.content(object);
                let mut entries = Vec::new();
                for (guard, sequence) in content.entries() {
                    let sequence = self.copied_sequence(sequence, copy);
                    entries.push((guard.clone(), sequence));
                }
                self.set_content(new, Guarded::of(entries));
                self.object_value(span, new)
            }
            ObjectKind::Dict | ObjectKind::Namespace(_) => {
                let new = self.copy_object(object, ObjectKind::Dict, copy);
                let mapping = self.mapping(object);
                let mapping = self.copied_mapping(&mapping, copy);
                self.set_mapping(new, mapping);
                self.object_value(span, new)
            }
            ObjectKind::Instance(class) => self.copied_instance(object, class, &this, copy),
            ObjectKind::LibraryInstance(class) => {
                let dotted = self.names.text(class);
                if !matches!(
                    dotted.as_ref(),
                    "types.SimpleNamespace" | "argparse.Namespace"
                ) {
                    return this;
                }
                let new = self.copy_object(object, ObjectKind::LibraryInstance(class), copy);
                self.copy_names(object, new, copy);
                self.object_value(span, new)
            }
            ObjectKind::Suspended(..) => self.raised("TypeError", span),
            _ => this,
        }
    }

    /// A new object of the same kind, known as the copy.
    fn copy_object(&mut self, old: ObjectId, kind: ObjectKind<'a>, copy: &mut Copy) -> ObjectId {
        let part = u32::try_from(copy.made.len()).unwrap_or(u32::MAX);
        let label = match kind {
            ObjectKind::Dict => "copied dict",
            ObjectKind::Instance(_) => "copied instance",
            ObjectKind::List => "copied list",
            _ => "copy",
        };
        let new = self.new_object_of((copy.span, part), label, kind);
        copy.made.insert(old, Atom::Object(new));
        for name in self.objects.names(new).to_vec() {
            self.write(Place::Name(new, name), Value::empty());
        }
        new
    }

    fn copied_sequence(&mut self, sequence: &Sequence, copy: &mut Copy) -> Sequence {
        if !copy.deep {
            return sequence.clone();
        }
        match sequence {
            Sequence::Known(items) => {
                let items = items.iter().map(|item| self.copied(item, copy));
                Sequence::Known(Rc::new(items.collect()))
            }
            Sequence::Open(item) => {
                let copied = self.copied(item, copy);
                Sequence::Open(copied)
            }
        }
    }

    fn copied_mapping(&mut self, mapping: &Mapping, copy: &mut Copy) -> Mapping {
        let mut new = mapping.clone();
        if copy.deep {
            for (_, value) in Rc::make_mut(&mut new.entries) {
                *value = self.copied(value, copy);
            }
            new.rest = new.rest.map(|rest| self.copied(&rest, copy));
        }
        new
    }

    /// What a class says itself of copying.
    fn own_copy(&mut self, this: &Value, class: ObjectId, copy: &Copy) -> Option<Value> {
        let method = if copy.deep {
            "__deepcopy__"
        } else {
            "__copy__"
        };
        let name = self.names.intern(method);
        if self.class_attribute(class, name).is_empty() {
            return None;
        }
        let method = self.attribute(this, name, copy.span);
        let mut call = Arguments::none(copy.span);
        if copy.deep {
            let memo = self.new_dict(copy.span, Mapping::default());
            call.positional = vec![memo];
        }
        Some(self.call_value(&method, &call))
    }

    fn copied_instance(
        &mut self,
        object: ObjectId,
        class: ObjectId,
        this: &Value,
        copy: &mut Copy,
    ) -> Value {
        let span = copy.span;
        if let Some(own) = self.own_copy(this, class, copy) {
            return own;
        }
        let hooks = [
            "__reduce__",
            "__reduce_ex__",
            "__getstate__",
            "__setstate__",
        ];
        if self.has_special(this, &hooks) {
            let unknown = self.unknown_here(span);
            self.expose(this, span);
            return unknown;
        }
        let new = self.copy_object(object, ObjectKind::Instance(class), copy);
        self.copy_names(object, new, copy);
        if let Some(container) = self.companion(&Atom::Object(object)) {
            let inner = Traced {
                atom: Atom::Object(container),
                origins: Origins::default(),
            };
            let inner = self.copied_atom(&inner, copy);
            self.write(Place::Result(new), inner);
        }
        self.object_value(span, new)
    }

    fn copy_names(&mut self, old: ObjectId, new: ObjectId, copy: &mut Copy) {
        for name in self.objects.names(old).to_vec() {
            let value = self.read(Place::Name(old, name));
            if value.is_empty() {
                continue;
            }
            let value = if copy.deep {
                self.copied(&value, copy)
            } else {
                value
            };
            if self.state.dead {
                return;
            }
            self.write(Place::Name(new, name), value);
        }
    }
}
