//! What Python 2 means, said in the tree; and the extent of statements.
//!
//! In: a tree of bounded depth with its final ranges.

use std::collections::{BTreeMap, BTreeSet};

use ruff_python_ast::visitor::transformer::{self, Transformer};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    AtomicNodeIndex, ExceptHandler, ExceptHandlerExceptHandler, Expr, ExprContext, ExprName,
    ExprNumberLiteral, ExprSubscript, ExprTuple, Identifier, Int, ModModule, Number, Operator,
    Parameter, Parameters, Stmt, StmtAssign, name::Name,
};
use ruff_text_size::{Ranged, TextRange};

use super::python2::{PLACEHOLDER, TuplePattern};

/// `E` and `e` of a handler that has the form `except E, e:`.
fn old_form(handler: &ExceptHandlerExceptHandler) -> Option<(&Expr, &ExprName)> {
    let Some(Expr::Tuple(tuple)) = handler.type_.as_deref() else {
        return None;
    };
    match (tuple.parenthesized, tuple.elts.as_slice(), &handler.name) {
        (false, [kind, Expr::Name(name)], None) => Some((kind, name)),
        _ => None,
    }
}

/// What the tree tells of Python 2.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// `print >>f, x` and `except E, e:` with `e` used after it, in any order.
    pub(super) places: Vec<TextRange>,
}

/// Finds what only Python 2 means among what parses.
pub(super) fn evidence(module: &ModModule) -> Evidence {
    let mut collector = Collector {
        scopes: vec![module.range.end().to_u32()],
        ..Collector::default()
    };
    collector.visit_body(&module.body);
    let mut places = collector.prints;
    if !collector.handlers.is_empty() {
        let mut uses = Uses {
            wanted: collector.handlers.iter().map(|h| h.name.clone()).collect(),
            ..Uses::default()
        };
        uses.visit_body(&module.body);
        for places in uses.found.values_mut() {
            places.sort_unstable();
        }
        for handler in &collector.handlers {
            if !is_class(&handler.name)
                && !uses.classes.contains(&handler.name)
                && uses.used(handler)
            {
                places.push(handler.header);
            }
        }
    }
    Evidence { places }
}

/// Whether a name is an exception's: `except ValueError, TypeError:` is valid
/// again from Python 3.14 on (PEP 758) and catches both.
fn is_class(name: &str) -> bool {
    [
        "Error",
        "Exception",
        "Warning",
        "Exit",
        "Interrupt",
        "StopIteration",
        "Timeout",
    ]
    .iter()
    .any(|end| name.ends_with(end))
}

#[derive(Debug)]
struct OldHandler {
    name: String,
    header: TextRange,
    /// Where the header and the scope end.
    from: u32,
    until: u32,
}

#[derive(Debug, Default)]
struct Collector {
    prints: Vec<TextRange>,
    handlers: Vec<OldHandler>,
    scopes: Vec<u32>,
}

impl<'a> Visitor<'a> for Collector {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::Expr(node) = stmt
            && let Expr::Tuple(tuple) = &*node.value
            && let (false, Some(Expr::BinOp(first))) = (tuple.parenthesized, tuple.elts.first())
            && first.op == Operator::RShift
            && leftmost_print(&first.left)
        {
            self.prints.push(node.range);
        }
        let function = matches!(stmt, Stmt::FunctionDef(_));
        if function {
            self.scopes.push(stmt.range().end().to_u32());
        }
        visitor::walk_stmt(self, stmt);
        if function {
            self.scopes.pop();
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(node) = handler;
        if let Some((_, name)) = old_form(node) {
            self.handlers.push(OldHandler {
                name: name.id.to_string(),
                header: TextRange::new(node.range.start(), name.range.end()),
                from: name.range.end().to_u32(),
                until: self.scopes.last().copied().unwrap_or(0),
            });
        }
        visitor::walk_except_handler(self, handler);
    }

    // Neither stands inside an expression.
    fn visit_expr(&mut self, _: &'a Expr) {}
}

/// `print >> f >> g` shifts from the left.
fn leftmost_print(expr: &Expr) -> bool {
    matches!(expr, Expr::Name(name) if name.id == "print")
}

/// Where the wanted names are read and written.
#[derive(Debug, Default)]
struct Uses {
    wanted: BTreeSet<String>,
    /// Offset, and whether it is read there; a name that an assignment writes
    /// counts as written where the assignment ends.
    found: BTreeMap<String, Vec<(u32, bool)>>,
    /// Names that are imported or defined as classes.
    classes: BTreeSet<String>,
    /// Names that an inner function or comprehension binds for itself.
    hidden: Vec<String>,
    /// Where writes count as happening.
    write_at: Option<u32>,
}

impl Uses {
    fn used(&self, handler: &OldHandler) -> bool {
        let places = self.found.get(&handler.name).map_or(&[][..], Vec::as_slice);
        let next = places.partition_point(|(at, _)| *at < handler.from);
        places
            .get(next)
            .is_some_and(|(at, read)| *read && *at < handler.until)
    }

