//! Comprehensions: unrolled where everything is known.

use super::{FrameKind, Interp};
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind, Place};
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::Value;
use ruff_python_ast::{self as ast, Expr};
use std::rc::Rc;
use tlsfloor_source::Span;

/// Literals of the conditions under which an item is collected; guards keep few
/// more.
const MAX_CONDITIONS: usize = 4;

/// What a comprehension collects.
struct Collected {
    items: Vec<(Value, Option<Value>)>,
    /// Some items are there on some paths only.
    sparse: bool,
    /// Their number or their order is not known.
    open: bool,
}

impl<'a> Interp<'a> {
    pub(super) fn comprehension(
        &mut self,
        span: Span,
        kind: ObjectKind<'a>,
        element: &'a Expr,
        generators: &'a [ast::Comprehension],
    ) -> Value {
        let collected = self.collect(element, None, generators);
        if self.state.dead {
            return Value::empty();
        }
        let items: Vec<Value> = collected.items.into_iter().map(|(item, _)| item).collect();
        if collected.sparse && !collected.open {
            let items = match kind {
                ObjectKind::Set => self.distinct(&items).unwrap_or(items),
                _ => items,
            };
            return self.new_sparse(span, kind, items);
        }
        let content = if collected.open {
            let mut any = Value::empty();
            for item in &items {
                any = any.union(item);
            }
            Err(any)
        } else if let ObjectKind::Set = kind {
            Ok(self.distinct(&items).unwrap_or(items))
        } else {
            Ok(items)
        };
        self.new_sequence(span, kind, content)
    }

    pub(super) fn dict_comprehension(&mut self, dict: &'a ast::ExprDictComp, span: Span) -> Value {
        let Some(key) = &dict.key else {
            // `{**mapping for …}`
            return self.unknown_here(span);
        };
        let collected = self.collect(key, Some(&dict.value), &dict.generators);
        if self.state.dead {
            return Value::empty();
        }
        let mut mapping = Mapping::default();
        for (key, value) in collected.items {
            let value = value.unwrap_or_else(Value::empty);
            if collected.open {
                mapping.rest = Some(match &mapping.rest {
                    Some(rest) => rest.union(&value),
                    None => value.clone(),
                });
            } else {
                let old = match key.single_atom().cloned() {
                    Some(key) if collected.sparse => self
                        .hashable(&key)
                        .and_then(|key| mapping.get(&key).cloned()),
                    _ => None,
                };
                let value = match old {
                    Some(old) => self.filled(&value, &old),
                    None => value,
                };
                self.put(&mut mapping, &key, &value);
            }
        }
        self.new_dict(span, mapping)
    }

    fn collect(
        &mut self,
        element: &'a Expr,
        value: Option<&'a Expr>,
        generators: &'a [ast::Comprehension],
    ) -> Collected {
        // The targets are local to the comprehension: what they hid comes back.
        let mut names = Vec::new();
        for generator in generators {
            self.target_names(&generator.target, &mut names);
        }
        let Some(outermost) = generators.first() else {
            return Collected {
                items: Vec::new(),
                sparse: false,
                open: false,
            };
        };
        let iterable = self.eval(&outermost.iter);
        let entered = self.leave_class_scope(outermost);
        let locals = self.frame().locals;
        let hidden: Vec<(Name, Value)> = names
            .iter()
            .map(|name| (*name, self.read(Place::Name(locals, *name))))
            .collect();
        let mut collected = Collected {
            items: Vec::new(),
            sparse: false,
            open: false,
        };
        let path = self.frame().path;
        let first = (Some(iterable), &Guard::ALWAYS);
        self.generate(element, value, generators, first, &mut collected);
        self.frame_mut().path = path;
        for (name, value) in hidden {
            self.write(Place::Name(locals, name), value);
        }
        if let Some((locals, scopes)) = entered {
            let frame = self.frame_mut();
            (frame.locals, frame.scopes, frame.kind) = (locals, scopes, FrameKind::Class);
        }
        collected
    }

    /// The names of a class body are not seen from a comprehension in it, but
    /// for the first iterable. Returns what the frame looked names up in.
    fn leave_class_scope(
        &mut self,
        outermost: &'a ast::Comprehension,
    ) -> Option<(ObjectId, Rc<Vec<ObjectId>>)> {
        if self.frame().kind != FrameKind::Class {
            return None;
        }
        let path = self.frame().path;
        let span = self.span(&outermost.target);
        let locals = self.new_locals(span, path);
        let frame = self.frame_mut();
        let mut scopes = vec![locals];
        scopes.extend(frame.scopes.iter().skip(1));
        frame.kind = FrameKind::Function;
        Some((
            std::mem::replace(&mut frame.locals, locals),
            std::mem::replace(&mut frame.scopes, Rc::new(scopes)),
        ))
    }

