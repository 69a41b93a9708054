//! The arguments of a call, and binding them to parameters.

use super::Interp;
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use crate::facts::StepKind;
use crate::limit::{self, Limit};
use ruff_python_ast::{self as ast, Expr};
use std::rc::Rc;
use tlsfloor_source::Span;

/// What a call passes.
#[derive(Clone, Debug)]
pub(super) struct Arguments {
    /// The call.
    pub(super) span: Span,
    pub(super) positional: Vec<Value>,
    /// A value without an entry on the present path is not passed there.
    pub(super) keywords: Vec<(Name, Value)>,
    /// More positional arguments may follow: `*args` of unknown length, each
    /// one of these.
    pub(super) open_positional: Option<Value>,
    /// Any other keyword may be passed: `**kwargs` that is not known.
    pub(super) open_keywords: Option<Value>,
}

impl Arguments {
    pub(super) fn none(span: Span) -> Self {
        Self {
            span,
            positional: Vec::new(),
            keywords: Vec::new(),
            open_positional: None,
            open_keywords: None,
        }
    }

    pub(super) fn keyword(&self, name: Name) -> Option<&Value> {
        self.keywords
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, value)| value)
    }

    /// The same with these positional arguments in front.
    pub(super) fn after(&self, first: Vec<Value>) -> Self {
        let mut arguments = self.clone();
        arguments.positional = first;
        arguments.positional.extend(self.positional.iter().cloned());
        arguments
    }

    /// Every value that is passed.
    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        self.positional
            .iter()
            .chain(self.keywords.iter().map(|(_, value)| value))
            .chain(self.open_positional.iter())
            .chain(self.open_keywords.iter())
    }
}

impl<'a> Interp<'a> {
    pub(super) fn eval_arguments(&mut self, call: &'a ast::ExprCall) -> Arguments {
        let mut ways = self.eval_argument_ways(call, 1);
        match ways.pop() {
            Some((_, arguments)) => arguments,
            None => Arguments::none(self.span(call)),
        }
    }

    /// The arguments of a call, for each way that a `*sequence` in it may be, up
    /// to so many; beyond, the sequence is open.
    pub(super) fn eval_argument_ways(
        &mut self,
        call: &'a ast::ExprCall,
        most: usize,
    ) -> Vec<(Guard, Arguments)> {
        let mut ways = vec![(Guard::ALWAYS, Arguments::none(self.span(call)))];
        for argument in &call.arguments.args {
            let span = self.span(argument);
            if let Expr::Starred(starred) = argument {
                let value = self.eval(&starred.value);
                let mut sequences = self.sequences_of(&value, span);
                if sequences.len() * ways.len() > most && sequences.len() > 1 {
                    limit::reached(Limit::Alternatives);
                    let any = sequences
                        .iter()
                        .map(|(guard, sequence)| sequence.any().restricted(guard));
                    let any: Vec<Value> = any.collect();
                    let any = Value::union_of(any.iter());
                    sequences = vec![(Guard::ALWAYS, Sequence::Open(any))];
                }
                ways = spread_ways(&ways, &sequences);
                continue;
            }
            let value = self.eval(argument);
            for (_, arguments) in &mut ways {
                if arguments.open_positional.is_some() {
                    open(&mut arguments.open_positional, &value);
                } else {
                    arguments.positional.push(value.clone());
                }
            }
        }
        for keyword in &call.arguments.keywords {
            let value = self.eval(&keyword.value);
            let name = keyword.arg.as_ref().map(|name| self.name_of(name));
            let span = self.span(&keyword.value);
            for (_, arguments) in &mut ways {
                match name {
                    Some(name) => arguments.keywords.push((name, value.clone())),
                    None => self.spread_keywords(arguments, &value, span),
                }
            }
        }
        ways
    }

    /// `**value`.
    pub(super) fn spread_keywords(&mut self, arguments: &mut Arguments, value: &Value, span: Span) {
        let mut mapping = crate::domain::state::Mapping::default();
        self.update_mapping(&mut mapping, value, span);
        for (key, value) in mapping.entries.iter() {
            if let Atom::Str(name) = key {
                let name = self.names.intern(name);
                let value = value.on_path(&self.choices, &self.state.path);
                if !value.is_empty() {
                    arguments.keywords.push((name, value));
                }
            }
        }
        if let Some(rest) = mapping.rest {
            open(&mut arguments.open_keywords, &rest);
        }
    }

