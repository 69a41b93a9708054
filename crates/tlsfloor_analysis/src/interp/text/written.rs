//! How values are written: `str`, `repr` and `format` without a specification.

use super::Style;
use crate::domain::object::ObjectKind;
use crate::domain::state::plain as plain_value;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::arguments::Arguments;
use crate::interp::fold::Constants;
use crate::interp::{Interp, MAX_TEXT};
use crate::limit::{self, Limit};
use crate::plain::{self, Data};
use tlsfloor_source::Span;

/// Containers in containers whose items are asked one by one; those further
/// inside are handed over as a whole.
const LOOKED_INTO: u32 = 2;

impl<'a> Interp<'a> {
    /// `str(value)`.
    pub(in crate::interp) fn text_value(&mut self, value: &Value, span: Span) -> Value {
        self.written_value(value, Style::Str, span)
    }

    /// A value as a text.
    pub(in crate::interp) fn written_value(
        &mut self,
        value: &Value,
        style: Style,
        span: Span,
    ) -> Value {
        let methods: &[&str] = match style {
            Style::Repr => &["__repr__"],
            _ => &["__str__", "__repr__"],
        };
        if style == Style::Format && self.has_special(value, &["__format__"]) {
            let empty = [plain_value(Atom::Str("".into()))];
            let own = self.special_or(value, &["__format__"], &empty, span, |interp, other| {
                interp.written_value(other, Style::Str, span)
            });
            return own.unwrap_or_else(|| self.unknown_here(span));
        }
        let own = self.special_or(value, methods, &[], span, |interp, other| {
            interp.written_value(other, style, span)
        });
        if let Some(text) = own {
            return text;
        }
        let mut result = Value::empty();
        for (guard, traced) in value.entries() {
            if !self.choices.compatible(guard, &self.state.path) {
                continue;
            }
            let text = self.written_atom(traced, style, span);
            result = result.union(&text.restricted(guard));
        }
        if result.is_empty() && !self.state.dead {
            return self.unknown_here(span);
        }
        result
    }

    fn written_atom(&mut self, traced: &Traced, style: Style, span: Span) -> Value {
        let atom = &traced.atom;
        if let Some(text) = self.written_symbol(atom, style, span) {
            return text;
        }
        if let Some(data) = self.data_of(atom, Constants::Symbols) {
            let text = match style {
                Style::Repr => plain::repr(&data),
                _ => plain::str_of(&data),
            };
            if text.as_ref().is_some_and(|text| text.len() > MAX_TEXT) {
                limit::reached(Limit::Size);
            }
            if let Some(text) = text.filter(|text| text.len() <= MAX_TEXT) {
                let atom = Atom::Str(text.into());
                let origins = traced.origins.clone();
                return Value::always(Traced { atom, origins });
            }
        }
        self.items_are_written(atom, span, LOOKED_INTO);
        let what = if style == Style::Repr { "repr" } else { "str" };
        let atom = self.pure(what, 0, atom, &Atom::None);
        let origins = traced.origins.clone();
        Value::always(Traced { atom, origins })
    }

    /// What is written of a container is what its items say of themselves.
    fn items_are_written(&mut self, atom: &Atom, span: Span, depth: u32) {
        self.special_methods_run(atom, span);
        let items = match atom {
            Atom::Tuple(items) => Value::union_of(items.iter()),
            Atom::Object(object) => match self.objects.kind(*object) {
                ObjectKind::List | ObjectKind::Set => {
                    let content = self.content(*object);
                    self.all_items(&content)
                }
                ObjectKind::Dict => {
                    let mapping = self.mapping(*object);
                    let values = mapping.entries.iter().map(|(_, value)| value);
                    Value::union_of(values.chain(&mapping.rest))
                }
                _ => return,
            },
            _ => return,
        };
        if depth == 0 {
            self.expose(&items, span);
            return;
        }
        let atoms: Vec<Atom> = items.atoms().map(|(_, atom)| atom.clone()).collect();
        for item in atoms {
            self.repr_runs(&item, span);
            self.items_are_written(&item, span, depth - 1);
        }
    }