    fn target_names(&mut self, target: &'a Expr, names: &mut Vec<Name>) {
        match target {
            Expr::Name(name) => names.push(self.names.intern(name.id.as_str())),
            Expr::Tuple(tuple) => {
                for item in &tuple.elts {
                    self.target_names(item, names);
                }
            }
            Expr::List(list) => {
                for item in &list.elts {
                    self.target_names(item, names);
                }
            }
            Expr::Starred(starred) => self.target_names(&starred.value, names),
            _ => {}
        }
    }

    fn generate(
        &mut self,
        element: &'a Expr,
        value: Option<&'a Expr>,
        generators: &'a [ast::Comprehension],
        (first, under): (Option<Value>, &Guard),
        collected: &mut Collected,
    ) {
        let Some((generator, rest)) = generators.split_first() else {
            let item = self.eval(element);
            let value = value.map(|value| self.eval(value));
            if !self.state.dead {
                let here = |value: Value| value.restricted(under);
                collected.items.push((here(item), value.map(here)));
            }
            collected.open |= collected.items.len() > super::container::MAX_ITEMS;
            return;
        };
        let span = self.span(&generator.iter);
        let iterable = first.unwrap_or_else(|| self.eval(&generator.iter));
        let items = self.generated(generator, &iterable, collected);
        let outer = self.frame().path;
        for (visit, item) in (1..).zip(&items) {
            if self.state.dead {
                return;
            }
            let path = self.objects.call_path(outer, span, visit);
            self.frame_mut().path = path;
            self.where_present(item, |interp, item, present| {
                let both = under.and(present);
                collected.sparse |= !present.is_always();
                interp.assign(&generator.target, item);
                let before = interp.state.clone();
                let (certain, holds) = interp.filter(&generator.ifs);
                if interp.state.dead {
                    interp.state = before;
                    return;
                }
                let both = both.and_then(|both| both.and(&holds));
                // A guard that is full keeps no more: the item's place is lost.
                let full = both
                    .as_ref()
                    .is_none_or(|both| both.literals().len() > MAX_CONDITIONS);
                collected.sparse |= !certain;
                collected.open |= full;
                let both = both.unwrap_or(Guard::ALWAYS);
                interp.generate(element, value, rest, (None, &both), collected);
                if !certain {
                    let passed = interp.take_state();
                    interp.state = before;
                    interp.rejoin(vec![passed]);
                }
            });
        }
        self.frame_mut().path = outer;
    }

    /// The items that a generator goes through; any of them stands for all that
    /// are not known one by one.
    fn generated(
        &mut self,
        generator: &'a ast::Comprehension,
        iterable: &Value,
        collected: &mut Collected,
    ) -> Vec<Value> {
        let span = self.span(&generator.iter);
        if !self.shallow
            && let Some(items) = self.sparse_items(iterable, span)
        {
            return items.as_ref().clone();
        }
        match self.sequence_of(iterable, span) {
            Sequence::Known(items) if !self.shallow => items.as_ref().clone(),
            Sequence::Known(items) => {
                collected.open = true;
                vec![Value::union_of(items.iter())]
            }
            Sequence::Open(item) => {
                collected.open = true;
                let item = if item.is_empty() {
                    self.unknown_here(span)
                } else {
                    item
                };
                vec![item]
            }
        }
    }

    /// Goes on where all the conditions hold: whether they are sure to hold or
    /// sure to fail, and where they hold.
    fn filter(&mut self, conditions: &'a [Expr]) -> (bool, Guard) {
        let (mut certain, mut holds) = (true, Guard::ALWAYS);
        for test in conditions {
            let truth = self.eval(test);
            let test_span = self.span(test);
            let split = self.split(test_span, &truth);
            let settled = split.no.is_none() || split.yes.is_none();
            certain &= settled;
            match &split.yes {
                Some(guard) => {
                    self.assume(guard);
                    if !settled {
                        holds = holds.and(guard).unwrap_or(holds);
                    }
                }
                None => self.state.dead = true,
            }
            if self.state.dead {
                break;
            }
        }
        (certain, holds)
    }
}
