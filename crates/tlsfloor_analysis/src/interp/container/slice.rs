//! Slices of known sequences.

use crate::domain::object::ObjectKind;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use ruff_python_ast as ast;
use std::rc::Rc;
use tlsfloor_source::Span;

/// The bounds of a slice; a missing one is open.
#[derive(Clone, Copy)]
struct Bounds {
    lower: Option<i128>,
    upper: Option<i128>,
    step: i128,
}

impl<'a> Interp<'a> {
    /// `object[lower:upper:step]`.
    pub(in crate::interp) fn slice(
        &mut self,
        object: &Value,
        slice: &'a ast::ExprSlice,
        span: Span,
    ) -> Value {
        let bounds = self.bounds(slice);
        let mut result = Value::empty();
        for (guard, traced) in object.entries() {
            if self.state.dead || !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            let value = self.slice_of(&traced.atom, bounds, span);
            result = result.union(&value.restricted(guard));
        }
        if result.is_empty() && !self.state.dead {
            return self.unknown_here(span);
        }
        result
    }

    fn bounds(&mut self, slice: &'a ast::ExprSlice) -> Option<Bounds> {
        let mut parts = [None; 3];
        let mut known = true;
        for (part, expr) in parts
            .iter_mut()
            .zip([&slice.lower, &slice.upper, &slice.step])
        {
            if let Some(expr) = expr {
                match self.eval(expr).single_atom() {
                    Some(Atom::Int(int)) => *part = Some(*int),
                    Some(Atom::None) => {}
                    _ => known = false,
                }
            }
        }
        let step = parts[2].unwrap_or(1);
        (known && step != 0).then_some(Bounds {
            lower: parts[0],
            upper: parts[1],
            step,
        })
    }

    fn slice_of(&mut self, atom: &Atom, bounds: Option<Bounds>, span: Span) -> Value {
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
