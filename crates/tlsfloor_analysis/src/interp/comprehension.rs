//! Comprehensions: loops in a scope of their own, around one element.
//!
//! A generator expression is a generator whose body is such a loop; only its
//! first iterable is evaluated where it stands.

use super::arguments::Arguments;
use super::suspended::{Body, Clause, Repeated, Sink, offset};
use super::{Frame, FrameKind, Interp};
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{
    Function, FunctionBody, FunctionKind, ObjectId, ObjectKind, Suspension,
};
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::Value;
use crate::limit::{self, Limit};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use rustc_hash::FxHashMap;
use std::rc::Rc;
use tlsfloor_source::Span;

/// Literals of the conditions under which an item is collected; guards keep few
/// more.
const MAX_CONDITIONS: usize = 4;

/// What a comprehension collects.
#[derive(Debug)]
pub(super) struct Collected {
    items: Vec<(Value, Option<Value>)>,
    /// The path on which it began.
    path: Guard,
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
        let Some(collected) = self.collect(span, (element, None), generators) else {
            return Value::empty();
        };
        let items: Vec<Value> = collected.items.into_iter().map(|(item, _)| item).collect();
        if collected.sparse && !collected.open {
            let items = match kind {
                ObjectKind::Set => self.distinct(&items).unwrap_or(items),
                _ => items,
            };
            return self.new_sparse(span, kind, items);
        }
        let content = if collected.open {
            Err(Value::union_of(items.iter()))
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
        let element = (key.as_ref(), Some(dict.value.as_ref()));
        let Some(collected) = self.collect(span, element, &dict.generators) else {
            return Value::empty();
        };
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

    /// The elements of a comprehension; `None` where nothing runs any more.
    fn collect(
        &mut self,
        span: Span,
        (element, value): (&'a Expr, Option<&'a Expr>),
        generators: &'a [ast::Comprehension],
    ) -> Option<Collected> {
        let iterable = match generators.first() {
            Some(outermost) => self.eval(&outermost.iter),
            None => Value::empty(),
        };
        if self.state.dead {
            return None;
        }
        let path = self.frame().path;
        let locals = self.new_locals(span, path);
        let frame = self.comprehension_frame(locals, element, value, generators);
        self.frames.push(frame);
        let depth = self.collecting.len();
        self.collecting.push(Collected {
            items: Vec::new(),
            path: self.state.path.clone(),
            sparse: false,
            open: false,
        });
        self.run_generators(
            (element, value),
            generators,
            Sink::Collected,
            Some(iterable),
        );
        self.frames.pop();
        self.drop_locals(locals);
        self.collecting.truncate(depth + 1);
        let collected = self.collecting.pop();
        if self.state.dead { None } else { collected }
    }

    /// An element of the innermost comprehension: where the path has narrowed
    /// since it began, it is there on this path only.
    fn collect_element(&mut self, item: Value, value: Option<Value>) {
        let Some(mut collected) = self.collecting.pop() else {
            return;
        };
        let beyond = self.state.path.beyond(&collected.path);
        let here = self.choices.reduced(&beyond);
        collected.sparse |= !here.is_always();
        // A guard that is full keeps no more: the item's place is lost.
        if here.literals().len() > MAX_CONDITIONS {
            limit::reached(Limit::ItemConditions);
            collected.open = true;
        }
        let restricted = |value: Value| value.restricted(&here);
        let element = (restricted(item), value.map(restricted));
        collected.items.push(element);
        if collected.items.len() > super::container::MAX_ITEMS {
            limit::reached(Limit::Items);
            collected.open = true;
        }
        self.collecting.push(collected);
    }

    /// The frame in which the targets are bound. The names of a class body are
    /// not seen from it; what `:=` binds is bound outside.
    fn comprehension_frame(
        &mut self,
        locals: ObjectId,
        element: &'a Expr,
        value: Option<&'a Expr>,
        generators: &'a [ast::Comprehension],
    ) -> Frame {
        let mut assigned = Assigned(Vec::new());
        assigned.visit_expr(element);
        if let Some(value) = value {
            assigned.visit_expr(value);
        }
        for generator in generators {
            assigned.visit_comprehension(generator);
        }
        let names: Vec<Name> = assigned
            .0
            .into_iter()
            .map(|name| self.names.intern(name))
            .collect();
        let outer = self.frame();
        let skipped = usize::from(outer.kind == FrameKind::Class);
        let mut scopes = vec![locals];
        scopes.extend(outer.scopes.iter().skip(skipped));
        let mut elsewhere: FxHashMap<Name, ObjectId> = outer.elsewhere.clone();
        for name in names {
            elsewhere.entry(name).or_insert(outer.locals);
        }
        let (path, method) = (outer.path, outer.method);
        for generator in generators {
            let mut targets = Vec::new();
            self.target_names(&generator.target, &mut targets);
            for name in targets {
                elsewhere.remove(&name);
            }
        }
        Frame {
            locals,
            scopes: Rc::new(scopes),
            path,
            kind: FrameKind::Function,
            method,
            elsewhere,
            returns: Vec::new(),
            loops: Vec::new(),
            generator: None,
            resume: None,
            keeps: false,
        }
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

    /// `(element for …)`.
    pub(super) fn generator_expression(
        &mut self,
        generator: &'a ast::ExprGenerator,
        span: Span,
    ) -> Value {
        let Some(outermost) = generator.generators.first() else {
            return self.unknown_here(span);
        };
        let iterable = self.eval(&outermost.iter);
        if self.state.dead {
            return Value::empty();
        }
        let iter_span = self.span(&outermost.iter);
        let iterator = self.iterator_of(&iterable, outermost.is_async, iter_span);
        if self.shallow {
            self.expose(&iterator, span);
            return self.unknown_here(span);
        }
        let frame = self.frame();
        let scopes = if frame.kind == FrameKind::Class {
            Rc::new(frame.scopes[1..].to_vec())
        } else {
            frame.scopes.clone()
        };
        self.captured.extend(scopes.iter().copied());
        let function = Function {
            name: self.names.intern("<genexpr>"),
            span,
            parameters: None,
            body: FunctionBody::Generator(generator),
            scopes,
            suspension: Some(Suspension::Generator),
            kind: FunctionKind::Plain,
            class: None,
        };
        let function = self.new_object(span, "function", ObjectKind::Function(function));
        let mut arguments = Arguments::none(span);
        arguments.positional = vec![iterator];
        match self.suspend(function, Suspension::Generator, &arguments) {
            Some(suspended) => suspended,
            None => self.unknown_here(span),
        }
    }

    /// The body of a generator expression.
    pub(super) fn run_generator_expression(&mut self, generator: &'a ast::ExprGenerator) {
        let name = self.names.intern(".0");
        let first = self.lookup(name);
        self.run_generators(
            (&generator.elt, None),
            &generator.generators,
            Sink::Yield,
            Some(first),
        );
    }

    fn run_generators(
        &mut self,
        (element, value): (&'a Expr, Option<&'a Expr>),
        generators: &'a [ast::Comprehension],
        sink: Sink,
        first: Option<Value>,
    ) {
        let Some((generator, rest)) = generators.split_first() else {
            return;
        };
        let span = self.span(&generator.iter);
        self.run_repeated(
            Repeated {
                target: &generator.target,
                iter: &generator.iter,
                is_async: generator.is_async,
                body: Body::Clause(Clause {
                    conditions: &generator.ifs,
                    rest,
                    element,
                    value,
                    sink,
                }),
                orelse: &[],
                span,
            },
            first,
        );
    }

    /// What follows a `for`: its conditions, then the next `for` or the element.
    pub(super) fn run_clause(&mut self, clause: Clause<'a>) {
        if self.resume().is_some() {
            return self.run_inner(clause);
        }
        let mut failed = Vec::new();
        for test in clause.conditions {
            let truth = self.eval(test);
            let test_span = self.span(test);
            if self.state.dead {
                break;
            }
            let split = self.split(test_span, &truth);
            if let Some(guard) = &split.no {
                let mut state = self.state.clone();
                if let Some(path) = self.choices.narrow(&state.path, guard) {
                    state.path = path;
                    failed.push(state);
                }
            }
            match &split.yes {
                Some(guard) => self.assume(guard),
                None => self.state.dead = true,
            }
            if self.state.dead {
                break;
            }
            self.refine(test, true);
        }
        if !self.state.dead {
            self.run_inner(clause);
        }
        self.rejoin(failed);
    }

    fn run_inner(&mut self, clause: Clause<'a>) {
        let element = (clause.element, clause.value);
        if !clause.rest.is_empty() {
            return self.run_generators(element, clause.rest, clause.sink, None);
        }
        let span = self.span(clause.element);
        if clause.sink == Sink::Yield && self.resume() == Some(offset(clause.element)) {
            self.resumed(span);
            return;
        }
        let item = self.eval(clause.element);
        let value = clause.value.map(|value| self.eval(value));
        if self.state.dead {
            return;
        }
        match (clause.sink, value) {
            (Sink::Yield, _) => {
                self.hand_over(&item, span);
            }
            (Sink::Collected, value) => self.collect_element(item, value),
        }
    }

    /// Whether a comprehension over any number of items is gone through once:
    /// there may be any number of its elements then.
    pub(super) fn runs_once(&self, clause: Clause<'a>) -> bool {
        match clause.sink {
            Sink::Collected => true,
            Sink::Yield => self.collects(),
        }
    }

    /// A comprehension over any number of items, which are all like this one.
    pub(super) fn run_clause_once(&mut self, repeated: Repeated<'a>, item: &Value) {
        let Body::Clause(clause) = repeated.body else {
            return;
        };
        let span = self.span(repeated.target);
        self.may_raise();
        if self.state.dead {
            return;
        }
        let some = self.choices.fresh();
        let mut none = self.state.clone();
        let without = Guard::when(some.negated());
        match self.choices.narrow(&none.path, &without) {
            Some(path) => none.path = path,
            None => none.dead = true,
        }
        self.assume(&Guard::when(some));
        let item = self.another(item, span);
        self.visit(repeated, &item);
        self.rejoin(vec![none]);
        if self.state.dead {
            return;
        }
        match clause.sink {
            Sink::Collected => {
                if let Some(collected) = self.collecting.last_mut() {
                    collected.open = true;
                }
            }
            Sink::Yield => {
                if let Some(list) = self.collected_in() {
                    let content = self.content(list);
                    let any = self.all_items(&content);
                    self.set_sequence(list, Sequence::Open(any));
                }
            }
        }
    }
}

/// The names that `:=` binds, outside of nested functions.
struct Assigned<'a>(Vec<&'a str>);

impl<'a> Visitor<'a> for Assigned<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Named(named) => {
                if let Expr::Name(name) = named.target.as_ref() {
                    self.0.push(name.id.as_str());
                }
                visitor::walk_expr(self, expr);
            }
            Expr::Lambda(_) => {}
            _ => visitor::walk_expr(self, expr),
        }
    }
}