    fn add(&mut self, at: u32, read: bool, name: &str) {
        if self.wanted.contains(name) && !self.hidden.iter().any(|hidden| hidden == name) {
            self.found
                .entry(name.to_owned())
                .or_default()
                .push((at, read));
        }
    }

    fn hiding(&mut self, parameters: Option<&Parameters>, walk: impl FnOnce(&mut Self)) {
        let before = self.hidden.len();
        let names = parameters.into_iter().flat_map(Parameters::iter);
        self.hidden.extend(names.map(|p| p.name().id.to_string()));
        walk(self);
        self.hidden.truncate(before);
    }
}

impl<'a> Visitor<'a> for Uses {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let write_at = match stmt {
            Stmt::Assign(node) => Some(node.range.end()),
            Stmt::AnnAssign(node) => Some(node.range.end()),
            Stmt::For(node) => Some(node.iter.range().end()),
            _ => None,
        };
        match stmt {
            Stmt::FunctionDef(node) => {
                return self.hiding(Some(&node.parameters), |uses| {
                    visitor::walk_stmt(uses, stmt);
                });
            }
            Stmt::ClassDef(node) => {
                self.classes.insert(node.name.id.to_string());
            }
            Stmt::For(node) => {
                self.write_at = write_at.map(|at| at.to_u32());
                self.visit_expr(&node.target);
                self.write_at = None;
                self.visit_expr(&node.iter);
                self.visit_body(&node.body);
                self.visit_body(&node.orelse);
                return;
            }
            // `e += 1` reads before it writes.
            Stmt::AugAssign(node) => {
                if let Expr::Name(name) = &*node.target {
                    self.add(name.range.start().to_u32(), true, &name.id);
                }
            }
            _ => {}
        }
        self.write_at = write_at.map(|at| at.to_u32());
        visitor::walk_stmt(self, stmt);
        self.write_at = None;
    }

    fn visit_alias(&mut self, alias: &'a ruff_python_ast::Alias) {
        let bound = alias.asname.as_ref().unwrap_or(&alias.name);
        self.classes.insert(bound.id.to_string());
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(node) = handler;
        if let Some(name) = &node.name {
            self.add(name.range.start().to_u32(), false, &name.id);
        }
        if let Some((kind, name)) = old_form(node) {
            self.visit_expr(kind);
            self.add(name.range.start().to_u32(), false, &name.id);
            self.visit_body(&node.body);
        } else {
            visitor::walk_except_handler(self, handler);
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let generators = match expr {
            Expr::Name(name) => {
                let read = name.ctx == ExprContext::Load;
                let at = name.range.start().to_u32();
                let at = if read {
                    at
                } else {
                    self.write_at.unwrap_or(at)
                };
                return self.add(at, read, &name.id);
            }
            Expr::Lambda(node) => {
                return self.hiding(node.parameters.as_deref(), |uses| {
                    visitor::walk_expr(uses, expr);
                });
            }
            Expr::ListComp(node) => &node.generators,
            Expr::SetComp(node) => &node.generators,
            Expr::DictComp(node) => &node.generators,
            Expr::Generator(node) => &node.generators,
            _ => return visitor::walk_expr(self, expr),
        };
        let before = self.hidden.len();
        for generator in generators {
            names_of(&generator.target, &mut self.hidden);
        }
        visitor::walk_expr(self, expr);
        self.hidden.truncate(before);
    }
}

fn names_of(target: &Expr, names: &mut Vec<String>) {
    match target {
        Expr::Name(name) => names.push(name.id.to_string()),
        Expr::Tuple(tuple) => tuple.elts.iter().for_each(|e| names_of(e, names)),
        Expr::List(list) => list.elts.iter().for_each(|e| names_of(e, names)),
        _ => {}
    }
}

/// Makes the tree of a Python 2 file mean what Python 2 means.
pub(super) fn say_python2(
    module: &mut ModModule,
    tuples: &BTreeMap<String, TuplePattern>,
    bind_exceptions: bool,
) {
    let speaker = Speaker {
        tuples,
        bind_exceptions,
    };
    speaker.visit_body(&mut module.body);
}

struct Speaker<'a> {
    tuples: &'a BTreeMap<String, TuplePattern>,
    bind_exceptions: bool,
}

