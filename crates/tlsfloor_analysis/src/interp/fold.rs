//! Operations on plain data: where everything that takes part is known, so is
//! the result (`crate::plain`).

use super::Interp;
use super::arguments::Arguments;
use crate::domain::guard::Guard;
use crate::domain::object::{ObjectKind, Place};
use crate::domain::state::{Cell, Mapping, Sequence};
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Guarded, Value};
use crate::limit::{self, Limit};
use crate::plain::{self, Data, Failure, Given, Outcome};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Combinations of what several operands may be.
const MAX_WAYS: usize = 64;
/// Containers inside containers.
const MAX_DEPTH: u32 = 8;

/// How a constant of a library is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Constants {
    /// As the number that it stands for.
    Numbers,
    /// Not at all: it is written in another way.
    Symbols,
}

impl<'a> Interp<'a> {
    /// The data that an atom is, if all of it is known.
    pub(super) fn data_of(&mut self, atom: &Atom, constants: Constants) -> Option<Data> {
        self.data_within(atom, constants, MAX_DEPTH)
    }

    fn data_within(&mut self, atom: &Atom, constants: Constants, depth: u32) -> Option<Data> {
        if depth == 0 && matches!(atom, Atom::Object(_)) {
            limit::reached(Limit::Depth);
        }
        Some(match atom {
            Atom::None => Data::None,
            Atom::Bool(truth) => Data::Bool(*truth),
            Atom::Int(int) => Data::Int(*int),
            Atom::Float(bits) => Data::Float(f64::from_bits(*bits)),
            Atom::Str(text) => Data::Text(text.to_string()),
            Atom::Bytes(bytes) => Data::Bytes(bytes.to_vec()),
            Atom::Tuple(items) => Data::Tuple(self.data_of_items(items, constants, depth)?),
            Atom::Library(name) => {
                if let Some(text) = self.constant_text(*name) {
                    return Some(Data::Text(text));
                }
                self.symbol_number(atom, constants)?
            }
            Atom::Member(_) => self.symbol_number(atom, constants)?,
            Atom::Object(object) if depth > 0 => match self.objects.kind(*object) {
                ObjectKind::List | ObjectKind::Set => {
                    let is_set = matches!(self.objects.kind(*object), ObjectKind::Set);
                    let content = self.content(*object);
                    let Some(Sequence::Known(items)) = content.single() else {
                        return None;
                    };
                    let items = self.data_of_items(items, constants, depth - 1)?;
                    if is_set {
                        Data::Set(items)
                    } else {
                        Data::List(items)
                    }
                }
                ObjectKind::Dict => {
                    let mapping = self.mapping(*object);
                    if mapping.rest.is_some() {
                        return None;
                    }
                    let mut items = Vec::new();
                    for (key, value) in mapping.entries.iter() {
                        let value = value.on_path(&self.choices, &self.state.path);
                        if value.is_empty() {
                            continue;
                        }
                        let key = self.data_within(key, constants, depth - 1)?;
                        let value = self.surely_one(&value)?;
                        items.push((key, self.data_within(&value, constants, depth - 1)?));
                    }
                    Data::Dict(items)
                }
                _ => return None,
            },
            _ => return None,
        })
    }

    fn symbol_number(&mut self, atom: &Atom, constants: Constants) -> Option<Data> {
        let builds = self.builds();
        match self.ints(atom, builds)?.as_slice() {
            [(_, int)] if constants == Constants::Numbers => Some(Data::Int(*int)),
            _ => None,
        }
    }

    /// The one atom that a value is, wherever the path leads.
    fn surely_one(&self, value: &Value) -> Option<Atom> {
        let atom = value.single_atom()?.clone();
        self.surely_present(value).then_some(atom)
    }

    fn data_of_items(
        &mut self,
        items: &[Value],
        constants: Constants,
        depth: u32,
    ) -> Option<Vec<Data>> {
        items
            .iter()
            .map(|item| {
                let atom = self.surely_one(item)?;
                self.data_within(&atom, constants, depth)
            })
            .collect()
    }

    /// Data as a value; what it holds are new containers.
    pub(super) fn value_of_data(&mut self, data: &Data, span: Span) -> Value {
        let mut part = 0;
        self.value_within(data, span, &mut part)
    }

    fn value_within(&mut self, data: &Data, span: Span, part: &mut u32) -> Value {
        let atom = match data {
            Data::None => Atom::None,
            Data::Bool(truth) => Atom::Bool(*truth),
            Data::Int(int) => Atom::Int(*int),
            Data::Float(float) => Atom::Float(float.to_bits()),
            Data::Text(text) => Atom::Str(text.as_str().into()),
            Data::Bytes(bytes) => Atom::Bytes(bytes.as_slice().into()),
            Data::Tuple(items) => {
                let items = items.iter().map(|item| self.value_within(item, span, part));
                Atom::Tuple(Rc::new(items.collect()))
            }
            Data::List(items) | Data::Set(items) => {
                let kind = match data {
                    Data::List(_) => ObjectKind::List,
                    _ => ObjectKind::Set,
                };
                let object = self.new_object_of((span, *part), "data", kind);
                *part += 1;
                let items = items.iter().map(|item| self.value_within(item, span, part));
                let items = Sequence::Known(Rc::new(items.collect()));
                self.set_sequence(object, items);
                Atom::Object(object)
            }
            Data::Dict(items) => {
                let object = self.new_object_of((span, *part), "data dict", ObjectKind::Dict);
                *part += 1;
                let mut mapping = Mapping::default();
                for (key, value) in items {
                    let key = self.value_within(key, span, part);
                    let value = self.value_within(value, span, part);
                    self.put(&mut mapping, &key, &value);
                }
                self.set_mapping(object, mapping);
                Atom::Object(object)
            }
        };
        self.constant(span, atom)
    }

