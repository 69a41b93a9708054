//! Configuration files that a library runs as Python: its settings are their
//! variables, its hooks are their functions.

use super::Use;
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, Place};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use tlsfloor_catalogue::ApiEntry;
use tlsfloor_catalogue::model::ApiKind;
use tlsfloor_source::Span;

impl Interp<'_> {
    /// What a library does with the file that has just run as a module, if the
    /// file's name says that it reads it.
    pub(in crate::interp) fn use_settings(&mut self, number: usize, module: ObjectId) {
        let files = self.modules;
        let file = &files[number];
        let name = file.path.rsplit('/').next().unwrap_or(file.path);
        let catalogue = self.catalogue;
        for entry in catalogue.settings(name) {
            if entry.api.release.before.is_some() || self.state.dead {
                continue;
            }
            let (_, last) = entry.api.name.rsplit_once('.').unwrap_or_default();
            let variable = self.names.intern(last);
            let value = self.read(Place::Name(module, variable));
            if value.is_empty() {
                continue;
            }
            let place = place_of(&file.parsed.body.body, last);
            let span = Span {
                file: file.id,
                range: tlsfloor_source::TextRange::new(place.start().into(), place.end().into()),
            };
            self.use_setting(entry, &value, span);
        }
    }

    fn use_setting(&mut self, entry: &ApiEntry, value: &Value, span: Span) {
        let parameter = if entry.api.kind == ApiKind::Hook {
            let passed = self.passed_to_hook(entry, span);
            ("return".to_owned(), self.call_value(value, &passed))
        } else {
            ("value".to_owned(), value.clone())
        };
        if self.state.dead {
            return;
        }
        let used = Use {
            entry,
            span,
            receiver: None,
            guard: Guard::ALWAYS,
            parameters: vec![parameter],
            removed: false,
            implicit: false,
            instance: None,
        };
        self.run_effects(&used);
    }

    /// What the library calls a hook with: by position, as such functions call
    /// their parameters what they like.
    fn passed_to_hook(&mut self, entry: &ApiEntry, span: Span) -> Arguments {
        let mut passed = Arguments::none(span);
        for parameter in &entry.api.parameters {
            let given = entry.api.passes.iter();
            let mut known = given
                .filter(|(name, _)| *name == parameter.name)
                .map(|(_, dotted)| dotted);
            let value = match known.next_back() {
                Some(dotted) => {
                    let name: Name = self.names.intern(dotted);
                    self.constant(span, Atom::Library(name))
                }
                None => self.unknown_here(span),
            };
            passed.positional.push(value);
        }
        passed
    }
}

/// Where a module binds a name last: the assignment, or the function's name.
fn place_of(body: &[Stmt], name: &str) -> TextRange {
    let mut finder = Finder {
        name,
        found: TextRange::default(),
    };
    finder.visit_body(body);
    finder.found
}

struct Finder<'n> {
    name: &'n str,
    found: TextRange,
}

impl<'a> Visitor<'a> for Finder<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        let is_own = |target: &Expr| matches!(target, Expr::Name(own) if own.id == self.name);
        match statement {
            Stmt::FunctionDef(function) => {
                if function.name.as_str() == self.name {
                    self.found = function.name.range();
                }
            }
            Stmt::ClassDef(_) => {}
            Stmt::Assign(assign) if assign.targets.iter().any(is_own) => {
                self.found = statement.range();
            }
            Stmt::AnnAssign(ast::StmtAnnAssign { target, .. })
            | Stmt::AugAssign(ast::StmtAugAssign { target, .. })
                if is_own(target) =>
            {
                self.found = statement.range();
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }
}
