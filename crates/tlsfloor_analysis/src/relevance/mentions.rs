//! The names that a piece of code mentions, binds and changes.

use crate::domain::intern::{Name, Names};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::FxHashSet;

/// Methods that change what they are called on, and give nothing of it away.
const MUTATORS: &[&str] = &[
    "add",
    "append",
    "clear",
    "extend",
    "insert",
    "pop",
    "register",
    "remove",
    "setdefault",
    "update",
];

/// The names in a piece of code.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    pub(super) names: FxHashSet<Name>,
    pub(super) attributes: FxHashSet<Name>,
    /// Attributes of a name that are called.
    pub(super) called: FxHashSet<Name>,
    /// Names that are assigned.
    pub(super) bound: Vec<Name>,
    /// Names declared `global`.
    pub(super) declared: Vec<Name>,
    pub(super) written: Vec<(Name, Option<Name>)>,
}

/// Collects them.
pub(super) struct Mentioner<'n> {
    pub(super) names: &'n mut Names,
    pub(super) found: Mentions,
}

impl Mentioner<'_> {
    /// Something is assigned: a name, an item of one, or an attribute.
    fn target(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => {
                let name = self.names.intern(name.id.as_str());
                self.found.bound.push(name);
            }
            Expr::Subscript(item) => self.changed(&item.value, None),
            Expr::Attribute(attribute) => {
                self.changed(&attribute.value, Some(attribute.attr.as_str()));
            }
            Expr::Starred(starred) => self.target(&starred.value),
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                for inner in elts {
                    self.target(inner);
                }
            }
            _ => {}
        }
    }

    fn changed(&mut self, of: &Expr, attribute: Option<&str>) {
        let attribute = attribute.map(|attribute| self.names.intern(attribute));
        if let Some(base) = base_of(of) {
            let base = self.names.intern(base);
            self.found.written.push((base, attribute));
        }
        // `module.TABLE["x"] = …` changes the attribute as well.
        if let Expr::Attribute(inner) = of
            && let Some(base) = base_of(&inner.value)
        {
            let base = self.names.intern(base);
            let inner = self.names.intern(inner.attr.as_str());
            self.found.written.push((base, Some(inner)));
        }
    }
}

impl<'a> Visitor<'a> for Mentioner<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Assign(assign) => assign.targets.iter().for_each(|to| self.target(to)),
            Stmt::AnnAssign(assign) => self.target(&assign.target),
            Stmt::AugAssign(assign) => self.target(&assign.target),
            Stmt::Delete(delete) => delete.targets.iter().for_each(|to| self.target(to)),
            Stmt::For(each) => self.target(&each.target),
            Stmt::Global(global) => {
                for name in &global.names {
                    let name = self.names.intern(name.as_str());
                    self.found.declared.push(name);
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => {
                let name = self.names.intern(name.id.as_str());
                self.found.names.insert(name);
                if matches!(expression, Expr::Name(own) if own.ctx.is_store()) {
                    self.found.bound.push(name);
                }
            }
            Expr::Attribute(attribute) => {
                let name = self.names.intern(attribute.attr.as_str());
                self.found.attributes.insert(name);
            }
            // Names may be put together from texts: `getattr(m, "TLS_" + x)`.
            Expr::StringLiteral(text) if is_identifier(text.value.to_str()) => {
                let name = self.names.intern(text.value.to_str());
                self.found.attributes.insert(name);
            }
            Expr::Call(call) => {
                for keyword in &call.arguments.keywords {
                    if let Some(name) = &keyword.arg {
                        let name = self.names.intern(name.as_str());
                        self.found.attributes.insert(name);
                    }
                }
                if let Expr::Attribute(method) = call.func.as_ref()
                    && method.value.is_name_expr()
                {
                    let name = self.names.intern(method.attr.as_str());
                    self.found.called.insert(name);
                }
                if let Expr::Attribute(method) = call.func.as_ref()
                    && MUTATORS.contains(&method.attr.as_str())
                {
                    self.changed(&method.value, None);
                }
                if let (Expr::Name(name), Some(first)) =
                    (call.func.as_ref(), call.arguments.args.first())
                    && name.id == "setattr"
                {
                    let attribute = match call.arguments.args.get(1) {
                        Some(Expr::StringLiteral(text)) => Some(text.value.to_str()),
                        _ => None,
                    };
                    self.changed(first, attribute);
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expression);
    }
}

/// The name that an expression begins with.
pub(super) fn base_of(mut expression: &Expr) -> Option<&str> {
    loop {
        expression = match expression {
            Expr::Name(name) => return Some(name.id.as_str()),
            Expr::Attribute(attribute) => &attribute.value,
            Expr::Subscript(item) => &item.value,
            Expr::Call(call) => &call.func,
            _ => return None,
        };
    }
}

fn is_identifier(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.len() <= 64
        && bytes
            .next()
            .is_some_and(|byte| byte == b'_' || byte.is_ascii_alphabetic())
        && bytes.all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}
