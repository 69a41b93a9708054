//! The environment: its variables are unknown, but the same each time.

use super::Interp;
use super::arguments::Arguments;
use super::flow::Split;
use crate::domain::guard::{Guard, Literal};
use crate::domain::origin::Origins;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// An item of something that is no container in view is written: of
    /// `os.environ`, perhaps.
    pub(super) fn note_environment_write(&mut self, container: &Atom, span: Span) {
        if matches!(container, Atom::Library(name)
            if self.names.text(*name).as_ref() == "os.environ")
        {
            self.environment_written = Some(span);
            self.disturb(crate::domain::object::ObjectId::NOBODY);
        }
    }

    /// `os.getenv(name, default)` and `os.environ.get(name, default)`: one
    /// unknown string where the variable is set, the default where it is not;
    /// whichever way the program asks. `None` where the name is not one known
    /// string.
    pub(super) fn read_environment(&mut self, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let name = arguments.positional.first()?.single_atom()?.clone();
        if !matches!(name, Atom::Str(_)) || arguments.positional.len() > 2 {
            return None;
        }
        let named = match arguments.keywords.as_slice() {
            [] => None,
            [(keyword, value)] if self.names.text(*keyword).as_ref() == "default" => {
                Some(value.clone())
            }
            _ => return None,
        };
        let default = match named.or_else(|| arguments.positional.get(1).cloned()) {
            Some(default) => default,
            None => self.constant(span, Atom::None),
        };
        let Atom::Str(name) = name else { return None };
        let set = self.variable_is_set(&name);
        let value = self.variable(&name, span);
        Some(
            value
                .restricted(&Guard::when(set))
                .union(&default.restricted(&Guard::when(set.negated()))),
        )
    }

    /// `os.environ[name]`: raises where the variable is not set.
    pub(super) fn environment_item(&mut self, name: &Rc<str>, span: Span) -> Value {
        let set = self.variable_is_set(name);
        let split = Split {
            yes: Some(Guard::when(set.negated())),
            no: Some(Guard::when(set)),
        };
        if self.catches_builtin("KeyError") {
            self.raise_split(&split, "KeyError");
        } else {
            self.assume(&Guard::when(set));
        }
        if self.state.dead {
            return Value::empty();
        }
        self.variable(name, span)
    }

    fn variable(&mut self, name: &Rc<str>, span: Span) -> Value {
        let of = self.variable_key(name);
        let variable = self.unknowns.intern(UnknownKey::Operation("variable", of));
        let origin = Origins::one(self.unknown_origin(span));
        Value::atom(Atom::Unknown(variable), origin)
    }

    /// The literal for "the variable is set".
    pub(super) fn variable_is_set(&mut self, name: &Rc<str>) -> Literal {
        let of = self.variable_key(name);
        self.unknowns
            .intern(UnknownKey::Operation("variable", of.clone()));
        let is_set = self
            .unknowns
            .intern(UnknownKey::Operation("variable is set", of));
        self.unknowns.truth(&mut self.choices, is_set)
    }

    /// What names a variable: after a write to the environment, another one.
    fn variable_key(&mut self, name: &Rc<str>) -> Vec<Atom> {
        let mut of = vec![Atom::Str(name.clone())];
        if let Some(written) = self.environment_written {
            let written = UnknownKey::Site(written, crate::domain::object::CallPath(0));
            of.push(Atom::Unknown(self.unknowns.intern(written)));
        }
        of
    }
}
