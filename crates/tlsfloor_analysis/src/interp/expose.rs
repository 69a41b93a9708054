//! What code that is not followed gets to see, and may change.

use super::Interp;
use super::arguments::Arguments;
use crate::domain::guard::Guard;
use crate::domain::intern::{Name, Names};
use crate::domain::object::{Function, FunctionBody, ObjectId, ObjectKind, Place, is_prelude};
use crate::domain::state::Sequence;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use crate::domain::work;
use crate::limit::Limit;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use tlsfloor_catalogue::model::Action;
use tlsfloor_source::Span;

/// How far from what is handed over changes are followed: the things in it, the
/// things in those, and what functions among them name.
const MAX_REACH: u32 = 3;
/// Objects beyond that of which it is followed what they hold.
const MAX_BEYOND: usize = 256;

/// What the interpreter keeps while things are handed over.
#[derive(Debug, Default)]
pub(super) struct Exposures {
    /// What was handed over with the present value: where, and how deep.
    seen: FxHashMap<ObjectId, (Guard, u32)>,
    /// By function: the names in its body.
    bodies: FxHashMap<Span, Rc<Mentioned>>,
}

impl<'a> Interp<'a> {
    /// A value is handed to code that is not in view. Contexts keep their
    /// configuration, and say so; containers may hold anything from now on, and
    /// so may the attributes of instances that hold plain data.
    pub(super) fn expose(&mut self, value: &Value, span: Span) {
        self.followed.clear();
        let outer = std::mem::take(&mut self.exposures.seen);
        let reach = if self.is_overdrawn() { 1 } else { MAX_REACH };
        self.expose_within(value, span, reach);
        self.expose_beyond(span);
        self.exposures.seen = outer;
    }

    /// Whether an object was handed over with the same value already, at least
    /// as deep and on as many paths: many things lead to the same ones.
    fn is_exposed(&mut self, object: ObjectId, guard: &Guard, depth: u32) -> bool {
        match self.exposures.seen.get(&object) {
            Some((own, own_depth)) if *own_depth >= depth && guard.implies(own) => true,
            _ => {
                self.exposures.seen.insert(object, (guard.clone(), depth));
                false
            }
        }
    }

    fn expose_within(&mut self, value: &Value, span: Span, depth: u32) {
        work::count(value.entries().len());
        for (guard, traced) in value.entries() {
            if !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            match &traced.atom {
                Atom::Object(object) => self.expose_object(*object, guard, span, depth),
                Atom::Library(_) => self.note_library_namespace(&traced.atom),
                Atom::Tuple(items) if depth > 0 => {
                    for item in items.iter() {
                        self.expose_within(item, span, depth - 1);
                    }
                }
                Atom::Bound(bound) if depth > 0 => {
                    if let Some(function) = bound.function {
                        self.expose_seen_by(function, span, depth - 1);
                    }
                    if let Atom::Object(object) = bound.receiver {
                        self.connect_out_of_sight(object, bound.name, span);
                        self.expose_attributes(object, span, depth - 1);
                    }
                }
                Atom::Tuple(_) | Atom::Bound(_) => self.beyond.push(traced.atom.clone()),
                _ => {}
            }
        }
    }

    /// Beyond the reach, what functions name is not followed any more.
    fn expose_beyond(&mut self, span: Span) {
        let mut seen: FxHashSet<ObjectId> = FxHashSet::default();
        while let Some(atom) = self.beyond.pop() {
            match atom {
                Atom::Object(object) if !seen.insert(object) => {}
                Atom::Object(object) => {
                    if matches!(self.objects.kind(object), ObjectKind::Function(_)) {
                        if !self.followed.contains(&object) {
                            self.reached(span, Limit::Reach);
                        }
                        continue;
                    }
                    if seen.len() > MAX_BEYOND {
                        self.reached(span, Limit::ReachAtAll);
                        self.beyond.clear();
                    }
                    work::count(1);
                    self.expose_object(object, &Guard::ALWAYS, span, 1);
                }
                Atom::Bound(bound) => {
                    let function = bound.function.map(Atom::Object);
                    self.beyond.extend(function);
                    self.beyond.push(bound.receiver.clone());
                }
                Atom::Tuple(items) => {
                    let items = items.iter().flat_map(Value::atoms);
                    self.beyond.extend(items.map(|(_, atom)| atom.clone()));
                }
                _ => {}
            }
        }
    }

