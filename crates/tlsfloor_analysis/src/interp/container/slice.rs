//! Slices of known sequences.

use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use ruff_python_ast as ast;
use std::rc::Rc;
use tlsfloor_source::Span;

/// The bounds of a slice; a missing one is open.
#[derive(Clone, Copy, Debug)]
pub(in crate::interp) struct Bounds {
    lower: Option<i128>,
    upper: Option<i128>,
    step: i128,
}

/// The attributes of a slice.
const BOUNDS: [&str; 3] = ["start", "stop", "step"];

impl<'a> Interp<'a> {
    /// `object[lower:upper:step]`.
    pub(in crate::interp) fn slice(
        &mut self,
        object: &Value,
        slice: &'a ast::ExprSlice,
        span: Span,
    ) -> Value {
        let key = self.eval_slice(slice);
        if self.state.dead {
            return Value::empty();
        }
        self.item(object, &key, span)
    }

    /// A slice as a value.
    pub(in crate::interp) fn eval_slice(&mut self, slice: &'a ast::ExprSlice) -> Value {
        let span = self.span(slice);
        let mut parts = Vec::new();
        for part in [&slice.lower, &slice.upper, &slice.step] {
            let value = self.eval_or_none(part.as_deref(), span);
            parts.push(value);
        }
        self.slice_object(&parts, span)
    }

    fn slice_object(&mut self, parts: &[Value], span: Span) -> Value {
        let object = self.new_object(span, "slice", ObjectKind::Slice);
        for (name, value) in BOUNDS.iter().zip(parts) {
            let name = self.names.intern(name);
            self.write(Place::Name(object, name), value.clone());
        }
        self.object_value(span, object)
    }

    /// `slice(…)`.
    pub(in crate::interp) fn new_slice(&mut self, arguments: &Arguments) -> Value {
        let span = arguments.span;
        let none = self.constant(span, Atom::None);
        let parts = match arguments.positional.as_slice() {
            [stop] => vec![none.clone(), stop.clone(), none],
            [start, stop] => vec![start.clone(), stop.clone(), none],
            [start, stop, step] => vec![start.clone(), stop.clone(), step.clone()],
            _ => return self.unfollowed(arguments),
        };
        self.slice_object(&parts, span)
    }

    /// The bounds of a slice; `None` where they are not known.
    pub(in crate::interp) fn bounds_of(&mut self, slice: ObjectId) -> Option<Bounds> {
        let mut parts = [None; 3];
        for (part, name) in parts.iter_mut().zip(BOUNDS) {
            let name = self.names.intern(name);
            let value = self.read(Place::Name(slice, name));
            match value.single_atom()? {
                Atom::None => {}
                atom => {
                    let atom = atom.clone();
                    match self.ints(&atom, self.builds())?.as_slice() {
                        [(_, int)] => *part = Some(*int),
                        _ => return None,
                    }
                }
            }
        }
        let step = parts[2].unwrap_or(1);
        (step != 0).then_some(Bounds {
            lower: parts[0],
            upper: parts[1],
            step,
        })
    }

    /// The slice that a key is.
    pub(in crate::interp) fn slice_key(&self, key: &Atom) -> Option<ObjectId> {
        match key {
            Atom::Object(object) if matches!(self.objects.kind(*object), ObjectKind::Slice) => {
                Some(*object)
            }
            _ => None,
        }
    }

    /// `list[slice] = items`; with nothing, `del list[slice]`.
    pub(in crate::interp) fn replace_slice(
        &mut self,
        list: ObjectId,
        slice: ObjectId,
        new: Option<&Value>,
        span: Span,
    ) {
        let content = self.content(list);
        let bounds = self.bounds_of(slice);
        let items = match new {
            Some(new) => self.sequence_of(new, span),
            None => Sequence::Known(Rc::new(Vec::new())),
        };
        let (Some(Sequence::Known(old)), Some(bounds), Sequence::Known(items)) =
            (content.single(), bounds, &items)
        else {
            let all = self.all_items(&content).union(&items.any());
            self.set_sequence(list, Sequence::Open(all));
            return;
        };
        let mut changed = old.as_ref().clone();
        let places = picked(old.len(), bounds);
        if bounds.step == 1 {
            let at = match places.first() {
                Some(first) => *first,
                None => from(old.len(), bounds),
            };
            changed.splice(at..at + places.len(), items.iter().cloned());
        } else if new.is_some() {
            if places.len() != items.len() {
                self.raise("ValueError");
                return;
            }
            for (at, item) in places.iter().zip(items.iter()) {
                changed[*at] = item.clone();
            }
        } else {
            let mut at = 0;
            changed.retain(|_| {
                at += 1;
                !places.contains(&(at - 1))
            });
        }
        self.set_sequence(list, Sequence::Known(Rc::new(changed)));
    }

