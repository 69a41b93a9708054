//! Operations that Python may refuse for what they are given, though all of that
//! is known: handlers that wait for such an error get it.

use crate::domain::intern::Name;
use crate::domain::object::{ObjectId, ObjectKind};
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use ruff_python_ast as ast;

impl Interp<'_> {
    /// Whether nothing is hidden of what an atom is.
    fn is_all_known(&self, atom: &Atom) -> bool {
        match atom {
            Atom::Unknown(_) | Atom::Library(_) => false,
            Atom::Object(object) => !matches!(
                self.objects.kind(*object),
                ObjectKind::LibraryInstance(_) | ObjectKind::Context(_)
            ),
            _ => true,
        }
    }

    /// An operator that has no known result for these operands.
    pub(in crate::interp) fn offer_refusal_of_operands(&mut self, operands: &[&Atom]) {
        let is_number =
            |atom: &&Atom| matches!(atom, Atom::Int(_) | Atom::Bool(_) | Atom::Float(_));
        if operands.iter().all(|atom| self.is_all_known(atom)) && !operands.iter().all(is_number) {
            self.may_raise_known("TypeError");
        }
    }

    /// A function of the language that has no known result for its arguments.
    pub(in crate::interp) fn offer_refusal_of_arguments(
        &mut self,
        dotted: &str,
        arguments: &Arguments,
        result: &Value,
    ) {
        let mut results = result.atoms();
        if !dotted.starts_with("builtins.")
            || !results.any(|(_, atom)| matches!(atom, Atom::Unknown(_)))
        {
            return;
        }
        if dotted == "builtins.hash" {
            // What has none was refused before.
            return;
        }
        let given: Vec<Value> = arguments.values().cloned().collect();
        let in_view = |value: &Value| value.atoms().all(|(_, atom)| self.is_all_known(atom));
        if !given.is_empty() && given.iter().all(in_view) {
            self.may_raise();
        }
    }

    /// Whether decorators say that subclasses have to override a function.
    pub(in crate::interp) fn is_abstract(decorators: &[ast::Decorator]) -> bool {
        decorators.iter().any(|decorator| {
            let name = match &decorator.expression {
                ast::Expr::Name(name) => name.id.as_str(),
                ast::Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => return false,
            };
            name.starts_with("abstract")
        })
    }

    /// A class is called of which a method is abstract: if its metaclass is
    /// `abc.ABCMeta`, it makes no instances.
    pub(in crate::interp) fn offer_refusal_of_instances(&mut self, class: ObjectId) {
        if self.abstract_functions.is_empty() {
            return;
        }
        let (ancestors, ..) = self.ancestors(class);
        let mut names: Vec<Name> = Vec::new();
        for ancestor in ancestors {
            names.extend(self.objects.names(ancestor).iter().copied());
        }
        names.sort_unstable();
        names.dedup();
        let is_abstract = names.into_iter().any(|name| {
            let value = self.class_attribute(class, name);
            value.atoms().any(|(_, atom)| {
                matches!(atom, Atom::Object(own) if self.abstract_functions.contains(own))
            })
        });
        if is_abstract {
            self.may_raise_known("TypeError");
        }
    }
}