    /// Binds arguments to the parameters of a function of the program, in the
    /// current frame. What is missing takes its default; what is neither
    /// passed nor has a default is unknown.
    pub(super) fn bind_parameters(
        &mut self,
        parameters: &'a ast::Parameters,
        defaults: &dyn Fn(&mut Self, Name) -> Value,
        arguments: &Arguments,
    ) {
        if self.catches_builtin("TypeError")
            && self.does_not_fit(parameters, defaults, arguments)
            && self.raise("TypeError")
        {
            return;
        }
        let mut positional = arguments.positional.iter();
        let mut taken = Vec::new();
        let only_positional = parameters.posonlyargs.len();
        for (at, parameter) in parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .enumerate()
        {
            let name = self.name_of(&parameter.parameter.name);
            let passed = positional.next().cloned();
            if at >= only_positional {
                taken.push(name);
                self.bind_parameter(parameter, name, passed, defaults, arguments);
                continue;
            }
            // A keyword of this name is another argument.
            let mut unnamed = arguments.clone();
            unnamed.keywords.retain(|(own, _)| *own != name);
            self.bind_parameter(parameter, name, passed, defaults, &unnamed);
        }
        if let Some(rest) = &parameters.vararg {
            let name = self.name_of(&rest.name);
            let span = self.span(rest.as_ref());
            let more: Vec<Value> = positional.cloned().collect();
            let value = match &arguments.open_positional {
                None => self.constant(span, Atom::Tuple(Rc::new(more))),
                Some(open) => {
                    let all = more.iter().fold(open.clone(), |all, item| all.union(item));
                    self.new_sequence(span, crate::domain::object::ObjectKind::List, Err(all))
                }
            };
            self.bind(name, value);
        }
        for parameter in &parameters.kwonlyargs {
            let name = self.name_of(&parameter.parameter.name);
            taken.push(name);
            self.bind_parameter(parameter, name, None, defaults, arguments);
        }
        if let Some(rest) = &parameters.kwarg {
            let name = self.name_of(&rest.name);
            let span = self.span(rest.as_ref());
            let mut mapping = crate::domain::state::Mapping {
                rest: arguments.open_keywords.clone(),
                ..Default::default()
            };
            for (keyword, value) in &arguments.keywords {
                if !taken.contains(keyword) {
                    let text = self.names.text(*keyword);
                    mapping.set(&Atom::Str(text), value.clone());
                }
            }
            let value = self.new_dict(span, mapping);
            self.bind(name, value);
        }
    }

    /// Whether Python refuses the arguments of a call.
    fn does_not_fit(
        &mut self,
        parameters: &'a ast::Parameters,
        defaults: &dyn Fn(&mut Self, Name) -> Value,
        arguments: &Arguments,
    ) -> bool {
        if arguments.open_positional.is_some() || arguments.open_keywords.is_some() {
            return false;
        }
        let given = arguments.positional.len();
        let only = parameters.posonlyargs.len();
        if parameters.vararg.is_none() && given > only + parameters.args.len() {
            return true;
        }
        let mut names = Vec::new();
        for (at, parameter) in parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs)
            .enumerate()
        {
            let name = self.name_of(&parameter.parameter.name);
            let by_position = at < given && at < only + parameters.args.len();
            let by_name = at >= only && arguments.keyword(name).is_some();
            if at >= only {
                names.push(name);
            }
            if by_position && by_name {
                let keyword = arguments.keyword(name).cloned();
                if keyword.is_some_and(|value| self.surely_present(&value)) {
                    return true;
                }
            }
            if !by_position && !by_name && defaults(self, name).is_empty() {
                return true;
            }
        }
        parameters.kwarg.is_none()
            && arguments
                .keywords
                .iter()
                .any(|(name, value)| !names.contains(name) && self.surely_present(value))
    }

    fn bind_parameter(
        &mut self,
        parameter: &'a ast::ParameterWithDefault,
        name: Name,
        passed: Option<Value>,
        defaults: &dyn Fn(&mut Self, Name) -> Value,
        arguments: &Arguments,
    ) {
        let span = self.span(parameter);
        let keyword = arguments.keyword(name).cloned();
        let mut value = match (passed, keyword) {
            (Some(value), _) => value,
            (None, Some(value)) => {
                if self.surely_present(&value) {
                    value
                } else {
                    let default = defaults(self, name);
                    self.filled(&value, &default)
                }
            }
            (None, None) => {
                let default = defaults(self, name);
                let open = match (&arguments.open_positional, &arguments.open_keywords) {
                    (Some(one), Some(other)) => Some(one.union(other)),
                    (one, other) => one.clone().or_else(|| other.clone()),
                };
                match open {
                    Some(open) => default.union(&open),
                    None => default,
                }
            }
        };
        if value.is_empty() {
            self.may_raise_known("TypeError");
            value = self.unknown_here(span);
        }
        let value = self.passed(&value, span, StepKind::Argument);
        self.bind(name, value);
    }

    /// `value` where it is there, `other` elsewhere.
    pub(super) fn filled(&mut self, value: &Value, other: &Value) -> Value {
        let mut rest = other.clone();
        for (guard, _) in value.entries() {
            rest = self.outside(&rest, guard);
        }
        value.union(&rest)
    }
}

/// Each way with each of these sequences after it.
fn spread_ways(
    ways: &[(Guard, Arguments)],
    sequences: &[(Guard, Sequence)],
) -> Vec<(Guard, Arguments)> {
    let mut next = Vec::new();
    for (guard, arguments) in ways {
        for (own, sequence) in sequences {
            let Some(both) = guard.and(own) else { continue };
            let mut arguments = arguments.clone();
            match sequence {
                Sequence::Known(items) if arguments.open_positional.is_none() => {
                    arguments.positional.extend(items.iter().cloned());
                }
                Sequence::Known(items) => {
                    for item in items.iter() {
                        open(&mut arguments.open_positional, item);
                    }
                }
                Sequence::Open(item) => open(&mut arguments.open_positional, item),
            }
            next.push((both, arguments));
        }
    }
    next
}

fn open(slot: &mut Option<Value>, value: &Value) {
    *slot = Some(match slot {
        Some(old) => old.union(value),
        None => value.clone(),
    });
}