    /// Every combination of what some values may be on this path, with where it
    /// holds; `None` where there are too many.
    pub(in crate::interp) fn ways_of(&self, values: &[Value]) -> Option<Vec<(Guard, Vec<Atom>)>> {
        let mut ways = vec![(Guard::ALWAYS, Vec::new())];
        for value in values {
            let mut next = Vec::new();
            for (guard, atoms) in &ways {
                for (own, atom) in value.atoms() {
                    let Some(both) = guard.and(own) else { continue };
                    if !self.choices.compatible(&both, &self.state.path) {
                        continue;
                    }
                    let mut atoms = atoms.clone();
                    atoms.push(atom.clone());
                    next.push((both, atoms));
                }
            }
            if next.len() > MAX_WAYS {
                limit::reached(Limit::Operands);
                return None;
            }
            ways = next;
        }
        Some(ways)
    }

    /// What an operation on plain data gives, for all that its operands may be.
    /// Where they are not known, `otherwise` says.
    pub(super) fn folded(
        &mut self,
        operands: &[Value],
        constants: Constants,
        span: Span,
        run: &dyn Fn(Vec<Data>) -> Outcome,
        otherwise: &mut dyn FnMut(&mut Self, &[Atom]) -> Value,
    ) -> Value {
        let Some(ways) = self.ways_of(operands) else {
            return self.unknown_here(span);
        };
        self.each_way(ways, |interp, atoms| {
            let data: Option<Vec<Data>> = atoms
                .iter()
                .map(|atom| interp.data_of(atom, constants))
                .collect();
            match data.map(run) {
                Some(Ok(data)) => interp.value_of_data(&data, span),
                Some(Err(Failure::Raises(class))) => interp.raised(class, span),
                Some(Err(Failure::Unknown)) | None => otherwise(interp, &atoms),
            }
        })
    }

    /// A function that computes with plain data alone; `None` if it is none of
    /// these, or nothing is known of what it is given.
    pub(super) fn call_of_data(&mut self, dotted: &str, arguments: &Arguments) -> Option<Value> {
        if !plain::is_function(dotted) || self.is_open(arguments) {
            return None;
        }
        let operands: Vec<Value> = arguments.values().cloned().collect();
        let names = self.keyword_names(arguments);
        let count = arguments.positional.len();
        let given = |data: Vec<Data>| given(data, count, &names);
        let whole = given(Vec::new());
        if count == 0 && whole.keywords.is_empty() && plain::function(dotted, &whole).is_none() {
            return None;
        }
        let span = arguments.span;
        let known = Rc::<str>::from(dotted);
        Some(self.folded(
            &operands,
            Constants::Numbers,
            span,
            &|data| plain::function(dotted, &given(data)).unwrap_or(Err(Failure::Unknown)),
            &mut |interp, atoms| {
                for atom in atoms {
                    interp.special_methods_run(atom, span);
                }
                interp.may_raise_known("ValueError");
                interp.may_raise_known("TypeError");
                let mut key = vec![Atom::Str(known.clone())];
                key.extend(atoms.iter().cloned());
                interp.unknown(span, UnknownKey::Operation("plain function", key))
            },
        ))
    }

    /// Whether more may be passed than is seen.
    fn is_open(&self, arguments: &Arguments) -> bool {
        arguments.open_positional.is_some()
            || arguments.open_keywords.is_some()
            || arguments
                .keywords
                .iter()
                .any(|(_, value)| !self.surely_present(value))
    }

    fn keyword_names(&self, arguments: &Arguments) -> Vec<String> {
        let names = arguments.keywords.iter();
        names
            .map(|(name, _)| self.names.text(*name).to_string())
            .collect()
    }

    /// A method of a number, of bytes or of a tuple.
    pub(super) fn call_method_of_data(
        &mut self,
        receiver: &Atom,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        if !matches!(
            receiver,
            Atom::Int(_) | Atom::Bool(_) | Atom::Float(_) | Atom::Bytes(_) | Atom::Str(_)
        ) || self.is_open(arguments)
        {
            return None;
        }
        let receiver = self.data_of(receiver, Constants::Symbols)?;
        let operands: Vec<Value> = arguments.values().cloned().collect();
        let names = self.keyword_names(arguments);
        let count = arguments.positional.len();
        let span = arguments.span;
        let mut followed = true;
        let before = self.state.clone();
        let value = self.folded(
            &operands,
            Constants::Numbers,
            span,
            &|data| plain::method(&receiver, method, &given(data, count, &names)),
            &mut |interp, _| {
                followed = false;
                interp.unknown_here(span)
            },
        );
        if !followed {
            self.state = before;
            return None;
        }
        Some(value)
    }

    /// Gives a container the content that it has under each guard.
    pub(super) fn set_content(
        &mut self,
        object: crate::domain::object::ObjectId,
        content: Guarded<Sequence>,
    ) {
        let slot = self.slot(Place::Content(object));
        self.touch(object);
        self.state.store.set(slot, Cell::Sequence(content));
    }
}

fn given(data: Vec<Data>, count: usize, names: &[String]) -> Given {
    let mut data = data.into_iter();
    Given {
        positional: data.by_ref().take(count).collect(),
        keywords: names.iter().cloned().zip(data).collect(),
    }
}