impl Speaker<'_> {
    /// The tuple parameters among `parameters`, with their placeholders.
    fn tuples(&self, parameters: &Parameters) -> Vec<(Parameter, TuplePattern)> {
        parameters
            .iter()
            .filter_map(|p| {
                let parameter = p.as_parameter();
                let pattern = self.tuples.get(parameter.name.id.as_str())?;
                Some((parameter.clone(), pattern.clone()))
            })
            .collect()
    }
}

impl Transformer for Speaker<'_> {
    fn visit_stmt(&self, stmt: &mut Stmt) {
        transformer::walk_stmt(self, stmt);
        if let Stmt::FunctionDef(node) = stmt {
            let docstring = usize::from(matches!(
                node.body.first(),
                Some(Stmt::Expr(first)) if first.value.is_string_literal_expr()
            ));
            for (parameter, pattern) in self.tuples(&node.parameters).into_iter().rev() {
                node.body.insert(
                    docstring.min(node.body.len()),
                    Stmt::Assign(StmtAssign {
                        node_index: AtomicNodeIndex::NONE,
                        range: parameter.range,
                        targets: vec![target(&pattern, parameter.range)],
                        value: Box::new(placeholder(&parameter)),
                    }),
                );
            }
        }
    }

    fn visit_expr(&self, expr: &mut Expr) {
        transformer::walk_expr(self, expr);
        if let Expr::Lambda(node) = expr
            && let Some(parameters) = &node.parameters
        {
            let mut items = BTreeMap::new();
            for (parameter, pattern) in self.tuples(parameters) {
                paths(&pattern, &placeholder(&parameter), &mut items);
            }
            if !items.is_empty() {
                Substitute { items }.visit_expr(&mut node.body);
            }
        }
    }

    fn visit_except_handler(&self, handler: &mut ExceptHandler) {
        transformer::walk_except_handler(self, handler);
        let ExceptHandler::ExceptHandler(node) = handler;
        if !self.bind_exceptions {
            return;
        }
        let Some((kind, name)) = old_form(node) else {
            return;
        };
        let (kind, name) = (kind.clone(), Identifier::new(name.id.clone(), name.range));
        node.type_ = Some(Box::new(kind));
        node.name = Some(name);
    }
}

fn placeholder(parameter: &Parameter) -> Expr {
    debug_assert!(parameter.name.id.starts_with(PLACEHOLDER));
    Expr::Name(ExprName {
        node_index: AtomicNodeIndex::NONE,
        range: parameter.range,
        id: parameter.name.id.clone(),
        ctx: ExprContext::Load,
    })
}

/// The assignment target that unpacks a tuple parameter.
fn target(pattern: &TuplePattern, range: TextRange) -> Expr {
    match pattern {
        TuplePattern::Name(name) => Expr::Name(ExprName {
            node_index: AtomicNodeIndex::NONE,
            range,
            id: Name::new(name),
            ctx: ExprContext::Store,
        }),
        TuplePattern::Tuple(items) => Expr::Tuple(ExprTuple {
            node_index: AtomicNodeIndex::NONE,
            range,
            elts: items.iter().map(|item| target(item, range)).collect(),
            ctx: ExprContext::Store,
            parenthesized: true,
        }),
    }
}

/// Which item of `value` each name of `pattern` is.
fn paths(pattern: &TuplePattern, value: &Expr, items: &mut BTreeMap<String, Expr>) {
    match pattern {
        TuplePattern::Name(name) => {
            items.insert(name.clone(), value.clone());
        }
        TuplePattern::Tuple(parts) => {
            for (part, index) in parts.iter().zip(0_u32..) {
                let item = Expr::Subscript(ExprSubscript {
                    node_index: AtomicNodeIndex::NONE,
                    range: value.range(),
                    value: Box::new(value.clone()),
                    slice: Box::new(Expr::NumberLiteral(ExprNumberLiteral {
                        node_index: AtomicNodeIndex::NONE,
                        range: value.range(),
                        value: Number::Int(Int::from(index)),
                    })),
                    ctx: ExprContext::Load,
                });
                paths(part, &item, items);
            }
        }
    }
}

/// Replaces the names of tuple parameters in a lambda's body, where nothing can
/// be unpacked.
struct Substitute {
    items: BTreeMap<String, Expr>,
}

impl Transformer for Substitute {
    fn visit_expr(&self, expr: &mut Expr) {
        if let Expr::Name(name) = &*expr {
            if let Some(item) = self.items.get(name.id.as_str()) {
                *expr = item.clone();
            }
            return;
        }
        transformer::walk_expr(self, expr);
    }
}
