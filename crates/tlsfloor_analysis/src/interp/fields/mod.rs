//! Classes with declared fields: named tuples, dataclasses and plain
//! namespaces, whose methods Python generates.

mod companion;
mod dataclass;
mod named_tuple;

use super::Interp;
use super::arguments::Arguments;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::value::{Atom, Value};
use std::rc::Rc;
use tlsfloor_source::Span;

/// A field of a class.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: Name,
    /// What it is when nothing is given.
    pub(super) default: Option<Value>,
    /// What is called for that.
    pub(super) factory: Option<Value>,
    /// Whether the constructor takes it.
    pub(super) init: bool,
    pub(super) keyword_only: bool,
    /// Whether instances hold it; not so for `InitVar`.
    pub(super) kept: bool,
    /// Whether generated comparisons look at it.
    pub(super) compared: bool,
}

/// What Python generates from the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generated {
    /// A tuple whose items have names.
    NamedTuple,
    Dataclass {
        frozen: bool,
        eq: bool,
        order: bool,
        /// It has a constructor.
        init: bool,
        /// It was told to have a hash, whatever else it is.
        hashed: bool,
    },
}

impl Fields {
    /// The fields of which a hash is generated.
    pub(super) fn hashed_by_fields(&self) -> Option<Vec<Name>> {
        let compared = || {
            let fields = self
                .list
                .iter()
                .filter(|field| field.kept && field.compared);
            fields.map(|field| field.name).collect()
        };
        match self.generated {
            Generated::NamedTuple => Some(compared()),
            Generated::Dataclass {
                frozen, eq, hashed, ..
            } => (hashed || frozen && eq).then(compared),
        }
    }

    /// Whether an equality is generated that takes the hash away.
    pub(super) const fn loses_hash(&self) -> bool {
        matches!(self.generated, Generated::Dataclass { eq: true, .. })
    }

    /// Whether a constructor is generated.
    pub(super) const fn has_constructor(&self) -> bool {
        !matches!(self.generated, Generated::Dataclass { init: false, .. })
    }
}

/// The fields of a class.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    pub(super) list: Rc<Vec<Field>>,
    pub(super) generated: Generated,
}

impl Fields {
    /// Whether the constructor takes all that is certainly given.
    fn take(&self, arguments: &Arguments) -> bool {
        let taken = || self.list.iter().filter(|field| field.init);
        let by_position: Vec<Name> = taken()
            .filter(|field| !field.keyword_only)
            .map(|field| field.name)
            .collect();
        let Some(left) = by_position.get(arguments.positional.len()..) else {
            return false;
        };
        arguments.keywords.iter().all(|(name, value)| {
            if !value.entries().iter().any(|(guard, _)| guard.is_always()) {
                return true;
            }
            let is_left = left.contains(name) || !by_position.contains(name);
            is_left && taken().any(|field| field.name == *name)
        })
    }
}

impl<'a> Interp<'a> {
    /// The fields that a class has itself or from the first base that has any.
    pub(super) fn fields_of(&self, class: ObjectId) -> Option<Fields> {
        if self.field_classes.is_empty() {
            return None;
        }
        let (ancestors, ..) = self.ancestors(class);
        ancestors
            .iter()
            .find_map(|ancestor| self.field_classes.get(ancestor).cloned())
    }

    /// The fields of an instance.
    pub(super) fn fields_of_instance(&self, atom: &Atom) -> Option<(ObjectId, Fields)> {
        let (object, class) = self.own_instance(atom)?;
        Some((object, self.fields_of(class)?))
    }

    /// A named tuple as the tuple that it is.
    pub(super) fn as_tuple(&mut self, atom: &Atom) -> Option<Atom> {
        let (object, fields) = self.fields_of_instance(atom)?;
        (fields.generated == Generated::NamedTuple).then(|| self.items_of(object, &fields))
    }

    /// Whether an attribute cannot be assigned: that of a named tuple or of a
    /// frozen dataclass.
    pub(super) fn is_frozen_field(&self, class: ObjectId, name: Name) -> bool {
        self.fields_of(class)
            .is_some_and(|fields| match fields.generated {
                Generated::NamedTuple => fields.list.iter().any(|field| field.name == name),
                Generated::Dataclass { frozen, .. } => frozen,
            })
    }

    /// What a generated comparison compares; `None` where a class has none.
    pub(super) fn as_compared(&mut self, atom: &Atom, ordered: bool) -> Option<Atom> {
        let (object, fields) = self.fields_of_instance(atom)?;
        let compares = match fields.generated {
            Generated::NamedTuple => true,
            Generated::Dataclass { eq, order, .. } => match ordered {
                true => order,
                false => eq,
            },
        };
        compares.then(|| {
            let compared = fields.list.iter().filter(|field| field.compared);
            let list = Rc::new(compared.cloned().collect());
            self.items_of(object, &Fields { list, ..fields })
        })
    }

