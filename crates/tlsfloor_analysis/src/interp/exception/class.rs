//! Classes of exceptions, and which handler catches which.

use crate::domain::object::ObjectKind;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use ruff_python_ast::Expr;

/// A class of exceptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::interp) enum ExceptionClass {
    /// Catches everything: `except:`.
    Any,
    /// A builtin, by name.
    Builtin(&'static str),
    /// A library's or the program's, by name: related to the builtins that are
    /// listed.
    Named(String, Vec<ExceptionClass>),
    /// Catches whatever is known to be raised: only models of the standard
    /// library use it.
    Raised,
    /// Not known.
    Unknown,
    /// Something unknown ran: it may have raised anything, or nothing.
    Possible,
}

impl<'a> Interp<'a> {
    /// The class of an exception, from the class itself or an instance.
    pub(in crate::interp) fn class_of(&mut self, atom: &Atom) -> ExceptionClass {
        match atom {
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                named_class(&dotted)
            }
            Atom::Object(object) => match self.objects.kind(*object).clone() {
                ObjectKind::Class(class) => {
                    let name = format!("program.{}", object.0);
                    let mut parents = Vec::new();
                    for base in &class.bases {
                        match base.single_atom().cloned() {
                            Some(base) => parents.push(self.class_of(&base)),
                            None => parents.push(ExceptionClass::Unknown),
                        }
                    }
                    ExceptionClass::Named(name, parents)
                }
                ObjectKind::Instance(class) => self.class_of(&Atom::Object(class)),
                ObjectKind::LibraryInstance(class) => {
                    let dotted = self.names.text(class);
                    named_class(&dotted)
                }
                _ => ExceptionClass::Unknown,
            },
            _ => ExceptionClass::Unknown,
        }
    }

    /// The classes that a handler names.
    pub(in crate::interp) fn exception_classes(
        &mut self,
        expr: Option<&'a Expr>,
    ) -> Vec<ExceptionClass> {
        let Some(expr) = expr else {
            return vec![ExceptionClass::Any];
        };
        let value = match expr {
            Expr::Tuple(tuple) => {
                let mut classes = Vec::new();
                for item in &tuple.elts {
                    classes.extend(self.exception_classes(Some(item)));
                }
                return classes;
            }
            // Reading a name or an attribute; nothing else happens here.
            Expr::Name(_) | Expr::Attribute(_) => self.eval(expr),
            _ => return vec![ExceptionClass::Unknown],
        };
        self.classes_in(std::iter::once(&value))
    }

    /// The classes that these values name, alone or in tuples.
    pub(in crate::interp) fn classes_in<'v>(
        &mut self,
        values: impl Iterator<Item = &'v Value>,
    ) -> Vec<ExceptionClass> {
        let atoms: Vec<Atom> = values
            .flat_map(|value| value.atoms().map(|(_, atom)| atom.clone()))
            .collect();
        let mut classes = Vec::new();
        for atom in atoms {
            if let Atom::Tuple(items) = &atom {
                for item in items.iter() {
                    match item.single_atom().cloned() {
                        Some(item) => classes.push(self.class_of(&item)),
                        None => classes.push(ExceptionClass::Unknown),
                    }
                }
            } else {
                classes.push(self.class_of(&atom));
            }
        }
        if classes.is_empty() {
            classes.push(ExceptionClass::Unknown);
        }
        classes
    }
}

/// The name by which models of the standard library catch all that is known to
/// be raised.
const RAISED: &str = "builtins._Raised";

/// Parents of builtin exceptions, as far as handlers tell them apart.
const PARENTS: &[(&str, &str)] = &[
    ("Exception", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("SystemExit", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("ArithmeticError", "Exception"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("ConnectionError", "OSError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("BrokenPipeError", "ConnectionError"),
    ("FileNotFoundError", "OSError"),
    ("FileExistsError", "OSError"),
    ("PermissionError", "OSError"),
    ("TimeoutError", "OSError"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("StopIteration", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("SyntaxError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("MemoryError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ReferenceError", "Exception"),
    ("SystemError", "Exception"),
];

pub(super) fn named_class(dotted: &str) -> ExceptionClass {
    if dotted == RAISED {
        return ExceptionClass::Raised;
    }
    if let Some(name) = dotted.strip_prefix("builtins.") {
        let name = match name {
            "IOError" | "EnvironmentError" | "WindowsError" => "OSError",
            "StandardError" => "Exception",
            other => other,
        };
        if name == "BaseException" {
            return ExceptionClass::Builtin("BaseException");
        }
        return PARENTS
            .iter()
            .find(|(own, _)| *own == name)
            .map_or(ExceptionClass::Unknown, |(own, _)| {
                ExceptionClass::Builtin(own)
            });
    }
    // These are OSError, or were its siblings in Python 2; nothing that is
    // raised as a known builtin is one of them.
    if dotted == "socket.error" || dotted == "ssl.SSLError" || dotted.starts_with("ssl.SSL") {
        return ExceptionClass::Named(dotted.to_owned(), vec![ExceptionClass::Builtin("OSError")]);
    }
    ExceptionClass::Named(dotted.to_owned(), vec![ExceptionClass::Unknown])
}

/// Whether a handler for `handler` catches `raised`; `None`: maybe.
pub(super) fn catches(handler: &ExceptionClass, raised: &ExceptionClass) -> Option<bool> {
    match (handler, raised) {
        (ExceptionClass::Raised, raised) => Some(*raised != ExceptionClass::Possible),
        // Of what may happen, what ends the interpreter itself is nothing that
        // code waits for.
        (ExceptionClass::Any | ExceptionClass::Builtin("BaseException"), _)
        | (ExceptionClass::Builtin("Exception"), ExceptionClass::Possible) => Some(true),
        (ExceptionClass::Unknown | ExceptionClass::Possible, _)
        | (
            _,
            ExceptionClass::Unknown
            | ExceptionClass::Any
            | ExceptionClass::Possible
            | ExceptionClass::Raised,
        ) => None,
        (ExceptionClass::Builtin(handler), ExceptionClass::Builtin(raised)) => {
            let mut at = *raised;
            loop {
                if at == *handler {
                    return Some(true);
                }
                match PARENTS.iter().find(|(own, _)| *own == at) {
                    Some((_, parent)) => at = parent,
                    None => return Some(false),
                }
            }
        }
        (handler, ExceptionClass::Named(_, parents)) if handler == raised || parents.is_empty() => {
            Some(handler == raised)
        }
        (handler, ExceptionClass::Named(_, parents)) => {
            let mut maybe = false;
            for parent in parents {
                match catches(handler, parent) {
                    Some(true) => return Some(true),
                    None => maybe = true,
                    Some(false) => {}
                }
            }
            if maybe { None } else { Some(false) }
        }
        // A named class may be an ancestor of a builtin only if it is not a
        // descendant of one; those that we meet are descendants.
        (ExceptionClass::Named(..), ExceptionClass::Builtin(_)) => Some(false),
    }
}