    fn expose_object(&mut self, object: ObjectId, guard: &Guard, span: Span, depth: u32) {
        // Who keeps a generator out of sight keeps it open.
        self.unreleased.forget(object);
        if self.is_exposed(object, guard, depth) {
            return;
        }
        match self.objects.kind(object) {
            ObjectKind::Context(_) => self.expose_context(object, span),
            ObjectKind::List | ObjectKind::Set if depth > 0 => {
                let content = self.content(object);
                let items = self.all_items(&content);
                self.expose_within(&items, span, depth - 1);
                if may_be_anything(&items) || holds_objects(&items) {
                    return;
                }
                let unknown = self.changed(object, span).restricted(guard);
                self.set_sequence(object, Sequence::Open(items.union(&unknown)));
            }
            ObjectKind::Dict | ObjectKind::Namespace(_) if depth > 0 => {
                let mut mapping = self.mapping(object);
                for (_, value) in mapping.entries.iter() {
                    self.expose_within(value, span, depth - 1);
                }
                let objects = mapping
                    .entries
                    .iter()
                    .any(|(_, value)| holds_objects(value));
                if objects || mapping.rest.as_ref().is_some_and(may_be_anything) {
                    return;
                }
                let unknown = self.changed(object, span).restricted(guard);
                self.put(&mut mapping, &unknown, &unknown);
                self.set_mapping(object, mapping);
            }
            ObjectKind::Function(_) if depth > 0 => self.expose_seen_by(object, span, depth - 1),
            ObjectKind::View(dict, _) if depth > 0 => {
                // A view changes nothing, but it hands out what the dict holds.
                let mapping = self.mapping(*dict);
                for (_, value) in mapping.entries.iter() {
                    self.expose_within(value, span, depth - 1);
                }
            }
            ObjectKind::Suspended(..) | ObjectKind::Mapped { .. } if depth > 0 => {
                for name in self.objects.names(object).to_vec() {
                    let value = self.read(Place::Name(object, name));
                    self.expose_within(&value, span, depth - 1);
                }
            }
            ObjectKind::Instance(_) if depth > 0 => {
                self.expose_attributes(object, span, depth - 1);
                for name in self.objects.names(object).to_vec() {
                    self.loosen(object, name, span);
                }
                self.hide_class_data(object, span);
                self.expose_methods(object, span, depth - 1);
            }
            ObjectKind::Class(_) | ObjectKind::Module => {}
            _ if depth == 0 => self.beyond.push(Atom::Object(object)),
            _ => {}
        }
    }

    /// A context's method that connects is handed over, to be called with
    /// arguments that are not in view: `pool.submit(context.wrap_socket, sock)`.
    fn connect_out_of_sight(&mut self, object: ObjectId, method: Name, span: Span) {
        let ObjectKind::Context(engine) = *self.objects.kind(object) else {
            return;
        };
        let method = self.names.text(method);
        let entries = self.catalogue.method(self.context_class(engine), &method);
        let connects = entries
            .iter()
            .flat_map(|entry| &entry.api.effects)
            .any(|effect| matches!(effect.action, Action::Connect(_)));
        if connects {
            let arguments = Arguments {
                open_positional: Some(self.unknown_here(span)),
                ..Arguments::none(span)
            };
            let outer = std::mem::replace(&mut self.records.indirect, true);
            self.call_context_method(object, engine, &method, &arguments);
            self.records.indirect = outer;
            self.expose_context(object, span);
        }
    }

