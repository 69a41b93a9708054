//! What a file is made of, by name alone: its functions, classes and statements
//! with the names that they bind and mention.

use super::imports::{ImportOf, OfLibrary, imports_of, taken_by_assignment};
use super::mentions::{Mentioner, Mentions, base_of};
use crate::domain::intern::{Name, Names};
use crate::project::Layout;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

/// A function, the head of a class, or a statement outside of functions.
#[derive(Debug, Default)]
pub(super) struct Unit {
    /// Names of the module that it binds, or that stand for it.
    pub(super) bound: Vec<Name>,
    /// Names that it mentions.
    pub(super) names: Vec<Name>,
    /// Attributes that it mentions.
    pub(super) attributes: Vec<Name>,
    /// Of a part of a class: attributes of names that it calls.
    pub(super) called_attributes: Vec<Name>,
    /// Names that decide whether and how it runs: of decorators, and of the
    /// conditions around it.
    pub(super) around: Vec<Name>,
    /// Names of its decorators.
    pub(super) decorators: Vec<Name>,
    /// It is the head of the class that it is a part of.
    pub(super) is_class: bool,
    /// Of a class: names of its bases.
    pub(super) bases: Vec<Name>,
    /// Of a class: what derives from it comes to its knowledge.
    pub(super) knows_subclasses: bool,
    /// Of a part of a class: the attributes that it gives the class.
    pub(super) defined: Vec<Name>,
    /// What it changes: a name, or an attribute of it.
    pub(super) written: Vec<(Name, Option<Name>)>,
    /// Of a function, where it stands as [`crate::domain::object::Function`] has
    /// it.
    pub(super) function: Option<TextRange>,
    /// The class that it is a part of, by its number in the file.
    pub(super) class: Option<u32>,
    /// The function that a statement calls for its effect, or whose attribute.
    pub(super) called: Option<Name>,
    /// The function whose value a statement assigns.
    pub(super) gives_value: Option<Name>,
    pub(super) is_method: bool,
    /// It runs when the module does; a function is defined then.
    pub(super) at_import: bool,
    /// What an import takes from a library.
    pub(super) library: Vec<OfLibrary>,
}

/// A file as a list of units.
#[derive(Debug, Default)]
pub(super) struct FileUnits {
    pub(super) units: Vec<Unit>,
    pub(super) imports: Vec<ImportOf>,
    /// The units that give the names which the module does not bind:
    /// `__getattr__` (PEP 562).
    pub(super) getters: Vec<u32>,
}

/// What a file is made of.
pub(super) fn units_of(body: &[Stmt], path: &str, layout: &Layout, names: &mut Names) -> FileUnits {
    let mut collector = Collector {
        names,
        path,
        layout,
        found: FileUnits::default(),
        class: None,
        class_names: Vec::new(),
        around: Vec::new(),
        locals: Vec::new(),
        in_function: false,
        guarded_main: false,
        classes: 0,
    };
    collector.visit_body(body);
    collector.found
}

struct Collector<'a> {
    names: &'a mut Names,
    path: &'a str,
    layout: &'a Layout,
    found: FileUnits,
    class: Option<u32>,
    /// The names of the classes around.
    class_names: Vec<Name>,
    around: Vec<Name>,
    /// What the functions around bind for themselves.
    locals: Vec<FxHashSet<Name>>,
    in_function: bool,
    /// Inside `if __name__ == "__main__"`.
    guarded_main: bool,
    classes: u32,
}

