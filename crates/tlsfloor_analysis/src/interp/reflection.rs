//! Code that changes the program behind its text: what a file says is then not
//! all that happens in it, and every context of it is approximate.
//!
//! Syntax decides: a file that writes another object's class, or executes text,
//! is not asked on which path it does so.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Stmt};

/// Calls that run text as code.
const EXECUTING: &[&str] = &["exec", "execfile", "eval"];
/// Calls that only read the namespace that they are given.
const READING: &[&str] = &[
    "any",
    "dict",
    "dir",
    "frozenset",
    "isinstance",
    "iter",
    "len",
    "list",
    "print",
    "repr",
    "set",
    "sorted",
    "str",
    "tuple",
];
/// Methods that only read a namespace.
const READING_METHODS: &[&str] = &[
    "copy",
    "get",
    "has_key",
    "items",
    "iteritems",
    "keys",
    "values",
];
/// Attributes that decide what an object does.
const DECIDING: &[&str] = &[
    "__bases__",
    "__class__",
    "__code__",
    "__defaults__",
    "__kwdefaults__",
    "func_code",
    "func_defaults",
];
/// Methods that the language calls where no call is written, and that are not
/// followed.
const HOOKS: &[&str] = &[
    "__instancecheck__",
    "__prepare__",
    "__subclasscheck__",
    "__subclasshook__",
];

/// Whether a module changes the program behind its text.
pub(crate) fn is_reflective(body: &[Stmt]) -> bool {
    let mut finder = Finder { found: false };
    finder.visit_body(body);
    finder.found
}

struct Finder {
    found: bool,
}

/// The last part of a dotted name.
fn last_name(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Name(name) => Some(name.id.as_str()),
        Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

/// Whether an expression is the namespace of all modules, `sys.modules`.
fn is_namespace(expr: &Expr) -> bool {
    match expr {
        Expr::Attribute(attribute) => attribute.ctx == ExprContext::Load && is_modules(attribute),
        _ => false,
    }
}

fn is_modules(attribute: &ast::ExprAttribute) -> bool {
    attribute.attr.as_str() == "modules"
        && matches!(attribute.value.as_ref(), Expr::Name(name) if name.id.as_str() == "sys")
}

/// Whether writing to this target writes a namespace, an attribute that decides
/// what an object does, or a module of `sys.modules`.
fn writes_behind(target: &Expr) -> bool {
    match target {
        Expr::Subscript(subscript) => is_namespace(&subscript.value),
        Expr::Attribute(attribute) => {
            let of_a_module = matches!(attribute.value.as_ref(),
                Expr::Subscript(subscript) if is_namespace(&subscript.value));
            let of_the_builtins = matches!(attribute.value.as_ref(),
                Expr::Name(name) if matches!(name.id.as_str(), "builtins" | "__builtin__" | "__builtins__"));
            DECIDING.contains(&attribute.attr.as_str()) || of_a_module || of_the_builtins
        }
        _ => false,
    }
}

impl Finder {
    fn call(&mut self, call: &ast::ExprCall) {
        let arguments = &call.arguments;
        let name = last_name(&call.func);
        match call.func.as_ref() {
            Expr::Name(name) if EXECUTING.contains(&name.id.as_str()) => self.found = true,
            Expr::Attribute(method) => {
                let reads = READING_METHODS.contains(&method.attr.as_str());
                self.found |= is_namespace(&method.value) && !reads;
            }
            _ => {}
        }
        let reads = name.is_some_and(|name| READING.contains(&name));
        self.found |= !reads && arguments.args.iter().any(is_namespace);
        self.found |= arguments
            .keywords
            .iter()
            .any(|keyword| keyword.arg.is_some() && is_namespace(&keyword.value));
        self.found |= is_patch(call);
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        for statement in &class.body {
            match statement {
                Stmt::FunctionDef(method) => {
                    self.found |= HOOKS.contains(&method.name.as_str());
                }
                Stmt::Assign(assign) => {
                    self.found |= assign.targets.iter().any(|target| {
                        matches!(target, Expr::Name(name) if name.id.as_str() == "__metaclass__")
                    });
                }
                _ => {}
            }
        }
    }
}

/// Whether a call replaces something of `ssl` or pyOpenSSL for a while, as tests
/// do: `mock.patch("ssl.X")`, `mock.patch.object(ssl, "X")`,
/// `monkeypatch.setattr(ssl, "X", …)`, `importlib.reload(ssl)`.
fn is_patch(call: &ast::ExprCall) -> bool {
    let replaces = match call.func.as_ref() {
        Expr::Name(name) => matches!(name.id.as_str(), "patch" | "reload"),
        Expr::Attribute(method) => {
            matches!(method.attr.as_str(), "patch" | "reload")
                || matches!(method.attr.as_str(), "object" | "dict" | "multiple")
                    && last_name(&method.value) == Some("patch")
                || matches!(method.attr.as_str(), "setattr" | "delattr")
                    && matches!(method.value.as_ref(), Expr::Name(_))
        }
        _ => false,
    };
    replaces
        && call
            .arguments
            .args
            .first()
            .is_some_and(|first| match first {
                Expr::StringLiteral(text) => {
                    let text = text.value.to_str();
                    text.starts_with("ssl.")
                        || text.contains(".ssl.")
                        || text.starts_with("OpenSSL.")
                }
                other => {
                    let mut part = other;
                    while let Expr::Attribute(attribute) = part {
                        if attribute.attr.as_str() == "ssl" {
                            return true;
                        }
                        part = &attribute.value;
                    }
                    matches!(part, Expr::Name(name)
                    if matches!(name.id.as_str(), "ssl" | "OpenSSL" | "SSL"))
                }
            })
}

impl<'a> Visitor<'a> for Finder {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if self.found {
            return;
        }
        match statement {
            Stmt::Assign(assign) => {
                self.found |= assign.targets.iter().any(writes_behind);
                self.found |= is_namespace(&assign.value);
            }
            Stmt::AugAssign(assign) => self.found |= writes_behind(&assign.target),
            Stmt::AnnAssign(assign) => self.found |= writes_behind(&assign.target),
            Stmt::Delete(delete) => self.found |= delete.targets.iter().any(writes_behind),
            Stmt::ClassDef(class) => self.class(class),
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if self.found {
            return;
        }
        if let Expr::Call(call) = expr {
            self.call(call);
        }
        visitor::walk_expr(self, expr);
    }
}