    pub(super) fn slice_of(&mut self, atom: &Atom, bounds: Option<Bounds>, span: Span) -> Value {
        if let Atom::Library(name) = atom
            && let ("sys.version_info", Some(bounds)) = (self.names.text(*name).as_ref(), bounds)
        {
            let groups = self.by_build(self.builds(), |build| {
                let whole = [
                    i128::from(build.python.major),
                    i128::from(build.python.minor),
                    crate::interp::compare::NEWEST_PATCH,
                ];
                let part = picked(whole.len(), bounds)
                    .into_iter()
                    .map(|index| crate::domain::state::plain(Atom::Int(whole[index])))
                    .collect();
                Atom::Tuple(Rc::new(part))
            });
            return self.by_builds(groups, span);
        }
        let value = crate::domain::state::plain(atom.clone());
        match atom {
            Atom::Str(text) => {
                let Some(bounds) = bounds else {
                    return self.unknown_here(span);
                };
                let letters: Vec<char> = text.chars().collect();
                let part: String = picked(letters.len(), bounds)
                    .into_iter()
                    .map(|index| letters[index])
                    .collect();
                self.constant(span, Atom::Str(part.into()))
            }
            Atom::Bytes(bytes) => {
                let Some(bounds) = bounds else {
                    return self.unknown_here(span);
                };
                let part = picked(bytes.len(), bounds).into_iter();
                let part = part.map(|index| bytes[index]).collect();
                self.constant(span, Atom::Bytes(part))
            }
            Atom::Tuple(items) => match bounds {
                Some(bounds) => {
                    let part = picked(items.len(), bounds)
                        .into_iter()
                        .map(|index| items[index].clone())
                        .collect();
                    self.constant(span, Atom::Tuple(Rc::new(part)))
                }
                None => self.open_slice(&value, span),
            },
            Atom::Object(object) if matches!(self.objects.kind(*object), ObjectKind::List) => {
                match (self.sequence_of(&value, span), bounds) {
                    (Sequence::Known(items), Some(bounds)) => {
                        let part = picked(items.len(), bounds)
                            .into_iter()
                            .map(|index| items[index].clone())
                            .collect();
                        self.new_sequence(span, ObjectKind::List, Ok(part))
                    }
                    _ => self.open_slice(&value, span),
                }
            }
            _ => self.unknown_here(span),
        }
    }

    fn open_slice(&mut self, value: &Value, span: Span) -> Value {
        let item = match self.sequence_of(value, span) {
            Sequence::Known(items) => Value::union_of(items.iter()),
            Sequence::Open(item) => item,
        };
        self.new_sequence(span, ObjectKind::List, Err(item))
    }
}

/// Where a slice that picks nothing lies.
fn from(length: usize, bounds: Bounds) -> usize {
    let signed = i128::try_from(length).unwrap_or(i128::MAX);
    let lower = bounds.lower.unwrap_or(0);
    let lower = if lower < 0 { lower + signed } else { lower };
    usize::try_from(lower.clamp(0, signed)).unwrap_or(length)
}

/// The indexes that a slice of a sequence of this length picks, as Python's
/// `slice.indices` gives them.
fn picked(length: usize, bounds: Bounds) -> Vec<usize> {
    let length = i128::try_from(length).unwrap_or(i128::MAX);
    let (least, most) = if bounds.step > 0 {
        (0, length)
    } else {
        (-1, length - 1)
    };
    let clamp = |bound: i128| {
        let bound = if bound < 0 {
            bound.saturating_add(length)
        } else {
            bound
        };
        bound.clamp(least, most)
    };
    let forward = bounds.step > 0;
    let start = bounds
        .lower
        .map_or(if forward { least } else { most }, clamp);
    let stop = bounds
        .upper
        .map_or(if forward { most } else { least }, clamp);
    let mut indexes = Vec::new();
    let mut at = start;
    while (forward && at < stop) || (!forward && at > stop) {
        indexes.extend(usize::try_from(at));
        at = at.saturating_add(bounds.step);
    }
    indexes
}

#[cfg(test)]
mod tests {
    use super::{Bounds, picked};

    #[test]
    fn slices_are_pythons() {
        let slice = |lower, upper, step| picked(5, Bounds { lower, upper, step });
        assert_eq!(slice(Some(1), None, 1), [1, 2, 3, 4]);
        assert_eq!(slice(None, Some(-1), 1), [0, 1, 2, 3]);
        assert_eq!(slice(None, None, -1), [4, 3, 2, 1, 0]);
        assert_eq!(slice(Some(-2), None, 1), [3, 4]);
        assert_eq!(slice(Some(3), Some(0), -2), [3, 1]);
        assert_eq!(slice(Some(9), None, 1), [0_usize; 0]);
    }
}
