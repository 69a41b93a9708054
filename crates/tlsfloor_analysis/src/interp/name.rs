//! Names: what they are bound to, from the innermost scope to the language.

use super::Interp;
use crate::domain::intern::Name;
use crate::domain::object::{Place, is_prelude};
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Traced, Value};
use ruff_python_ast as ast;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(super) fn eval_name(&mut self, name: &'a ast::ExprName, span: Span) -> Value {
        let id = self.names.intern(name.id.as_str());
        let value = self.lookup(id);
        if value.is_empty() {
            return self.builtin_name(name.id.as_str(), span);
        }
        let value = self.with_name_beyond(value, name.id.as_str(), span);
        let value = self.here(span, &value);
        // A name that an import bound: here is where the program writes it.
        let origins = self.written(span);
        value.map(|traced| {
            if traced.origins.list().is_empty() && matches!(traced.atom, Atom::Library(_)) {
                Traced {
                    atom: traced.atom.clone(),
                    origins: origins.clone(),
                }
            } else {
                traced.clone()
            }
        })
    }

    /// What a name is bound to in the innermost scope that binds it here.
    pub(super) fn lookup(&mut self, name: Name) -> Value {
        if let Some(scope) = self.frame().elsewhere.get(&name).copied() {
            return self.read(Place::Name(scope, name));
        }
        let scopes = self.frame().scopes.clone();
        for scope in scopes.iter() {
            let value = self.read(Place::Name(*scope, name));
            if !value.is_empty() {
                return value;
            }
        }
        Value::empty()
    }

    /// Where nothing binds a name that is bound on some ways, it is what a star
    /// import brought, or the language's own.
    fn with_name_beyond(&mut self, value: Value, name: &str, span: Span) -> Value {
        if self.surely_present(&value) {
            return value;
        }
        let module = self.frame().scopes[self.frame().scopes.len() - 1];
        let star = self.names.intern("*");
        let sources = self.read(Place::Name(module, star));
        let beyond = self.star_imported(&sources, name, span).or_else(|| {
            super::standard::is_builtin(name).then(|| {
                let atom = self.library(&format!("builtins.{name}"));
                self.constant(span, atom)
            })
        });
        match beyond {
            Some(beyond) => self.filled(&value, &beyond),
            None => value,
        }
    }

    fn builtin_name(&mut self, name: &str, span: Span) -> Value {
        if name == "__file__" || name == "__doc__" || name == "__package__" {
            return self.unknown_here(span);
        }
        if name == "__class__"
            && let Some((class, _)) = self.frame().method
        {
            return self.object_value(span, class);
        }
        if super::standard::is_builtin(name)
            || is_prelude(span.file) && super::prelude::is_native(name)
        {
            let atom = self.library(&format!("builtins.{name}"));
            return self.constant(span, atom);
        }
        // A name that nothing in view binds: it may come from a star import, or
        // from code that could not be read.
        let module = self.frame().scopes[self.frame().scopes.len() - 1];
        let id = self.names.intern(name);
        let star = self.names.intern("*");
        let sources = self.read(Place::Name(module, star));
        if let Some(value) = self.star_imported(&sources, name, span) {
            return value;
        }
        let never_bound = !self.objects.names(module).contains(&id);
        if never_bound && sources.is_empty() && !self.cut && self.catches_builtin("NameError") {
            return self.raised("NameError", span);
        }
        self.may_raise_known("NameError");
        let parent = self
            .unknowns
            .intern(UnknownKey::Operation("global", vec![Atom::Object(module)]));
        self.unknown(span, UnknownKey::Attribute(parent, id))
    }
}
