//! `match` statements.

use super::Interp;
use super::flow::Split;
use crate::domain::guard::Guard;
use crate::domain::state::Sequence;
use crate::domain::value::{Atom, Value};
use ruff_python_ast::{self as ast, Pattern};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    pub(super) fn run_match(&mut self, matched: &'a ast::StmtMatch) {
        if let Some(case) = matched
            .cases
            .iter()
            .find(|case| self.resumes_among(&case.body))
        {
            return self.run(&case.body);
        }
        let subject = self.eval(&matched.subject);
        let mut done = Vec::new();
        for case in &matched.cases {
            if self.state.dead {
                break;
            }
            let span = self.span(case);
            let test = self.pattern(&case.pattern, &subject);
            let split = self.split(span, &test);
            self.story.tested(self.span(&case.pattern), &split);
            let before = self.state.clone();
            let mut guard_may_fail = None;
            if let Some(guard) = &split.yes {
                self.assume(guard);
                if !self.state.dead {
                    self.bind_pattern(&case.pattern, &subject);
                    let mut runs = true;
                    if let Some(condition) = &case.guard {
                        let value = self.eval(condition);
                        let own = self.split(span, &value);
                        let (passing, failing) = self.both_ways(&own);
                        guard_may_fail = failing;
                        match passing {
                            Some(state) => self.state = state,
                            None => runs = false,
                        }
                    }
                    if runs {
                        self.run(&case.body);
                        let state = self.take_state();
                        done.push(state);
                    }
                }
            }
            self.state = before;
            match &split.no {
                Some(guard) => self.assume(guard),
                None => self.state.dead = true,
            }
            if let Some(state) = guard_may_fail {
                self.rejoin(vec![state]);
            }
        }
        self.rejoin(done);
    }

    /// The current state where a test holds, and where it does not.
    fn both_ways(
        &mut self,
        split: &Split,
    ) -> (
        Option<crate::domain::state::State>,
        Option<crate::domain::state::State>,
    ) {
        let side = |guard: &Option<Guard>| {
            let mut state = self.state.clone();
            let path = self.choices.narrow(&state.path, guard.as_ref()?)?;
            state.path = path;
            Some(state)
        };
        (side(&split.yes), side(&split.no))
    }

    /// Whether a pattern matches, as a value to test.
    fn pattern(&mut self, pattern: &'a Pattern, subject: &Value) -> Value {
        let span = self.span(pattern);
        match pattern {
            Pattern::MatchValue(value) => {
                let value = self.eval(&value.value);
                self.compare(ast::CmpOp::Eq, subject, &value, span)
            }
            Pattern::MatchSingleton(singleton) => {
                let atom = match singleton.value {
                    ast::Singleton::None => Atom::None,
                    ast::Singleton::True => Atom::Bool(true),
                    ast::Singleton::False => Atom::Bool(false),
                };
                let value = self.constant(span, atom);
                self.compare(ast::CmpOp::Is, subject, &value, span)
            }
            Pattern::MatchAs(named) => match &named.pattern {
                Some(pattern) => self.pattern(pattern, subject),
                None => self.constant(span, Atom::Bool(true)),
            },
            Pattern::MatchOr(alternatives) => {
                let mut result = self.constant(span, Atom::Bool(false));
                for alternative in alternatives.patterns.iter().rev() {
                    let one = self.pattern(alternative, subject);
                    let split = self.split(span, &one);
                    let later = result.clone();
                    result = self.branch_value(&split, |_| one.clone(), |_| later);
                }
                result
            }
            Pattern::MatchSequence(sequence) => self.sequence_pattern(sequence, subject),
            Pattern::MatchStar(_) => self.constant(span, Atom::Bool(true)),
            Pattern::MatchMapping(mapping) => self.mapping_pattern(mapping, subject),
            Pattern::MatchClass(class) => self.class_pattern(class, subject),
        }
    }

    fn sequence_pattern(
        &mut self,
        sequence: &'a ast::PatternMatchSequence,
        subject: &Value,
    ) -> Value {
        let span = self.span(sequence);
        let cases = subject.entries().to_vec();
        self.each_case(cases, |interp, traced| {
            let items = match interp.matched_sequence(&traced.atom, span) {
                Some(Some(items)) => items,
                Some(None) => return interp.constant(span, Atom::Bool(false)),
                None => return interp.unknown_here(span),
            };
            let Some(pairs) = interp.aligned(&sequence.patterns, &items) else {
                return interp.constant(span, Atom::Bool(false));
            };
            let mut result = interp.constant(span, Atom::Bool(true));
            for (pattern, item) in pairs {
                result = interp.both(&result, |interp| interp.pattern(pattern, &item), span);
            }
            result
        })
    }

    /// Binds the names of a pattern that matched.
    fn bind_pattern(&mut self, pattern: &'a Pattern, subject: &Value) {
        let span = self.span(pattern);
        match pattern {
            Pattern::MatchAs(named) => {
                if let Some(inner) = &named.pattern {
                    self.bind_pattern(inner, subject);
                }
                if let Some(name) = &named.name {
                    let name = self.name_of(name);
                    let value = subject.on_path(&self.choices, &self.state.path);
                    self.bind(name, value);
                }
            }
            Pattern::MatchSequence(sequence) => {
                let subject = subject.on_path(&self.choices, &self.state.path);
                let items = match self.sequence_of(&subject, span) {
                    Sequence::Known(items) => items.as_ref().clone(),
                    Sequence::Open(_) => Vec::new(),
                };
                let pairs = (!items.is_empty())
                    .then(|| self.aligned(&sequence.patterns, &items))
                    .flatten();
                if let Some(pairs) = pairs {
                    for (inner, item) in pairs {
                        self.bind_pattern(inner, &item);
                    }
                    return;
                }
                for (index, inner) in sequence.patterns.iter().enumerate() {
                    let item = match items.get(index) {
                        Some(item) => item.clone(),
                        None => {
                            let place = self.span(inner);
                            self.unknown_here(place)
                        }
                    };
                    self.bind_pattern(inner, &item);
                }
            }
            Pattern::MatchStar(star) => {
                let is_list = subject
                    .atoms()
                    .all(|(_, atom)| matches!(atom, Atom::Object(_)));
                match &star.name {
                    Some(name) if is_list && !subject.is_empty() => {
                        let name = self.name_of(name);
                        self.bind(name, subject.clone());
                    }
                    name => self.bind_unknown_capture(name.as_ref(), span),
                }
            }
            Pattern::MatchMapping(mapping) => self.bind_mapping(mapping, subject),
            Pattern::MatchClass(class) => self.bind_class(class, subject),
            Pattern::MatchOr(alternatives) => self.bind_first(&alternatives.patterns, subject),
            Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => {}
        }
    }

    /// Binds the names of a pattern that matched something not followed.
    fn bind_unknown_pattern(&mut self, pattern: &'a Pattern) {
        let place = self.span(pattern);
        let value = self.unknown_here(place);
        self.bind_pattern(pattern, &value);
    }

    fn bind_unknown_capture(&mut self, name: Option<&'a ast::Identifier>, span: Span) {
        if let Some(name) = name {
            let name = self.name_of(name);
            let value = self.unknown_here(span);
            self.bind(name, value);
        }
    }

    /// Binds the names of the first of these patterns that matches.
    fn bind_first(&mut self, patterns: &'a [Pattern], subject: &Value) {
        let Some((first, rest)) = patterns.split_first() else {
            return;
        };
        if rest.is_empty() {
            self.bind_pattern(first, subject);
            return;
        }
        let span = self.span(first);
        let test = self.pattern(first, subject);
        let split = self.split(span, &test);
        self.branch(
            &split,
            |interp| interp.bind_pattern(first, subject),
            |interp| interp.bind_first(rest, subject),
            |_, (), _, (), _| (),
            (),
        );
    }

    /// Both tests, the second one only where the first one holds.
    fn both(
        &mut self,
        first: &Value,
        second: impl FnOnce(&mut Self) -> Value,
        span: Span,
    ) -> Value {
        let split = self.split(span, first);
        let fails = first.clone();
        self.branch_value(&split, second, |_| fails)
    }

    /// The items of a mapping by the keys of a pattern; `None` where the
    /// subject is no known mapping.
    fn matched_items(
        &mut self,
        mapping: &'a ast::PatternMatchMapping,
        subject: &Value,
    ) -> Option<Vec<(Value, Value)>> {
        let subject = self.without_classes(subject);
        let Some(Atom::Object(object)) = subject.single_atom() else {
            return None;
        };
        let object = *object;
        if !self.is_mapping(object) {
            return None;
        }
        let content = self.mapping(object);
        if content.rest.is_some() {
            return None;
        }
        let mut items = Vec::new();
        for key in &mapping.keys {
            let key = self.eval(key);
            let atom = key.single_atom()?.clone();
            let atom = self.hashable(&atom)?;
            let value = content.get(&atom).cloned().unwrap_or_else(Value::empty);
            let value = value.on_path(&self.choices, &self.state.path);
            items.push((key, value));
        }
        Some(items)
    }

    fn mapping_pattern(&mut self, mapping: &'a ast::PatternMatchMapping, subject: &Value) -> Value {
        let span = self.span(mapping);
        let cases = subject.entries().to_vec();
        self.each_case(cases, |interp, traced| {
            if interp.is_no_mapping(&traced.atom) {
                return interp.constant(span, Atom::Bool(false));
            }
            let subject = Value::of(vec![(Guard::ALWAYS, traced.clone())]);
            let Some(items) = interp.matched_items(mapping, &subject) else {
                return interp.unknown_here(span);
            };
            let mut result = interp.constant(span, Atom::Bool(true));
            for (pattern, (_, value)) in mapping.patterns.iter().zip(items) {
                if value.is_empty() {
                    return interp.constant(span, Atom::Bool(false));
                }
                if !interp.surely_present(&value) {
                    return interp.unknown_here(span);
                }
                result = interp.both(&result, |interp| interp.pattern(pattern, &value), span);
            }
            result
        })
    }

    fn bind_mapping(&mut self, mapping: &'a ast::PatternMatchMapping, subject: &Value) {
        let span = self.span(mapping);
        let Some(items) = self.matched_items(mapping, subject) else {
            for inner in &mapping.patterns {
                self.bind_unknown_pattern(inner);
            }
            self.bind_unknown_capture(mapping.rest.as_ref(), span);
            return;
        };
        let mut keys = Vec::new();
        for (pattern, (key, value)) in mapping.patterns.iter().zip(items) {
            self.bind_pattern(pattern, &value);
            keys.push(key);
        }
        if let Some(rest) = &mapping.rest {
            let name = self.name_of(rest);
            let mut arguments = super::arguments::Arguments::none(span);
            arguments.positional = vec![subject.clone()];
            let copy = self.builtin_dict(&arguments);
            for key in keys {
                self.delete_item(&copy, &key, span);
            }
            self.bind(name, copy);
        }
    }

    /// What the patterns in a class pattern are matched with: the subject
    /// itself for `int(x)` and its like, attributes for others. `None` where
    /// the class does not say which.
    fn matched_parts(
        &mut self,
        class: &'a ast::PatternMatchClass,
        subject: &Value,
    ) -> Option<Vec<(&'a Pattern, Value)>> {
        let span = self.span(class);
        let mut parts = Vec::new();
        let callee = self.eval(&class.cls);
        let itself = matches!(callee.single_atom(), Some(Atom::Library(name))
            if self.names.text(*name).starts_with("builtins."));
        let positional = &class.arguments.patterns;
        if itself && positional.len() == 1 {
            parts.push((&positional[0], subject.clone()));
        } else if !positional.is_empty() {
            let Some(Atom::Object(object)) = callee.single_atom() else {
                return None;
            };
            let names = self.match_arguments(*object, span)?;
            for (pattern, name) in positional.iter().zip(names) {
                parts.push((pattern, self.attribute(subject, name, span)));
            }
        }
        for keyword in &class.arguments.keywords {
            let name = self.name_of(&keyword.attr);
            parts.push((&keyword.pattern, self.attribute(subject, name, span)));
        }
        Some(parts)
    }

    /// The attributes that positional patterns of a class mean:
    /// `__match_args__`, or the fields.
    fn match_arguments(
        &mut self,
        class: crate::domain::object::ObjectId,
        span: Span,
    ) -> Option<Vec<crate::domain::intern::Name>> {
        let written = self.names.intern("__match_args__");
        let written = self.class_attribute(class, written);
        if written.is_empty() {
            let fields = self.fields_of(class)?;
            return Some(fields.list.iter().map(|field| field.name).collect());
        }
        let Sequence::Known(items) = self.sequence_of(&written, span) else {
            return None;
        };
        items
            .iter()
            .map(|item| Some(self.names.intern(item.single_str()?)))
            .collect()
    }

    fn class_pattern(&mut self, class: &'a ast::PatternMatchClass, subject: &Value) -> Value {
        let span = self.span(class);
        let callee = self.eval(&class.cls);
        let mut arguments = super::arguments::Arguments::none(span);
        arguments.positional = vec![subject.clone(), callee];
        let is_instance = self.builtin_isinstance(&arguments);
        self.both(
            &is_instance,
            |interp| {
                let Some(parts) = interp.matched_parts(class, subject) else {
                    return interp.unknown_here(span);
                };
                let mut result = interp.constant(span, Atom::Bool(true));
                for (pattern, value) in parts {
                    result = interp.both(&result, |interp| interp.pattern(pattern, &value), span);
                }
                result
            },
            span,
        )
    }

    fn bind_class(&mut self, class: &'a ast::PatternMatchClass, subject: &Value) {
        match self.matched_parts(class, subject) {
            Some(parts) => {
                for (pattern, value) in parts {
                    self.bind_pattern(pattern, &value);
                }
            }
            None => {
                for inner in &class.arguments.patterns {
                    self.bind_unknown_pattern(inner);
                }
                for inner in &class.arguments.keywords {
                    self.bind_unknown_pattern(&inner.pattern);
                }
            }
        }
    }
}
