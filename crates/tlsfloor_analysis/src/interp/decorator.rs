//! Decorators: what they make of a function or a class.

use super::Interp;
use super::arguments::Arguments;
use crate::domain::object::FunctionKind;
use crate::domain::value::{Atom, Value};
use ruff_python_ast::{self as ast, Expr};

impl<'a> Interp<'a> {
    /// A function or a class after its decorators, the last one first. One of
    /// the program is called; one that is not known may return anything.
    pub(super) fn decorated(&mut self, value: Value, decorators: &'a [ast::Decorator]) -> Value {
        let mut callees = Vec::new();
        for decorator in decorators {
            let callee = self.eval(&decorator.expression);
            callees.push((callee, self.span(&decorator.expression)));
        }
        let mut value = value;
        for (callee, span) in callees.into_iter().rev() {
            if self.state.dead {
                break;
            }
            let mut arguments = Arguments::none(span);
            arguments.positional = vec![value.clone()];
            value = match callee.single_atom() {
                Some(Atom::Library(name)) => {
                    match super::standard::decorator(&self.names.text(*name)) {
                        Some(decorator) => {
                            self.set_kind(&value, decorator);
                            value
                        }
                        None => self.call_value(&callee, &arguments),
                    }
                }
                _ => self.call_value(&callee, &arguments),
            };
        }
        value
    }

    /// What a decorator of the language makes of a function that another one
    /// has given.
    fn set_kind(&mut self, value: &Value, decorator: super::standard::Decorator) {
        let Some(Atom::Object(object)) = value.single_atom() else {
            return;
        };
        if let Some(kind) = kind_of(decorator) {
            self.objects.set_function_kind(*object, kind);
        }
    }

    /// What the decorators make of a function; `None` if that is not known.
    pub(super) fn function_kind(
        &mut self,
        decorators: &'a [ast::Decorator],
    ) -> Option<FunctionKind> {
        let mut kind = FunctionKind::Plain;
        for decorator in decorators {
            let callee = match &decorator.expression {
                Expr::Call(call) => call.func.as_ref(),
                other => other,
            };
            if !matches!(callee, Expr::Name(_) | Expr::Attribute(_)) {
                return None;
            }
            let value = self.eval(callee);
            let Some(Atom::Library(library)) = value.single_atom() else {
                return None;
            };
            let decorator = super::standard::decorator(&self.names.text(*library))?;
            kind = kind_of(decorator).unwrap_or(kind);
        }
        Some(kind)
    }

    /// Whether calls after the first may give what the first gave.
    pub(super) fn is_cached(decorators: &[ast::Decorator]) -> bool {
        decorators.iter().any(|decorator| {
            let callee = match &decorator.expression {
                Expr::Call(call) => call.func.as_ref(),
                other => other,
            };
            let name = match callee {
                Expr::Name(name) => name.id.as_str(),
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => return false,
            };
            name == "cached_property"
        })
    }
}

/// What a decorator makes of a function; `None` for what it was.
fn kind_of(decorator: super::standard::Decorator) -> Option<FunctionKind> {
    use super::standard::Decorator;
    match decorator {
        Decorator::Static => Some(FunctionKind::Static),
        Decorator::Class => Some(FunctionKind::ClassMethod),
        Decorator::Property => Some(FunctionKind::Property),
        Decorator::CachedProperty => Some(FunctionKind::CachedProperty),
        Decorator::Transparent => None,
    }
}
