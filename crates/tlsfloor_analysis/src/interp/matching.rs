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
            Pattern::MatchMapping(_) | Pattern::MatchClass(_) => self.unknown_here(span),
        }
    }

    fn sequence_pattern(
        &mut self,
        sequence: &'a ast::PatternMatchSequence,
        subject: &Value,
    ) -> Value {
        let span = self.span(sequence);
        let has_star = sequence
            .patterns
            .iter()
            .any(|pattern| matches!(pattern, Pattern::MatchStar(_)));
        let single_tuple = matches!(
            subject.single_atom(),
            Some(Atom::Tuple(_) | Atom::Object(_))
        );
        if !single_tuple || has_star {
            return self.unknown_here(span);
        }
        let Sequence::Known(items) = self.sequence_of(subject, span) else {
            return self.unknown_here(span);
        };
        if items.len() != sequence.patterns.len() {
            return self.constant(span, Atom::Bool(false));
        }
        let mut result = self.constant(span, Atom::Bool(true));
        for (pattern, item) in sequence.patterns.iter().zip(items.iter()) {
            let one = self.pattern(pattern, item);
            let split = self.split(span, &result);
            let before = result.clone();
            result = self.branch_value(&split, |_| one, |_| before);
        }
        result
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
                let items = match self.sequence_of(subject, span) {
                    Sequence::Known(items) if items.len() == sequence.patterns.len() => {
                        items.as_ref().clone()
                    }
                    _ => Vec::new(),
                };
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
                self.bind_unknown_capture(star.name.as_ref(), span);
            }
            Pattern::MatchMapping(mapping) => {
                for inner in &mapping.patterns {
                    self.bind_unknown_pattern(inner);
                }
                self.bind_unknown_capture(mapping.rest.as_ref(), span);
            }
            Pattern::MatchClass(class) => {
                for inner in &class.arguments.patterns {
                    self.bind_unknown_pattern(inner);
                }
                for inner in &class.arguments.keywords {
                    self.bind_unknown_pattern(&inner.pattern);
                }
            }
            Pattern::MatchOr(alternatives) => {
                if let Some(first) = alternatives.patterns.first() {
                    self.bind_pattern(first, subject);
                }
            }
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
}
