//! Which of the functions that nobody called are worth running: those that can
//! reach TLS by the names that they hold.
//!
//! Code reaches a library's TLS by words of the catalogue, and the program's
//! own code by the names of its functions, classes and variables. So a function
//! matters that holds such a word, or the name of something that matters.

use super::{Defined, Interp};
use crate::domain::intern::{Name, Names};
use crate::domain::object::{Function, FunctionBody, ObjectId, ObjectKind};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use tlsfloor_source::{FileId, Span};

/// What each function mentions, and what of it matters.
#[derive(Debug, Default)]
pub(super) struct Relevance {
    functions: FxHashSet<Span>,
    classes: FxHashSet<ObjectId>,
    /// By file: how many functions concern TLS by themselves.
    concerned: FxHashMap<FileId, u64>,
    seeds: FxHashSet<Span>,
}

impl Relevance {
    /// Whether a function concerns TLS by itself.
    pub(super) fn is_seed(&self, span: Span) -> bool {
        self.seeds.contains(&span)
    }

    /// How many functions of a file concern TLS by themselves.
    pub(super) fn concerned(&self, file: FileId) -> u64 {
        self.concerned.get(&file).copied().unwrap_or(0)
    }

    /// Whether the function, or another method of its class, can reach TLS.
    pub(super) fn of(&self, span: Span, class: Option<ObjectId>) -> bool {
        self.functions.contains(&span) || class.is_some_and(|class| self.classes.contains(&class))
    }
}

/// Something that matters as soon as one of the names that it mentions does;
/// then its own names do.
struct Candidate {
    names: Vec<Name>,
    mentioned: Rc<FxHashSet<Name>>,
    function: Option<(Span, Option<ObjectId>)>,
}

impl<'a> Interp<'a> {
    /// What of `defined` can reach TLS.
    pub(super) fn relevance(&mut self, defined: &[Defined]) -> Relevance {
        let mut found = Relevance::default();
        let mut names: FxHashSet<Name> = FxHashSet::default();
        let mut waiting: Vec<Candidate> = Vec::new();
        for function in defined {
            let ObjectKind::Function(definition) = self.objects.kind(function.object).clone()
            else {
                continue;
            };
            let text = self.code_at(function.span, body_range(&definition));
            let candidate = Candidate {
                names: self.names_of(&definition),
                mentioned: self.mentioned(&definition),
                function: Some((definition.span, definition.class)),
            };
            self.sort_in(candidate, text, &mut found, &mut names, &mut waiting);
        }
        for number in 0..self.modules.len() {
            for candidate in self.bindings_of(number) {
                let (candidate, concerns) = candidate;
                let text = if concerns { "ssl" } else { "" };
                self.sort_in(candidate, text, &mut found, &mut names, &mut waiting);
            }
        }
        spread(&waiting, &mut names, &mut found);
        found
    }

    fn sort_in(
        &self,
        candidate: Candidate,
        text: &str,
        found: &mut Relevance,
        names: &mut FxHashSet<Name>,
        waiting: &mut Vec<Candidate>,
    ) {
        if self.vocabulary.concerns_tls(text) {
            if let Some((span, _)) = candidate.function {
                *found.concerned.entry(span.file).or_insert(0) += 1;
                found.seeds.insert(span);
            }
            found.take(&candidate, names);
        } else {
            waiting.push(candidate);
        }
    }

    fn code_at(&self, span: Span, range: TextRange) -> &'a str {
        let modules = self.modules;
        let text = modules[self.number_of(span.file)].text;
        text.get(usize::from(range.start())..usize::from(range.end()))
            .unwrap_or(text)
    }

    /// The names by which a function is reached: its own, and its class's. A
    /// method is reached as an attribute only.
    fn names_of(&mut self, definition: &Function<'a>) -> Vec<Name> {
        let text = self.names.text(definition.name);
        let Some(class) = definition.class else {
            return both_ways(&mut self.names, &text);
        };
        let span = self.objects.span(class);
        let source = self.modules[self.number_of(span.file)].text;
        let class = source.get(span.range.start() as usize..span.range.end() as usize);
        let mut names = both_ways(&mut self.names, class.unwrap_or_default());
        // Every class has these: the class's name stands for them.
        if !text.starts_with("__") {
            names.push(as_attribute(&mut self.names, &text));
        }
        names
    }

    /// The names that a function's body mentions, attributes with a dot.
    pub(super) fn mentioned(&mut self, definition: &Function<'a>) -> Rc<FxHashSet<Name>> {
        if let Some(known) = self.mentioned_names.get(&definition.span) {
            return known.clone();
        }
        let mut names = FxHashSet::default();
        collect_names(definition, &mut self.names, &mut names);
        let names = Rc::new(names);
        self.mentioned_names.insert(definition.span, names.clone());
        names
    }

    /// What the bodies of modules and classes bind other than by `def`, and
    /// whether that concerns TLS by itself.
    fn bindings_of(&mut self, number: usize) -> Vec<(Candidate, bool)> {
        let modules = self.modules;
        let file = &modules[number];
        let mut collector = Bindings {
            names: &mut self.names,
            found: Vec::new(),
        };
        for statement in &file.parsed.body.body {
            collector.visit_stmt(statement);
        }
        let found = collector.found;
        found
            .into_iter()
            .map(|(range, names, mentioned)| {
                let span = Span {
                    file: file.id,
                    range: tlsfloor_source::TextRange::new(0, 0),
                };
                let concerns = self.vocabulary.concerns_tls(self.code_at(span, range));
                let candidate = Candidate {
                    names,
                    mentioned: Rc::new(mentioned),
                    function: None,
                };
                (candidate, concerns)
            })
            .collect()
    }
}