impl Collector<'_> {
    fn unit(&self, mentions: Mentions) -> Unit {
        Unit {
            names: self.not_local(mentions.names),
            attributes: mentions.attributes.into_iter().collect(),
            written: mentions.written,
            around: self.around.clone(),
            class: self.class,
            at_import: !self.in_function && !self.guarded_main,
            ..Unit::default()
        }
    }

    /// Names that are looked up in the module.
    fn not_local(&self, names: FxHashSet<Name>) -> Vec<Name> {
        let is_local = |name: &Name| self.locals.iter().any(|locals| locals.contains(name));
        let mut names: Vec<Name> = names.into_iter().collect();
        names.retain(|name| !is_local(name));
        names.sort_unstable();
        names
    }

    fn mentions(&mut self, visit: impl FnOnce(&mut Mentioner<'_>)) -> Mentions {
        let mut mentioner = Mentioner {
            names: self.names,
            found: Mentions::default(),
        };
        visit(&mut mentioner);
        mentioner.found
    }

    fn function(&mut self, function: &ast::StmtFunctionDef) {
        let decorators = self.mentions(|mentioner| {
            for decorator in &function.decorator_list {
                mentioner.visit_expr(&decorator.expression);
            }
        });
        let mentions = self.mentions(|mentioner| {
            mentioner.visit_parameters(&function.parameters);
            mentioner.visit_body(&function.body);
        });
        let declared: Vec<Name> = mentions.declared.clone();
        let called: Vec<Name> = mentions.called.iter().copied().collect();
        let mut locals: FxHashSet<Name> = mentions.bound.iter().copied().collect();
        for parameter in function.parameters.iter() {
            locals.insert(self.names.intern(parameter.name().as_str()));
        }
        locals.retain(|name| !declared.contains(name));
        self.locals.push(locals);
        let mut unit = self.unit(mentions);
        unit.decorators = decorators.names.into_iter().collect();
        unit.around.extend(unit.decorators.iter().copied());
        unit.attributes.extend(decorators.attributes);
        unit.function = Some(function.name.range());
        unit.bound = declared;
        let name = self.names.intern(function.name.as_str());
        if self.class.is_some() && !self.in_function {
            // Whoever calls a method has its object from someone who names the
            // class.
            unit.is_method = true;
            unit.called_attributes = called;
            unit.defined.push(name);
            unit.bound.extend(self.class_names.last().copied());
        } else {
            unit.bound.push(name);
            if function.name.as_str() == "__getattr__" && !self.in_function {
                let position = super::reach::to_u32(self.found.units.len());
                self.found.getters.push(position);
            }
        }
        self.found.units.push(unit);
        let outer = std::mem::replace(&mut self.in_function, true);
        self.inner(&function.body);
        self.in_function = outer;
        self.locals.pop();
    }

    /// Functions and imports inside of a function, and lambdas.
    fn inner(&mut self, body: &[Stmt]) {
        let mut finder = Finder { collector: self };
        for statement in body {
            finder.visit_stmt(statement);
        }
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        let name = self.names.intern(class.name.as_str());
        let mentions = self.mentions(|mentioner| {
            for decorator in &class.decorator_list {
                mentioner.visit_expr(&decorator.expression);
            }
            if let Some(arguments) = &class.arguments {
                mentioner.visit_arguments(arguments);
            }
        });
        let number = self.classes;
        self.classes += 1;
        let outer = (self.class.replace(number), self.in_function);
        let mut unit = self.unit(mentions);
        unit.bound.push(name);
        let decorators = self.mentions(|mentioner| {
            for decorator in &class.decorator_list {
                mentioner.visit_expr(&decorator.expression);
            }
        });
        unit.decorators = decorators.names.into_iter().collect();
        unit.bases = class
            .bases()
            .iter()
            .filter_map(base_of)
            .map(|name| self.names.intern(name))
            .collect();
        unit.knows_subclasses = knows_subclasses(class);
        unit.is_class = true;
        self.found.units.push(unit);
        self.class_names.push(name);
        self.in_function = false;
        self.visit_body(&class.body);
        self.class_names.pop();
        (self.class, self.in_function) = outer;
    }

    /// A statement without others in it.
    fn simple(&mut self, statement: &Stmt) {
        let mentions = self.mentions(|mentioner| mentioner.visit_stmt(statement));
        let bound = mentions.bound.clone();
        if self.class_names.is_empty() {
            let found = &self.found.imports;
            let taken = taken_by_assignment(statement, found, self.path, self.layout, self.names);
            self.found.imports.extend(taken);
        }
        let mut unit = self.unit(mentions);
        let called = |expression: &Expr| match expression {
            Expr::Call(call) => base_of(&call.func).map(str::to_owned),
            _ => None,
        };
        match statement {
            Stmt::Expr(expression) => {
                let name = called(&expression.value);
                unit.called = name.map(|name| self.names.intern(&name));
            }
            Stmt::Assign(assign) => {
                let name = called(&assign.value);
                unit.gives_value = name.map(|name| self.names.intern(&name));
            }
            _ => {}
        }
        // What a class binds is reached through the class.
        match self.class_names.last() {
            Some(class) if !self.in_function => {
                unit.bound.push(*class);
                unit.defined = bound;
            }
            _ => unit.bound.extend(bound),
        }
        self.found.units.push(unit);
        self.inner(std::slice::from_ref(statement));
    }

    /// The head of a statement that has others in it.
    fn head(&mut self, visit: impl FnOnce(&mut Mentioner<'_>)) {
        let mentions = self.mentions(visit);
        let bound = mentions.bound.clone();
        let mut unit = self.unit(mentions);
        unit.bound = bound;
        self.around.extend(unit.names.iter().copied());
        self.found.units.push(unit);
    }

    fn import(&mut self, statement: &Stmt) {
        let imports = imports_of(statement, self.path, self.layout, self.names);
        if !imports.library.is_empty() {
            let mut unit = self.unit(Mentions::default());
            unit.bound = imports.library.iter().filter_map(|own| own.bound).collect();
            unit.library = imports.library;
            self.found.units.push(unit);
        }
        self.found.imports.extend(imports.project);
    }
}

impl<'a> Visitor<'a> for Collector<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        let depth = self.around.len();
        match statement {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Import(_) | Stmt::ImportFrom(_) => self.import(statement),
            Stmt::If(branch) => {
                let outer = self.guarded_main;
                self.guarded_main |= is_main(&branch.test);
                self.head(|mentioner| {
                    mentioner.visit_expr(&branch.test);
                });
                self.visit_body(&branch.body);
                self.guarded_main = outer;
                for clause in &branch.elif_else_clauses {
                    if let Some(test) = &clause.test {
                        self.head(|mentioner| mentioner.visit_expr(test));
                    }
                    self.visit_body(&clause.body);
                }
            }
            Stmt::For(each) => {
                self.head(|mentioner| {
                    mentioner.visit_expr(&each.target);
                    mentioner.visit_expr(&each.iter);
                });
                self.visit_body(&each.body);
                self.visit_body(&each.orelse);
            }
            Stmt::While(each) => {
                self.head(|mentioner| {
                    mentioner.visit_expr(&each.test);
                });
                self.visit_body(&each.body);
                self.visit_body(&each.orelse);
            }
            Stmt::With(with) => {
                for item in &with.items {
                    self.head(|mentioner| mentioner.visit_with_item(item));
                }
                self.visit_body(&with.body);
            }
            Stmt::Match(matching) => {
                self.head(|mentioner| {
                    mentioner.visit_expr(&matching.subject);
                });
                for case in &matching.cases {
                    self.head(|mentioner| {
                        mentioner.visit_match_case(case);
                    });
                    self.visit_body(&case.body);
                }
            }
            Stmt::Try(_) => visitor::walk_stmt(self, statement),
            _ => self.simple(statement),
        }
        self.around.truncate(depth);
    }

    fn visit_expr(&mut self, _expression: &'a Expr) {
        // Exception classes of handlers: all other expressions belong to a unit.
    }
}