    /// An instance may get an attribute of its own where so far the class's
    /// data was read.
    fn hide_class_data(&mut self, instance: ObjectId, span: Span) {
        let ObjectKind::Instance(class) = *self.objects.kind(instance) else {
            return;
        };
        for ancestor in self.ancestors(class).0 {
            for name in self.objects.names(ancestor).to_vec() {
                let inherited = self.read(Place::Name(ancestor, name));
                let own = Place::Name(instance, name);
                if !inherited.is_empty() && self.read(own).is_empty() {
                    let is_data = !holds_objects(&inherited);
                    if is_data && !self.names.text(name).starts_with("__") {
                        self.write(own, inherited);
                        self.loosen(instance, name, span);
                    }
                }
            }
        }
    }

    /// What an object holds after code out of sight had it.
    fn changed(&mut self, object: ObjectId, span: Span) -> Value {
        let path = self.frame().path;
        let site = self.unknowns.intern(UnknownKey::Site(span, path));
        let atoms = vec![Atom::Unknown(site), Atom::Object(object)];
        self.unknown(span, UnknownKey::Operation("changed", atoms))
    }

    /// An attribute that holds plain data may hold anything from now on. One
    /// that holds a function or an object is taken to go on holding it.
    fn loosen(&mut self, object: ObjectId, name: Name, span: Span) {
        let place = Place::Name(object, name);
        let value = self.read(place);
        let is_data = !value.is_empty() && !holds_objects(&value);
        if is_data && !may_be_anything(&value) {
            let path = self.frame().path;
            let site = self.unknowns.intern(UnknownKey::Site(span, path));
            let atoms = vec![
                Atom::Unknown(site),
                Atom::Object(object),
                Atom::Str(self.names.text(name)),
            ];
            let unknown = self.unknown(span, UnknownKey::Operation("changed", atoms));
            self.write(place, value.union(&unknown));
        }
    }

    /// A function may be called out of sight: it changes what its body names,
    /// and the names and attributes that its body writes may hold anything.
    fn expose_seen_by(&mut self, function: ObjectId, span: Span, depth: u32) {
        let ObjectKind::Function(definition) = self.objects.kind(function).clone() else {
            return;
        };
        self.followed.insert(function);
        let mentioned = match self.exposures.bodies.get(&definition.span) {
            Some(mentioned) => Rc::clone(mentioned),
            None => {
                let mentioned = Rc::new(Mentioned::of(&definition, &mut self.names));
                self.exposures
                    .bodies
                    .insert(definition.span, Rc::clone(&mentioned));
                mentioned
            }
        };
        for (name, global) in &mentioned.declared {
            let scopes = definition.scopes.clone();
            let module = scopes.len().saturating_sub(1);
            let from = if *global { module } else { 0 };
            for scope in &scopes[from..] {
                self.loosen(*scope, *name, span);
            }
        }
        for name in &mentioned.read {
            for scope in definition.scopes.iter() {
                let value = self.read(Place::Name(*scope, *name));
                if value.is_empty() {
                    continue;
                }
                let holders: Vec<ObjectId> = value
                    .atoms()
                    .filter_map(|(_, atom)| match atom {
                        Atom::Object(object) => Some(*object),
                        _ => None,
                    })
                    .collect();
                for holder in holders {
                    let is_holder = matches!(
                        self.objects.kind(holder),
                        ObjectKind::Class(_) | ObjectKind::Instance(_)
                    );
                    for written in mentioned.written.iter().filter(|_| is_holder) {
                        self.loosen(holder, *written, span);
                    }
                }
                self.expose_named(&value, span, depth);
                break;
            }
        }
    }

