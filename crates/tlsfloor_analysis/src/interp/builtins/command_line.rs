//! What a command line that is not known makes of the arguments that a program
//! describes: the part of the model of `argparse` that would be slow in Python.

use crate::domain::guard::Guard;
use crate::domain::object::ObjectKind;
use crate::domain::origin::Origins;
use crate::domain::region::{Key, Region};
use crate::domain::state::Mapping;
use crate::domain::unknown::UnknownKey;
use crate::domain::value::{Atom, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use std::rc::Rc;
use tlsfloor_source::Span;

/// One call of `add_argument`.
struct Described {
    dest: Rc<str>,
    /// It begins with a dash, and is not required.
    optional: bool,
    options: Mapping,
}

impl<'a> Interp<'a> {
    /// `_guessed(added, defaults, present)`: what each destination holds.
    pub(super) fn guessed_arguments(&mut self, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let [added, defaults, present] = arguments.positional.as_slice() else {
            return None;
        };
        let (added, defaults, present) = (added.clone(), defaults.clone(), present.clone());
        let mut preset = Mapping::default();
        self.update_mapping(&mut preset, &defaults, span);
        self.update_mapping(&mut preset, &present, span);
        let mut result = preset.clone();
        let crate::domain::state::Sequence::Known(added) = self.sequence_of(&added, span) else {
            result.rest = Some(self.unknown_here(span));
            return Some(self.new_dict(span, result));
        };
        for one in added.iter() {
            let Some(described) = self.described_argument(one) else {
                result.rest = Some(self.unknown_here(span));
                continue;
            };
            let action = self.text_option(&described, "action");
            if matches!(action.as_deref(), Some("help" | "version")) {
                continue;
            }
            let key = Atom::Str(described.dest.clone());
            let own = preset.get(&key).cloned();
            let value = self.guessed(&described, action.as_deref(), own.as_ref(), span);
            // Several arguments may have one destination: the last one given counts.
            let value = match result.get(&key) {
                Some(earlier) if preset.get(&key).is_none() => earlier.union(&value),
                _ => value,
            };
            result.set(&key, value);
        }
        Some(self.new_dict(span, result))
    }

    /// `_chosen()`: the name of the command that is given.
    pub(super) fn chosen_command(&mut self, span: Span) -> Value {
        let id = self.argument("command");
        let origins = Origins::one(self.unknown_origin(span));
        Value::atom(id, origins)
    }

    /// An argument as it is given: a text, the same each time.
    fn argument(&mut self, dest: &str) -> Atom {
        let of = vec![Atom::Str(format!("argument {dest}").into())];
        Atom::Unknown(self.unknowns.intern(UnknownKey::Operation("variable", of)))
    }

    fn described_argument(&mut self, value: &Value) -> Option<Described> {
        let Some(Atom::Tuple(parts)) = value.single_atom() else {
            return None;
        };
        let [names, options] = parts.as_slice() else {
            return None;
        };
        let Some(Atom::Tuple(names)) = names.single_atom() else {
            return None;
        };
        let mut texts = Vec::new();
        for name in names.iter() {
            texts.push(name.single_str()?.clone());
        }
        let Some(Atom::Object(options)) = options.single_atom() else {
            return None;
        };
        let options = self.mapping(*options);
        if options.rest.is_some() {
            return None;
        }
        let named = options.get(&Atom::Str("dest".into()));
        let dest = match named {
            Some(dest) => dest.single_str()?.clone(),
            None => {
                let long = texts.iter().find(|name| name.starts_with("--"));
                let name = long.or(texts.first())?;
                name.trim_start_matches('-').replace('-', "_").into()
            }
        };
        let required = options.get(&Atom::Str("required".into()));
        let required = required.is_some_and(|value| value.single_atom() == Some(&Atom::Bool(true)));
        let dashed = texts.first().is_some_and(|name| name.starts_with('-'));
        let nargs = options.get(&Atom::Str("nargs".into()));
        let none_is_enough = nargs
            .and_then(Value::single_str)
            .is_some_and(|nargs| matches!(nargs.as_ref(), "?" | "*"));
        let optional = if dashed { !required } else { none_is_enough };
        Some(Described {
            dest,
            optional,
            options,
        })
    }

    fn option(&self, described: &Described, name: &str) -> Option<Value> {
        described.options.get(&Atom::Str(name.into())).cloned()
    }

    fn text_option(&self, described: &Described, name: &str) -> Option<Rc<str>> {
        let value = self.option(described, name)?;
        value.single_str().cloned()
    }

    fn guessed(
        &mut self,
        described: &Described,
        action: Option<&str>,
        preset: Option<&Value>,
        span: Span,
    ) -> Value {
        let boolean = |interp: &mut Self, truth| interp.constant(span, Atom::Bool(truth));
        let mut default = preset
            .cloned()
            .or_else(|| self.option(described, "default"));
        let known = self.option(described, "action").is_none() || action.is_some();
        let given = match action {
            _ if !known => self.unknown_here(span),
            Some("store_true" | "store_false") => {
                let truth = action == Some("store_true");
                default = default.or_else(|| Some(boolean(self, !truth)));
                boolean(self, truth)
            }
            Some("store_const" | "append_const") => {
                let none = self.constant(span, Atom::None);
                let value = self.option(described, "const").unwrap_or(none);
                match action {
                    Some("append_const") => self.new_sequence(span, ObjectKind::List, Err(value)),
                    _ => value,
                }
            }
            Some("count") => self.unknown_here(span),
            _ => self.guessed_value(described, span),
        };
        let default = match default {
            Some(default) => self.default_text(described, &default, span),
            None => self.constant(span, Atom::None),
        };
        if !described.optional {
            return given;
        }
        let is_given = vec![Atom::Str(format!("argument {}", described.dest).into())];
        let is_given = UnknownKey::Operation("argument is given", is_given);
        let is_given = self.unknowns.intern(is_given);
        let literal = self.unknowns.truth(&mut self.choices, is_given);
        let (yes, no) = (Guard::when(literal), Guard::when(literal.negated()));
        given.restricted(&yes).union(&default.restricted(&no))
    }

    /// A default that is a text is taken as if it had been given.
    fn default_text(&mut self, described: &Described, default: &Value, span: Span) -> Value {
        let is_text = default.single_str().is_some();
        match self.option(described, "type") {
            Some(class) if is_text => {
                let mut call = Arguments::none(span);
                call.positional = vec![default.clone()];
                self.call_value(&class, &call)
            }
            _ => default.clone(),
        }
    }

    fn guessed_value(&mut self, described: &Described, span: Span) -> Value {
        let raw = self.argument(&described.dest);
        let origins = Origins::one(self.unknown_origin(span));
        let raw_value = Value::atom(raw.clone(), origins);
        let class = self.option(described, "type");
        let choices = self.option(described, "choices");
        let value = match (&class, choices) {
            (None, Some(choices)) => self.one_of_choices(&raw, &choices, span),
            (Some(_), Some(choices)) => match self.sequence_of(&choices, span) {
                crate::domain::state::Sequence::Known(items) => Value::union_of(items.iter()),
                crate::domain::state::Sequence::Open(item) => item,
            },
            (None, None) => raw_value,
            (Some(class), None) => {
                let mut call = Arguments::none(span);
                call.positional = vec![raw_value];
                self.call_value(&class.clone(), &call)
            }
        };
        let several = match self.option(described, "nargs") {
            Some(nargs) => nargs.single_str().is_none_or(|nargs| nargs.as_ref() != "?"),
            None => matches!(
                self.text_option(described, "action").as_deref(),
                Some("append" | "extend")
            ),
        };
        if several {
            return self.new_sequence(span, ObjectKind::List, Err(value));
        }
        value
    }

    /// One of the choices; any other text ends the program.
    fn one_of_choices(&mut self, raw: &Atom, choices: &Value, span: Span) -> Value {
        let Atom::Unknown(unknown) = *raw else {
            return self.unknown_here(span);
        };
        let crate::domain::state::Sequence::Known(choices) = self.sequence_of(choices, span) else {
            return self.unknown_here(span);
        };
        let mut result = Value::empty();
        let mut keys = Vec::new();
        for choice in choices.iter() {
            let Some(key) = choice.single_atom().and_then(Key::of) else {
                return self.unknown_here(span);
            };
            keys.push(key.clone());
            let region = Region::Only(vec![key]);
            let literal = self.unknowns.test(&mut self.choices, unknown, &region);
            result = result.union(&choice.restricted(&Guard::when(literal)));
        }
        let all = self
            .unknowns
            .test(&mut self.choices, unknown, &Region::Only(keys));
        self.assume(&Guard::when(all));
        result
    }
}