/// Whether a class runs code where another one derives from it.
fn knows_subclasses(class: &ast::StmtClassDef) -> bool {
    let is_hook = |statement: &Stmt| {
        matches!(statement, Stmt::FunctionDef(function)
            if function.name.as_str() == "__init_subclass__")
    };
    class
        .keywords()
        .iter()
        .any(|keyword| keyword.arg.as_deref() == Some("metaclass"))
        || class.body.iter().any(is_hook)
}

/// Finds what a function or statement holds that is a unit as well.
struct Finder<'c, 'a> {
    collector: &'c mut Collector<'a>,
}

impl<'a> Visitor<'a> for Finder<'_, '_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => self.collector.function(function),
            Stmt::ClassDef(class) => self.collector.class(class),
            Stmt::Import(_) | Stmt::ImportFrom(_) => self.collector.import(statement),
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Lambda(lambda) = expression {
            let collector = &mut *self.collector;
            let mentions = collector.mentions(|mentioner| mentioner.visit_expr(expression));
            let mut unit = collector.unit(mentions);
            unit.function = Some(lambda.range());
            unit.at_import = false;
            unit.class = None;
            collector.found.units.push(unit);
        }
        if let Expr::Call(call) = expression {
            let collector = &mut *self.collector;
            let import = super::imports::by_name(call, collector.path, collector.layout);
            collector.found.imports.extend(import);
        }
        visitor::walk_expr(self, expression);
    }
}

fn is_main(test: &Expr) -> bool {
    let Expr::Compare(compare) = test else {
        return false;
    };
    matches!(compare.left.as_ref(), Expr::Name(name) if name.id == "__name__")
}