    /// What a body names and does not hand on: instances keep what the body
    /// does not write.
    fn expose_named(&mut self, value: &Value, span: Span, depth: u32) {
        for (guard, traced) in value.entries() {
            match traced.atom {
                Atom::Object(object)
                    if matches!(self.objects.kind(object), ObjectKind::Instance(_)) =>
                {
                    if depth > 0 {
                        self.expose_attributes(object, span, depth - 1);
                    }
                }
                _ => {
                    let one = Value::always(traced.clone()).restricted(guard);
                    self.expose_within(&one, span, depth);
                }
            }
        }
    }

    /// Who is given an instance may call its methods.
    fn expose_methods(&mut self, instance: ObjectId, span: Span, depth: u32) {
        let ObjectKind::Instance(class) = *self.objects.kind(instance) else {
            return;
        };
        for ancestor in self.ancestors(class).0 {
            if is_prelude(self.objects.span(ancestor).file) {
                continue;
            }
            for name in self.objects.names(ancestor).to_vec() {
                for (_, atom) in self.read(Place::Name(ancestor, name)).atoms() {
                    if let Atom::Object(method) = *atom
                        && !self.followed.contains(&method)
                    {
                        self.expose_seen_by(method, span, depth);
                    }
                }
            }
        }
    }

    fn expose_attributes(&mut self, object: ObjectId, span: Span, depth: u32) {
        for name in self.objects.names(object).to_vec() {
            let value = self.read(Place::Name(object, name));
            self.expose_within(&value, span, depth);
        }
    }
}

/// Whether a value has a part that nothing is known of: one more tells nothing.
fn may_be_anything(value: &Value) -> bool {
    value
        .atoms()
        .any(|(guard, atom)| guard.is_always() && matches!(atom, Atom::Unknown(_)))
}

/// Whether a value holds things with behaviour: what holds them is taken to go
/// on holding such things, which are exposed themselves.
fn holds_objects(value: &Value) -> bool {
    value
        .atoms()
        .any(|(_, atom)| matches!(atom, Atom::Object(_) | Atom::Bound(_) | Atom::Library(_)))
}

/// The names in a function's body, each list sorted.
#[derive(Debug, Default)]
struct Mentioned {
    /// Names and attributes, read or written.
    read: Vec<Name>,
    /// Attributes that are written.
    written: Vec<Name>,
    /// Names declared `global` (`true`) or `nonlocal`.
    declared: Vec<(Name, bool)>,
}

impl Mentioned {
    fn of(definition: &Function<'_>, names: &mut Names) -> Self {
        let mut found = Self::default();
        let mut collector = Collector {
            names,
            found: &mut found,
        };
        match definition.body {
            FunctionBody::Statements(body) => {
                for statement in body {
                    collector.visit_stmt(statement);
                }
            }
            FunctionBody::Expression(body) => collector.visit_expr(body),
            FunctionBody::Generator(generator) => {
                collector.visit_expr(&generator.elt);
                for clause in &generator.generators {
                    collector.visit_comprehension(clause);
                }
            }
        }
        found.read.sort_unstable();
        found.read.dedup();
        found.written.sort_unstable();
        found.written.dedup();
        found.declared.sort_unstable();
        found.declared.dedup();
        found
    }
}

struct Collector<'n> {
    names: &'n mut Names,
    found: &'n mut Mentioned,
}

impl<'a> Visitor<'a> for Collector<'_> {
    fn visit_stmt(&mut self, statement: &'a ast::Stmt) {
        let (declared, global) = match statement {
            ast::Stmt::Global(statement) => (&statement.names, true),
            ast::Stmt::Nonlocal(statement) => (&statement.names, false),
            _ => return visitor::walk_stmt(self, statement),
        };
        for name in declared {
            let name = self.names.intern(name.as_str());
            self.found.declared.push((name, global));
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => {
                let name = self.names.intern(name.id.as_str());
                self.found.read.push(name);
            }
            Expr::Attribute(attribute) => {
                let name = self.names.intern(attribute.attr.as_str());
                self.found.read.push(name);
                if attribute.ctx != ExprContext::Load {
                    self.found.written.push(name);
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}