impl Relevance {
    fn take(&mut self, candidate: &Candidate, names: &mut FxHashSet<Name>) {
        names.extend(candidate.names.iter().copied());
        if let Some((span, class)) = candidate.function {
            self.functions.insert(span);
            self.classes.extend(class);
        }
    }
}

/// Takes whatever mentions a name that matters, until nothing more does.
fn spread(waiting: &[Candidate], names: &mut FxHashSet<Name>, found: &mut Relevance) {
    let mut by_name: FxHashMap<Name, Vec<usize>> = FxHashMap::default();
    for (at, candidate) in waiting.iter().enumerate() {
        #[expect(
            clippy::iter_over_hash_type,
            reason = "the result does not depend on the order"
        )]
        for name in candidate.mentioned.iter() {
            by_name.entry(*name).or_default().push(at);
        }
    }
    let mut taken = vec![false; waiting.len()];
    let mut open: Vec<Name> = names.iter().copied().collect();
    while let Some(name) = open.pop() {
        for at in by_name.remove(&name).unwrap_or_default() {
            if std::mem::replace(&mut taken[at], true) {
                continue;
            }
            let candidate = &waiting[at];
            let new = candidate.names.iter().filter(|name| !names.contains(name));
            open.extend(new.copied());
            found.take(candidate, names);
        }
    }
}

/// Where a function's parameters and body stand.
fn body_range(definition: &Function<'_>) -> TextRange {
    let body = match definition.body {
        FunctionBody::Statements(body) => match (body.first(), body.last()) {
            (Some(first), Some(last)) => TextRange::new(first.start(), last.end()),
            _ => TextRange::default(),
        },
        FunctionBody::Expression(body) => body.range(),
    };
    match definition.parameters {
        Some(parameters) => body.cover(parameters.range()),
        None => body,
    }
}

/// An attribute of this name, told apart from a variable.
fn as_attribute(names: &mut Names, text: &str) -> Name {
    names.intern(&format!(".{text}"))
}

/// What is reached as a variable, and as an attribute of its module.
fn both_ways(names: &mut Names, text: &str) -> Vec<Name> {
    vec![names.intern(text), as_attribute(names, text)]
}

/// The names that a function's body mentions, attributes with a dot.
fn collect_names(definition: &Function<'_>, names: &mut Names, found: &mut FxHashSet<Name>) {
    let mut collector = Collector { names, found };
    match definition.body {
        FunctionBody::Statements(body) => {
            for statement in body {
                collector.visit_stmt(statement);
            }
        }
        FunctionBody::Expression(body) => collector.visit_expr(body),
    }
}

struct Collector<'n> {
    names: &'n mut Names,
    found: &'n mut FxHashSet<Name>,
}

impl<'a> Visitor<'a> for Collector<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => {
                let name = self.names.intern(name.id.as_str());
                self.found.insert(name);
            }
            Expr::Attribute(attribute) => {
                let name = as_attribute(self.names, attribute.attr.as_str());
                self.found.insert(name);
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Statements that bind names, outside of functions.
struct Bindings<'n> {
    names: &'n mut Names,
    found: Vec<(TextRange, Vec<Name>, FxHashSet<Name>)>,
}

impl Bindings<'_> {
    fn add(&mut self, range: TextRange, targets: &[&Expr], values: &[&Expr]) {
        let mut bound = FxHashSet::default();
        let mut mentioned = FxHashSet::default();
        let mut collector = Collector {
            names: &mut *self.names,
            found: &mut bound,
        };
        for target in targets {
            collector.visit_expr(target);
        }
        let mut collector = Collector {
            names: &mut *self.names,
            found: &mut mentioned,
        };
        for value in values {
            collector.visit_expr(value);
        }
        // A variable of a module is an attribute for others.
        let variables: Vec<_> = bound.iter().map(|name| self.names.text(*name)).collect();
        for text in variables.iter().filter(|text| !text.starts_with('.')) {
            bound.insert(as_attribute(self.names, text));
        }
        self.found
            .push((range, bound.into_iter().collect(), mentioned));
    }
}

impl<'a> Visitor<'a> for Bindings<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(_) => {}
            Stmt::Assign(assign) => {
                let targets: Vec<&Expr> = assign.targets.iter().collect();
                self.add(assign.range(), &targets, &[&assign.value]);
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.add(assign.range(), &[&assign.target], &[value]);
                }
            }
            Stmt::AugAssign(assign) => {
                self.add(assign.range(), &[&assign.target], &[&assign.value]);
            }
            Stmt::ImportFrom(import) => {
                for ast::Alias { name, asname, .. } in &import.names {
                    if let Some(asname) = asname {
                        let name = self.names.intern(name.as_str());
                        let bound = both_ways(self.names, asname.as_str());
                        let mentioned = [name].into_iter().collect();
                        self.found.push((import.range(), bound, mentioned));
                    }
                }
            }
            Stmt::ClassDef(class) => {
                // A subclass of what matters does.
                let bound = both_ways(self.names, class.name.as_str());
                if let Some(arguments) = &class.arguments {
                    let mut mentioned = FxHashSet::default();
                    let mut collector = Collector {
                        names: &mut *self.names,
                        found: &mut mentioned,
                    };
                    for base in &arguments.args {
                        collector.visit_expr(base);
                    }
                    self.found.push((arguments.range(), bound, mentioned));
                }
                visitor::walk_stmt(self, statement);
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }
}
