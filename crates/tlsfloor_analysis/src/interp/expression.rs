//! Expressions.

use super::Interp;
use super::text::Style;
use crate::domain::object::{Creation, ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::{Cell, Mapping, Sequence};
use crate::domain::value::{Atom, Guarded, Traced, Value};
use crate::facts::StepKind;
use crate::limit::{self, Limit};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;
use std::rc::Rc;
use tlsfloor_source::Span;

/// Items that a display unpacks; beyond, their number is not known.
const MAX_UNPACKED: usize = 4096;

impl<'a> Interp<'a> {
    /// The value of an expression, with its effects on the state.
    pub(super) fn eval(&mut self, expr: &'a Expr) -> Value {
        if self.state.dead {
            return Value::empty();
        }
        let span = self.span(expr);
        if self.resume().is_some() && !self.resumes_in(expr) {
            return self.kept_operand(expr, span);
        }
        self.step(span);
        let value = self.eval_here(expr, span);
        self.note_limits(span);
        if self.frame().keeps {
            self.keep_operand(expr, span, &value);
        }
        value
    }

    fn eval_here(&mut self, expr: &'a Expr, span: Span) -> Value {
        match expr {
            Expr::Name(name) => self.eval_name(name, span),
            Expr::Attribute(attribute) => self.eval_attribute(attribute, span),
            Expr::Call(call) => self.eval_call(call),
            Expr::StringLiteral(string) => {
                self.constant(span, Atom::Str(string.value.to_str().into()))
            }
            Expr::BytesLiteral(bytes) => {
                self.constant(span, Atom::Bytes(bytes.value.bytes().collect()))
            }
            Expr::NumberLiteral(number) => self.eval_number(number, span),
            Expr::BooleanLiteral(boolean) => self.constant(span, Atom::Bool(boolean.value)),
            Expr::NoneLiteral(_) => self.constant(span, Atom::None),
            Expr::FString(string) => self.eval_fstring(string, span),
            Expr::BinOp(operation) => self.eval_binary(operation),
            Expr::BoolOp(operation) => self.eval_bool_op(operation.op, &operation.values),
            Expr::UnaryOp(operation) => self.eval_unary(operation),
            Expr::Compare(comparison) => self.eval_compare(comparison),
            Expr::If(conditional) => self.eval_conditional(conditional, span),
            Expr::Tuple(tuple) => self.eval_tuple(tuple, span),
            Expr::List(list) => self.eval_sequence(ObjectKind::List, &list.elts, span),
            Expr::Set(set) => self.eval_sequence(ObjectKind::Set, &set.elts, span),
            Expr::Dict(dict) => self.eval_dict(dict, span),
            Expr::Subscript(subscript) => self.eval_subscript(subscript, span),
            Expr::Named(named) => self.eval_named(named, span),
            Expr::Lambda(lambda) => self.lambda(lambda, span),
            Expr::ListComp(list) => {
                self.comprehension(span, ObjectKind::List, &list.elt, &list.generators)
            }
            Expr::SetComp(set) => {
                self.comprehension(span, ObjectKind::Set, &set.elt, &set.generators)
            }
            Expr::Generator(generator) => self.generator_expression(generator, span),
            Expr::DictComp(dict) => self.dict_comprehension(dict, span),
            Expr::Starred(starred) => {
                self.eval(&starred.value);
                self.unknown_here(span)
            }
            Expr::Await(awaited) => self.eval_await(&awaited.value, span),
            Expr::Yield(yielded) => self.eval_yield(yielded.value.as_deref(), span),
            Expr::YieldFrom(yielded) => self.eval_yield_from(&yielded.value, span),
            Expr::Slice(slice) => self.eval_slice(slice),
            Expr::EllipsisLiteral(_) => {
                let ellipsis = self.library("builtins.Ellipsis");
                self.constant(span, ellipsis)
            }
            Expr::IpyEscapeCommand(_) | Expr::TString(_) => self.unknown_here(span),
        }
    }

    fn eval_attribute(&mut self, attribute: &'a ast::ExprAttribute, span: Span) -> Value {
        let object = self.eval(&attribute.value);
        let name = self.name_of(&attribute.attr);
        self.attribute(&object, name, span)
    }

    fn eval_conditional(&mut self, conditional: &'a ast::ExprIf, span: Span) -> Value {
        let test = self.eval(&conditional.test);
        let split = self.split(span, &test);
        self.story
            .tested(self.span(conditional.test.as_ref()), &split);
        self.branch_value(
            &split,
            |interp| {
                interp.refine(&conditional.test, true);
                interp.eval(&conditional.body)
            },
            |interp| {
                interp.refine(&conditional.test, false);
                interp.eval(&conditional.orelse)
            },
        )
    }

    fn eval_tuple(&mut self, tuple: &'a ast::ExprTuple, span: Span) -> Value {
        match self.eval_items(&tuple.elts) {
            Ok(items) => self.constant(span, Atom::Tuple(Rc::new(items))),
            Err(item) => self.open_tuple(span, item),
        }
    }

    fn eval_sequence(&mut self, kind: ObjectKind<'a>, items: &'a [Expr], span: Span) -> Value {
        let mut items = self.eval_items(items);
        if let (ObjectKind::Set, Ok(known)) = (&kind, &items)
            && let Some(distinct) = self.distinct(known)
        {
            items = Ok(distinct);
        }
        self.new_sequence(span, kind, items)
    }

    fn eval_subscript(&mut self, subscript: &'a ast::ExprSubscript, span: Span) -> Value {
        let object = self.eval(&subscript.value);
        if let Expr::Slice(slice) = subscript.slice.as_ref() {
            return self.slice(&object, slice, span);
        }
        let key = self.eval(&subscript.slice);
        self.item(&object, &key, span)
    }

    fn eval_named(&mut self, named: &'a ast::ExprNamed, span: Span) -> Value {
        let value = self.eval(&named.value);
        let value = self.passed(&value, span, StepKind::Assigned);
        self.assign(&named.target, &value);
        value
    }

    fn eval_number(&mut self, number: &ast::ExprNumberLiteral, span: Span) -> Value {
        match &number.value {
            ast::Number::Int(int) => match int.as_i64() {
                Some(value) => self.constant(span, Atom::Int(i128::from(value))),
                None => match int.to_string().parse::<i128>() {
                    Ok(value) => self.constant(span, Atom::Int(value)),
                    Err(_) => self.unknown_here(span),
                },
            },
            ast::Number::Float(value) => self.constant(span, Atom::Float(value.to_bits())),
            ast::Number::Complex { .. } => self.unknown_here(span),
        }
    }

    /// The items of a display; `Err` with what the items may be when their
    /// number is not known.
    pub(super) fn eval_items(&mut self, items: &'a [Expr]) -> Result<Vec<Value>, Value> {
        let mut values = Vec::with_capacity(items.len());
        let mut open: Option<Value> = None;
        for item in items {
            if let Expr::Starred(starred) = item {
                let span = self.span(item);
                let inner = self.eval(&starred.value);
                match self.sequence_of(&inner, span) {
                    Sequence::Known(inner) if values.len() + inner.len() > MAX_UNPACKED => {
                        limit::reached(Limit::Items);
                        let inner = Value::union_of(inner.iter());
                        open = Some(open.map_or(inner.clone(), |open| open.union(&inner)));
                    }
                    Sequence::Known(inner) => values.extend(inner.iter().cloned()),
                    Sequence::Open(inner) => {
                        open = Some(open.map_or(inner.clone(), |open| open.union(&inner)));
                    }
                }
            } else {
                values.push(self.eval(item));
            }
        }
        match open {
            None => Ok(values),
            Some(open) => Err(values.iter().fold(open, |open, value| open.union(value))),
        }
    }

    fn open_tuple(&mut self, span: Span, item: Value) -> Value {
        self.new_sequence(span, ObjectKind::List, Err(item))
    }

    /// A new object, made at `span` on this call path. One that exists already
    /// (the same place was reached again and cannot be told apart) loses what
    /// it held.
    pub(super) fn new_object(
        &mut self,
        span: Span,
        label: &'static str,
        kind: ObjectKind<'a>,
    ) -> ObjectId {
        self.new_object_of((span, 0), label, kind)
    }

    /// One of several objects that an expression makes, told apart by `part`.
    pub(super) fn new_object_of(
        &mut self,
        (span, part): (Span, u32),
        label: &'static str,
        kind: ObjectKind<'a>,
    ) -> ObjectId {
        let path = self.frame().path;
        let origins = self.written(span);
        self.objects
            .create(
                Creation {
                    site: span,
                    path,
                    part,
                },
                label,
                kind,
                origins,
            )
            .0
    }

    pub(super) fn object_value(&mut self, span: Span, object: ObjectId) -> Value {
        self.constant(span, Atom::Object(object))
    }

    pub(super) fn new_sequence(
        &mut self,
        span: Span,
        kind: ObjectKind<'a>,
        items: Result<Vec<Value>, Value>,
    ) -> Value {
        if let (ObjectKind::Set, Ok(items)) = (&kind, &items) {
            self.offer_refusal_of_keys(items.iter());
        }
        let object = self.new_object(span, "sequence", kind);
        let content = match items {
            Ok(items) => Sequence::Known(Rc::new(items)),
            Err(item) => Sequence::Open(item),
        };
        self.set_sequence(object, content);
        self.object_value(span, object)
    }

    pub(super) fn set_sequence(&mut self, object: ObjectId, content: Sequence) {
        self.set_content(object, Guarded::always(content));
    }

    pub(super) fn new_dict(&mut self, span: Span, content: Mapping) -> Value {
        let object = self.new_object(span, "dict", ObjectKind::Dict);
        let slot = self.slot(Place::Content(object));
        self.touch(object);
        self.state.store.set(slot, Cell::Mapping(content));
        self.object_value(span, object)
    }

    fn eval_dict(&mut self, dict: &'a ast::ExprDict, span: Span) -> Value {
        let mut content = Mapping::default();
        for item in &dict.items {
            let Some(key) = &item.key else {
                let inner = self.eval(&item.value);
                self.update_mapping(&mut content, &inner, span);
                continue;
            };
            let key = self.eval(key);
            let value = self.eval(&item.value);
            self.put(&mut content, &key, &value);
        }
        self.new_dict(span, content)
    }

    fn eval_fstring(&mut self, string: &'a ast::ExprFString, span: Span) -> Value {
        let mut parts: Vec<Value> = Vec::new();
        for part in string.value.as_slice() {
            match part {
                ast::FStringPart::Literal(literal) => {
                    parts.push(crate::domain::state::plain(Atom::Str(
                        literal.value.as_ref().into(),
                    )));
                }
                ast::FStringPart::FString(inner) => {
                    for element in &inner.elements {
                        let value = self.fstring_element(element);
                        parts.push(value);
                    }
                }
            }
        }
        self.joined(&parts, span)
    }

    fn fstring_element(&mut self, element: &'a ast::InterpolatedStringElement) -> Value {
        match element {
            ast::InterpolatedStringElement::Literal(literal) => {
                crate::domain::state::plain(Atom::Str(literal.value.as_ref().into()))
            }
            ast::InterpolatedStringElement::Interpolation(inner) => {
                let value = self.eval(&inner.expression);
                let span = self.span(inner);
                let debug = inner.debug_text.as_ref().map(|debug| {
                    let range = inner.expression.range();
                    let source = self
                        .source
                        .text
                        .get(range.start().into()..range.end().into());
                    let source = source.unwrap_or_default();
                    format!("{}{source}{}", debug.leading(), debug.trailing())
                });
                let plain_debug = debug.is_some() && inner.format_spec.is_none();
                let value = match inner.conversion {
                    ast::ConversionFlag::None if plain_debug => {
                        self.written_value(&value, Style::Repr, span)
                    }
                    ast::ConversionFlag::None => value,
                    ast::ConversionFlag::Str => self.written_value(&value, Style::Str, span),
                    ast::ConversionFlag::Repr => self.written_value(&value, Style::Repr, span),
                    ast::ConversionFlag::Ascii => self.unknown_here(span),
                };
                let mut spec = Vec::new();
                for element in inner.format_spec.iter().flat_map(|spec| &spec.elements) {
                    let part = self.fstring_element(element);
                    spec.push(part);
                }
                let spec = self.joined(&spec, span);
                let text = self.formatted(&value, &spec, span);
                match debug {
                    Some(debug) => {
                        let debug = crate::domain::state::plain(Atom::Str(debug.into()));
                        self.joined(&[debug, text], span)
                    }
                    None => text,
                }
            }
        }
    }

    /// `and` and `or`: the value that decides.
    fn eval_bool_op(&mut self, op: ast::BoolOp, values: &'a [Expr]) -> Value {
        let Some((first, rest)) = values.split_first() else {
            return Value::empty();
        };
        let span = self.span(first);
        let value = self.eval(first);
        if rest.is_empty() || self.state.dead {
            return value;
        }
        let split = self.split(span, &value);
        let is_and = op == ast::BoolOp::And;
        let decided = |interp: &mut Self| value.on_path(&interp.choices, &interp.state.path);
        self.branch_value(
            &split,
            |interp| {
                interp.refine(first, true);
                if is_and {
                    interp.eval_bool_op(op, rest)
                } else {
                    decided(interp)
                }
            },
            |interp| {
                interp.refine(first, false);
                if is_and {
                    decided(interp)
                } else {
                    interp.eval_bool_op(op, rest)
                }
            },
        )
    }

    /// `self.eval` of an optional expression; `None` where it is missing.
    pub(super) fn eval_or_none(&mut self, expr: Option<&'a Expr>, span: Span) -> Value {
        match expr {
            Some(expr) => self.eval(expr),
            None => self.constant(span, Atom::None),
        }
    }

    /// Takes over what a test says of a plain name: `x is None` makes `x` None
    /// where it holds.
    pub(super) fn refine(&mut self, test: &'a Expr, holds: bool) {
        let (name, is_none) = match test {
            Expr::UnaryOp(not) if not.op == ast::UnaryOp::Not => {
                return self.refine(&not.operand, !holds);
            }
            Expr::Compare(compare) if compare.ops.len() == 1 => {
                let (Expr::Name(name), Some(Expr::NoneLiteral(_))) =
                    (compare.left.as_ref(), compare.comparators.first())
                else {
                    return;
                };
                match compare.ops[0] {
                    ast::CmpOp::Is | ast::CmpOp::Eq => (name, holds),
                    ast::CmpOp::IsNot | ast::CmpOp::NotEq => (name, !holds),
                    _ => return,
                }
            }
            _ => return,
        };
        if !is_none {
            return;
        }
        let span = self.span(name);
        let id = self.names.intern(name.id.as_str());
        let value = self.lookup(id);
        if value
            .atoms()
            .any(|(_, atom)| matches!(atom, Atom::Unknown(_)))
        {
            let origins = Origins::one(self.unknown_origin(span));
            let refined = value.map(|traced| match traced.atom {
                Atom::Unknown(_) => Traced {
                    atom: Atom::None,
                    origins: origins.clone(),
                },
                _ => traced.clone(),
            });
            self.bind(id, refined);
        }
    }
}