    /// Two operands as generated comparisons see them; `None` where neither has
    /// fields, or they are of different dataclasses.
    pub(super) fn as_compared_pair(
        &mut self,
        left: &Atom,
        right: &Atom,
        ordered: bool,
    ) -> Option<(Atom, Atom)> {
        if self.field_classes.is_empty() {
            return None;
        }
        let dataclass = |interp: &Self, atom: &Atom| {
            let (_, fields) = interp.fields_of_instance(atom)?;
            let (_, class) = interp.own_instance(atom)?;
            matches!(fields.generated, Generated::Dataclass { .. }).then_some(class)
        };
        if dataclass(self, left) != dataclass(self, right) {
            return None;
        }
        let (new_left, new_right) = (
            self.as_compared(left, ordered),
            self.as_compared(right, ordered),
        );
        if new_left.is_none() && new_right.is_none() {
            return None;
        }
        Some((
            new_left.unwrap_or_else(|| left.clone()),
            new_right.unwrap_or_else(|| right.clone()),
        ))
    }

    fn items_of(&mut self, object: ObjectId, fields: &Fields) -> Atom {
        let items = fields
            .list
            .iter()
            .filter(|field| field.kept)
            .map(|field| self.read(Place::Name(object, field.name)))
            .collect();
        Atom::Tuple(Rc::new(items))
    }

    /// The generated constructor: gives each field what was passed for it, or
    /// its default.
    pub(super) fn construct_fields(
        &mut self,
        object: ObjectId,
        fields: &Fields,
        arguments: &Arguments,
    ) {
        let span = arguments.span;
        if !fields.take(arguments) {
            self.raise("TypeError");
        }
        if self.state.dead {
            return;
        }
        let mut positional = arguments.positional.iter();
        let mut only_passed = Vec::new();
        for field in fields.list.iter() {
            let passed = if field.init {
                let by_position = (!field.keyword_only)
                    .then(|| positional.next().cloned())
                    .flatten();
                by_position.or_else(|| arguments.keyword(field.name).cloned())
            } else {
                None
            };
            let open = arguments
                .open_positional
                .as_ref()
                .or(arguments.open_keywords.as_ref());
            let mut value = match (&passed, open) {
                (None, Some(open)) if field.init => Some(open.clone()),
                _ => passed,
            };
            let certain = value
                .as_ref()
                .is_some_and(|value| open.is_none() && self.surely_present(value));
            if !certain {
                let default = self.default_of_field(field, span);
                value = match (value, default) {
                    (Some(value), Some(default)) => Some(self.filled(&value, &default)),
                    (value, default) => value.or(default),
                };
            }
            let Some(value) = value else {
                if field.init {
                    self.may_raise_known("TypeError");
                }
                continue;
            };
            let value = self.passed(&value, span, crate::facts::StepKind::Argument);
            if field.kept {
                self.store_field(fields.generated, object, field.name, &value, span);
            } else {
                only_passed.push(value);
            }
            if self.state.dead {
                return;
            }
        }
        if matches!(fields.generated, Generated::Dataclass { .. }) {
            self.special(&Atom::Object(object), "__post_init__", &only_passed, span);
        }
    }

    /// A field that a descriptor of the class guards is written through it;
    /// named tuples hold theirs themselves and refuse to be written to.
    fn store_field(
        &mut self,
        generated: Generated,
        object: ObjectId,
        name: Name,
        value: &Value,
        span: Span,
    ) {
        let is_guarded =
            generated != Generated::NamedTuple && self.descriptor_names.contains(&name);
        if is_guarded {
            let instance = self.object_value(span, object);
            self.assign_attribute(&instance, name, value, span);
        } else {
            self.write(Place::Name(object, name), value.clone());
        }
    }

    fn default_of_field(&mut self, field: &Field, span: Span) -> Option<Value> {
        match (&field.default, &field.factory) {
            (Some(default), _) => Some(default.clone()),
            (None, Some(factory)) => Some(self.call_value(factory, &Arguments::none(span))),
            (None, None) => None,
        }
    }

    /// `types.SimpleNamespace(…)` and its like: keywords become attributes.
    pub(super) fn plain_namespace(&mut self, class: &str, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let class = self.names.intern(class);
        let object = self.new_object(span, "namespace", ObjectKind::LibraryInstance(class));
        for name in self.objects.names(object).to_vec() {
            self.write(Place::Name(object, name), Value::empty());
        }
        if let Some(mapping) = arguments.positional.first().cloned() {
            let mapping = self.mapping_of(&mapping, span);
            self.set_namespace(object, &mapping);
        }
        for (name, value) in &arguments.keywords {
            self.write(Place::Name(object, *name), value.clone());
        }
        if arguments.open_keywords.is_some() {
            self.cut = true;
        }
        self.object_value(span, object)
    }

    /// The content of whatever `dict()` takes.
    fn mapping_of(&mut self, value: &Value, span: Span) -> crate::domain::state::Mapping {
        let mut arguments = Arguments::none(span);
        arguments.positional = vec![value.clone()];
        match self.builtin_dict(&arguments).single_atom() {
            Some(&Atom::Object(dict)) => self.mapping(dict),
            _ => crate::domain::state::Mapping::default(),
        }
    }
}