    /// `__repr__` of an instance runs: what it sees may be changed.
    fn repr_runs(&mut self, atom: &Atom, span: Span) {
        if let Atom::Object(object) = *atom
            && let ObjectKind::Instance(class) = *self.objects.kind(object)
        {
            let name = self.names.intern("__repr__");
            let method = self.class_attribute(class, name);
            self.expose(&method, span);
        }
    }

    /// Constants of libraries and members of enumerations: how they are written
    /// differs between Pythons.
    fn written_symbol(&mut self, atom: &Atom, style: Style, span: Span) -> Option<Value> {
        let (class, name, value) = match atom {
            Atom::Member(member) => {
                let own = ["__str__", "__repr__", "__format__"].iter().any(|method| {
                    let method = self.names.intern(method);
                    !self.class_attribute(member.class, method).is_empty()
                });
                if own {
                    return self.written_by_member(atom, style, span);
                }
                let class = match self.objects.kind(member.class) {
                    crate::domain::object::ObjectKind::Class(class) => class.name,
                    _ => return None,
                };
                let value = member.value.single_atom()?.clone();
                let value = self.data_of(&value, Constants::Symbols)?;
                (self.names.text(class), self.names.text(member.name), value)
            }
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                let (class, name) = self.symbol_of(&dotted)?;
                let builds = self.builds();
                let ints = self.ints(atom, builds)?;
                let [(_, int)] = ints.as_slice() else {
                    return None;
                };
                (class.into(), name.into(), Data::Int(*int))
            }
            _ => return None,
        };
        let symbol = format!("{class}.{name}");
        let plain_text = plain::str_of(&value)?;
        if style == Style::Repr {
            let text = format!("<{symbol}: {}>", plain::repr(&value)?);
            return Some(self.constant(span, Atom::Str(text.into())));
        }
        let (is_number, is_text, says_value) = match atom {
            Atom::Member(member) => (
                self.has_int_members(member.class),
                self.has_text_members(member.class),
                self.enum_derives(
                    member.class,
                    &[
                        "enum.StrEnum",
                        "enum.IntEnum",
                        "enum.IntFlag",
                        "enum.ReprEnum",
                    ],
                ),
            ),
            _ => (true, false, true),
        };
        let groups = self.by_build(self.builds(), |build| {
            let new = build.python.major == 3 && build.python.minor >= 11;
            let as_value = match style {
                _ if new => says_value,
                Style::Format => is_number || is_text,
                _ => build.python.major == 2 && matches!(atom, Atom::Library(_)),
            };
            Atom::Str(if as_value { &plain_text } else { &symbol }.as_str().into())
        });
        Some(match groups.as_slice() {
            [(_, text)] => self.constant(span, text.clone()),
            _ => self.by_builds(groups, span),
        })
    }

    /// A member whose class says itself how it is written.
    fn written_by_member(&mut self, atom: &Atom, style: Style, span: Span) -> Option<Value> {
        let Atom::Member(member) = atom else {
            return None;
        };
        let methods: &[&str] = match style {
            Style::Repr => &["__repr__"],
            Style::Str => &["__str__", "__repr__"],
            Style::Format => &["__format__", "__str__", "__repr__"],
        };
        for method in methods {
            let name = self.names.intern(method);
            if self.class_attribute(member.class, name).is_empty() {
                continue;
            }
            let method_value = self.member_attribute(member, name, span);
            let mut call = Arguments::none(span);
            if *method == "__format__" {
                call.positional = vec![plain_value(Atom::Str("".into()))];
            }
            return Some(self.call_value(&method_value, &call));
        }
        None
    }

    /// The class and the name that a constant of `ssl` is written with.
    fn symbol_of(&self, dotted: &str) -> Option<(String, String)> {
        let (module, name) = dotted.rsplit_once('.')?;
        let class = match name {
            _ if name.starts_with("PROTOCOL_") => "_SSLMethod",
            _ if name.starts_with("OP_") => "Options",
            _ => module.rsplit_once('.')?.1,
        };
        self.catalogue.constant(dotted)?;
        dotted
            .starts_with("ssl.")
            .then(|| (class.to_owned(), name.to_owned()))
    }
}
