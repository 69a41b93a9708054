//! Functions: defining them, and running their bodies.

use super::arguments::Arguments;
use super::function_attribute::DEFAULT;
use super::{Defined, Frame, FrameKind, Interp, MAX_DEPTH, MAX_RECURSION};
use crate::domain::intern::Name;
use crate::domain::object::{
    CallPath, Creation, Function, FunctionBody, FunctionKind, ObjectId, ObjectKind, Place,
    Suspension, is_prelude,
};
use crate::domain::origin::Origins;
use crate::domain::state::State;
use crate::domain::value::{Atom, Value};
use crate::limit::Limit;
use ruff_python_ast::{self as ast, Expr};
use rustc_hash::FxHashMap;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(super) fn define_function(&mut self, definition: &'a ast::StmtFunctionDef) {
        let name = self.name_of(&definition.name);
        let span = self.span(&definition.name);
        let kind = self.function_kind(&definition.decorator_list);
        let suspension = if contains_yield(&definition.body) {
            Some(Suspension::Generator)
        } else {
            definition.is_async.then_some(Suspension::Coroutine)
        };
        let object = self.make_function(
            span,
            name,
            Some(&definition.parameters),
            FunctionBody::Statements(&definition.body),
            suspension,
            kind.unwrap_or(FunctionKind::Plain),
        );
        if Self::is_cached(&definition.decorator_list) {
            self.cached.insert(span);
        }
        if Self::is_abstract(&definition.decorator_list) {
            self.abstract_functions.insert(object);
        }
        let mut value = self.object_value(span, object);
        if kind.is_none() {
            value = self.decorated(value, &definition.decorator_list);
        }
        if !self.state.dead {
            self.bind(name, value);
        }
    }

    pub(super) fn lambda(&mut self, lambda: &'a ast::ExprLambda, span: Span) -> Value {
        let name = self.names.intern("<lambda>");
        let object = self.make_function(
            span,
            name,
            lambda.parameters.as_deref(),
            FunctionBody::Expression(&lambda.body),
            None,
            FunctionKind::Plain,
        );
        self.object_value(span, object)
    }

    fn make_function(
        &mut self,
        span: Span,
        name: Name,
        parameters: Option<&'a ast::Parameters>,
        body: FunctionBody<'a>,
        suspension: Option<Suspension>,
        kind: FunctionKind,
    ) -> ObjectId {
        let frame = self.frame();
        let in_class = frame.kind == FrameKind::Class;
        let class = in_class.then_some(frame.locals);
        let kind = match self.names.text(name).as_ref() {
            // Python makes them so by their names.
            "__new__" if class.is_some() => FunctionKind::Static,
            "__init_subclass__" | "__class_getitem__" if class.is_some() => {
                FunctionKind::ClassMethod
            }
            _ => kind,
        };
        let frame = self.frame();
        let scopes = if in_class {
            // The names of a class body are not seen from its methods.
            std::rc::Rc::new(frame.scopes[1..].to_vec())
        } else {
            frame.scopes.clone()
        };
        self.captured.extend(scopes.iter().copied());
        let function = Function {
            name,
            span,
            parameters,
            body,
            scopes,
            suspension,
            kind,
            class,
        };
        let object = self.new_object(span, "function", ObjectKind::Function(function));
        if !is_prelude(span.file) && self.defined_spans.insert(span) {
            self.defined.push(Defined {
                span,
                object,
                world: self.world,
            });
        }
        if let Some(parameters) = parameters {
            self.store_defaults(object, parameters);
        }
        object
    }

    /// Defaults are computed when the function is defined; they are kept as
    /// attributes of the function, under the parameter's name.
    fn store_defaults(&mut self, object: ObjectId, parameters: &'a ast::Parameters) {
        for parameter in parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs)
        {
            if let Some(default) = &parameter.default {
                let value = self.eval(default);
                let name = self.default_place(parameter.parameter.name.as_str());
                self.write(Place::Name(object, name), value);
            }
        }
    }

    fn default_place(&mut self, parameter: &str) -> Name {
        self.names.intern(&format!("{DEFAULT}{parameter}"))
    }

    /// The default of a parameter; empty if it has none.
    pub(super) fn default_of(&mut self, function: ObjectId, parameter: Name) -> Value {
        let text = self.names.text(parameter);
        let name = self.default_place(&text);
        self.read(Place::Name(function, name))
    }

    /// Calls a function of the program with these arguments.
    pub(super) fn enter_function(&mut self, function: ObjectId, arguments: &Arguments) -> Value {
        let ObjectKind::Function(definition) = self.objects.kind(function).clone() else {
            return Value::empty();
        };
        if self.shallow {
            return self.runs_out_of_sight(function, arguments);
        }
        if let Some(kind) = definition.suspension {
            return match self.suspend(function, kind, arguments) {
                Some(suspended) => suspended,
                None => self.runs_out_of_sight(function, arguments),
            };
        }
        let before = self.frame().path;
        let path = self.objects.call_path(before, arguments.span, 0);
        self.run_function(function, &definition, arguments, path)
    }

    /// Runs a function of the program, on this path.
    pub(super) fn run_function(
        &mut self,
        function: ObjectId,
        definition: &Function<'a>,
        arguments: &Arguments,
        path: CallPath,
    ) -> Value {
        let span = arguments.span;
        if !self.may_enter(definition, span) {
            return self.runs_out_of_sight(function, arguments);
        }
        let bind = |interp: &mut Self| {
            if let Some(parameters) = definition.parameters {
                interp.bind_parameters(
                    parameters,
                    &|interp, name| interp.default_of(function, name),
                    arguments,
                );
            } else if matches!(definition.body, FunctionBody::Expression(_))
                && !(arguments.positional.is_empty() && arguments.keywords.is_empty())
            {
                // `lambda: …` takes nothing.
                interp.may_raise_known("TypeError");
            }
        };
        // Who calls a method holds its object.
        let receiver = arguments.positional.first();
        let receiver = receiver.filter(|_| definition.class.is_some()).cloned();
        let holds = self.held_by_callers.len();
        self.held_by_callers.extend(receiver);
        let value = self.releasing(
            span,
            |interp| interp.with_frame(definition, path, bind),
            |value| Some(value),
        );
        self.held_by_callers.truncate(holds);
        if self.cached.contains(&definition.span) {
            // What an earlier call gave, and who changed it since, is not known.
            self.expose(&value, span);
        }
        value
    }

    /// Whether nothing unknown was decided since a function was entered that is
    /// called again inside itself.
    fn recurs_for_sure(&self, function: Span) -> bool {
        let mut running = self.running.iter().rev();
        running
            .find(|(own, _)| *own == function)
            .is_some_and(|(_, path)| path.literals() == self.state.path.literals())
    }

    /// Whether the bounds allow one more call of a function here.
    pub(super) fn may_enter(&mut self, definition: &Function<'a>, span: Span) -> bool {
        let running = self.running.iter();
        let repeated = running.filter(|(own, _)| *own == definition.span).count();
        let depth = self.running.iter();
        let depth = depth.filter(|(own, _)| !is_prelude(own.file));
        let recursion = if is_prelude(definition.span.file) || self.recurs_for_sure(definition.span)
        {
            MAX_DEPTH
        } else {
            MAX_RECURSION
        };
        if depth.count() >= MAX_DEPTH || repeated >= recursion {
            self.cut = true;
            self.reached(span, Limit::Calls);
            return false;
        }
        self.entered.insert(definition.span);
        true
    }

    /// Runs a function's body in a new frame, after `bind` has bound its
    /// parameters; returns what it returns.
    pub(super) fn with_frame(
        &mut self,
        definition: &Function<'a>,
        path: CallPath,
        bind: impl FnOnce(&mut Self),
    ) -> Value {
        let locals = self.new_locals(definition.span, path);
        self.in_frame(definition, path, locals, |interp| {
            bind(interp);
            interp.run_body_of(definition);
        })
    }

    /// Runs something as a function's body, with these names; returns what it
    /// returns.
    pub(super) fn in_frame(
        &mut self,
        definition: &Function<'a>,
        path: CallPath,
        locals: ObjectId,
        run: impl FnOnce(&mut Self),
    ) -> Value {
        let mut scopes = vec![locals];
        scopes.extend(definition.scopes.iter().copied());
        let method = self.method_of(definition);
        self.frames.push(Frame {
            locals,
            scopes: std::rc::Rc::new(scopes),
            path,
            kind: FrameKind::Function,
            method,
            elsewhere: FxHashMap::default(),
            returns: Vec::new(),
            loops: Vec::new(),
            generator: None,
            resume: None,
            keeps: false,
        });
        let entered_on = self.state.path.clone();
        self.running.push((definition.span, entered_on));
        let outer_file = self.enter_file(definition.span.file);
        self.cut |= self.source.reflective;
        let case = self.case.take();
        run(self);
        self.case = case;
        self.enter_file(outer_file);
        self.running.pop();
        let returns: Vec<State> = self
            .frames
            .pop()
            .map(|frame| frame.returns)
            .unwrap_or_default();
        self.rejoin(returns);
        if self.state.dead {
            return Value::empty();
        }
        let result = self.read(Place::Result(locals));
        self.drop_locals(locals);
        result
    }

    /// Runs a function's body in its frame, up to the value that it returns.
    pub(super) fn run_body_of(&mut self, definition: &Function<'a>) {
        let locals = self.frame().locals;
        let value = match definition.body {
            FunctionBody::Statements(body) => {
                self.run(body);
                None
            }
            FunctionBody::Generator(generator) => {
                self.run_generator_expression(generator);
                None
            }
            FunctionBody::Expression(body) => Some(self.eval(body)),
        };
        if !self.state.dead {
            let value = value.unwrap_or_else(|| self.constant(definition.span, Atom::None));
            self.write(Place::Result(locals), value);
        }
    }

    /// The class of a method, and the name of its first parameter.
    fn method_of(&mut self, definition: &Function<'a>) -> Option<(ObjectId, Name)> {
        let class = definition.class?;
        let first = definition.parameters?.iter_non_variadic_params().next()?;
        Some((class, self.name_of(&first.parameter.name)))
    }

    /// Forgets the names of a call that is over, unless a function that was
    /// defined in it still sees them: later merges need not look at them.
    pub(super) fn drop_locals(&mut self, locals: ObjectId) {
        if self.captured.contains(&locals) {
            return;
        }
        for name in self.objects.names(locals).to_vec() {
            let slot = self.slot(Place::Name(locals, name));
            self.state.store.remove(slot);
        }
        let slot = self.slot(Place::Result(locals));
        self.state.store.remove(slot);
    }

    /// The namespace of a call that goes on.
    pub(super) fn locals_of(&mut self, site: Span, path: CallPath) -> ObjectId {
        let creation = Creation {
            site,
            path,
            part: 0,
        };
        let kind = ObjectKind::Locals;
        self.objects
            .create(creation, "locals", kind, Origins::default())
            .0
    }

    /// The namespace of a call, emptied of what an earlier one left there.
    pub(super) fn new_locals(&mut self, site: Span, path: CallPath) -> ObjectId {
        let (locals, new) = self.objects.create(
            Creation {
                site,
                path,
                part: 0,
            },
            "locals",
            ObjectKind::Locals,
            Origins::default(),
        );
        if !new {
            for name in self.objects.names(locals).to_vec() {
                self.write(Place::Name(locals, name), Value::empty());
            }
        }
        locals
    }

    /// A function of the program runs without being entered: what it sees may
    /// be changed.
    pub(super) fn runs_out_of_sight(&mut self, function: ObjectId, arguments: &Arguments) -> Value {
        let outer = self.story.in_view(true);
        if let ObjectKind::Function(definition) = self.objects.kind(function) {
            self.cut_off.insert(definition.span);
        }
        let callee = self.object_value(arguments.span, function);
        self.expose(&callee, arguments.span);
        let value = self.unfollowed(arguments);
        self.story.in_view(outer);
        value
    }

    /// The result of a call that is not followed.
    pub(super) fn unfollowed(&mut self, arguments: &Arguments) -> Value {
        let values: Vec<Value> = arguments.values().cloned().collect();
        for value in values {
            self.expose(&value, arguments.span);
        }
        for value in arguments.values() {
            // Whoever is given a coroutine runs it.
            if let Some(coroutine) = self.coroutine(value) {
                self.run_to_end(coroutine, arguments.span);
            }
        }
        self.may_raise();
        self.unknown_here(arguments.span)
    }

    /// Calls a function with these positional arguments.
    pub(super) fn call_function(
        &mut self,
        function: ObjectId,
        positional: Vec<Value>,
        span: Span,
    ) -> Value {
        let mut arguments = Arguments::none(span);
        arguments.positional = positional;
        self.enter_function(function, &arguments)
    }
}

/// Whether a body is a generator's: it contains `yield` outside of nested
/// functions and classes.
fn contains_yield(body: &[ast::Stmt]) -> bool {
    use ruff_python_ast::visitor::{self, Visitor};
    struct Finder {
        found: bool,
    }
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, statement: &'a ast::Stmt) {
            if !matches!(
                statement,
                ast::Stmt::FunctionDef(_) | ast::Stmt::ClassDef(_)
            ) && !self.found
            {
                visitor::walk_stmt(self, statement);
            }
        }

        fn visit_expr(&mut self, expr: &'a Expr) {
            match expr {
                Expr::Yield(_) | Expr::YieldFrom(_) => self.found = true,
                Expr::Lambda(_) | Expr::Generator(_) => {}
                _ if self.found => {}
                _ => visitor::walk_expr(self, expr),
            }
        }
    }
    let mut finder = Finder { found: false };
    for statement in body {
        finder.visit_stmt(statement);
    }
    finder.found
}
