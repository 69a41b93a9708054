//! Names that alone say TLS, used on something unknown: methods, keywords and
//! attributes.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::ObjectKind;
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Value};
use crate::facts::EscapeKind;
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use crate::interp::escape::Leaving;
use crate::interp::library::Use;
use tlsfloor_catalogue::ApiEntry;
use tlsfloor_catalogue::model::{Action, Api};

impl<'a> Interp<'a> {
    /// `something_unknown.wrap_socket(…)`: methods whose name alone says TLS.
    pub(in crate::interp) fn call_method_on_unknown(
        &mut self,
        receiver: &Atom,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let entry = self.vocabulary.unknown_methods.get(method)?.clone();
        let of_context = entry.api.name.rsplit_once('.').is_some_and(|(class, _)| {
            let class = self.catalogue.class(class);
            class.is_some_and(|class| class.context.is_some())
        });
        if entry.api.beside_words && !self.has_evidence(&entry, arguments) {
            return None;
        }
        if !of_context {
            // The context is an argument; without one there is no TLS.
            let arguments = match receiver {
                Atom::Unknown(_) => self.with_open_knobs(&entry.api, arguments),
                _ => arguments.clone(),
            };
            return Some(self.use_entry(&entry, None, &arguments, false));
        }
        let mut parameters = Vec::new();
        for parameter in &entry.api.parameters {
            let name = self.names.intern(&parameter.name);
            let value = parameter
                .position
                .and_then(|position| arguments.positional.get(usize::from(position)))
                .or_else(|| arguments.keyword(name));
            parameters.extend(value.map(|value| (parameter.name.clone(), value.clone())));
        }
        let used = Use {
            entry: &entry,
            span: arguments.span,
            receiver: None,
            guard: Guard::ALWAYS,
            parameters,
            removed: false,
            implicit: false,
            instance: None,
        };
        let target = Value::atom(receiver.clone(), Origins::default());
        for effect in &entry.api.effects {
            if let Action::Connect(role) = &effect.action {
                let roles = self.connect_role(role, &used);
                self.connect(&target, roles, &used);
            }
        }
        self.may_raise();
        Some(self.unknown_here(arguments.span))
    }

    /// Whether something beside a method's name says that it is the library's: a
    /// word of the library in the file, or a context among the arguments.
    fn has_evidence(&self, entry: &ApiEntry, arguments: &Arguments) -> bool {
        let is_context = |value: &Value| {
            value.atoms().any(|(_, atom)| match atom {
                Atom::Object(object) => {
                    matches!(self.objects.kind(*object), ObjectKind::Context(_))
                }
                _ => false,
            })
        };
        let keywords = arguments.keywords.iter().map(|(_, value)| value);
        let mut words = entry.library.words.iter();
        words.any(|word| self.source.text.contains(word.as_str()))
            || arguments.positional.iter().chain(keywords).any(is_context)
    }

    /// The arguments, with what an unknown `**kwargs` may pass for the knobs.
    fn with_open_knobs(&mut self, api: &Api, arguments: &Arguments) -> Arguments {
        let mut arguments = arguments.clone();
        let Some(open) = arguments.open_keywords.clone() else {
            return arguments;
        };
        for parameter in api.parameters.iter().filter(|parameter| parameter.knob) {
            let name = self.names.intern(&parameter.name);
            if arguments.keyword(name).is_none() {
                arguments.keywords.push((name, open.clone()));
            }
        }
        arguments
    }

    /// Keyword arguments that mean a TLS version, passed to something that is
    /// not known: what they were leaves our sight.
    pub(in crate::interp) fn keywords_to_unknown(&mut self, arguments: &Arguments) {
        for (name, value) in arguments.keywords.clone() {
            let text = self.names.text(name);
            if self.vocabulary.keywords.contains(text.as_ref()) {
                let leaving = self.as_bound(&text, EscapeKind::Keyword);
                self.record_escape(&value, leaving);
            }
        }
    }

    /// `unknown.minimum_version = value` and its like: a low choice that leaves
    /// our sight.
    pub(in crate::interp) fn knob_on_unknown(&mut self, name: Name, value: &Value) {
        let text = self.names.text(name);
        if self.vocabulary.unknown_attributes.contains(text.as_ref()) {
            let leaving = self.as_bound(&text, EscapeKind::Attribute);
            self.record_escape(value, leaving);
        }
    }

    fn as_bound(&self, name: &str, kind: EscapeKind) -> Leaving {
        if self.vocabulary.maxima.contains(name) {
            Leaving::as_maximum(kind)
        } else {
            Leaving::from(kind)
        }
    }
}
