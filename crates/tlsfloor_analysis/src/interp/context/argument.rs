//! Values as arguments of the setters of the protocol crate.

use crate::domain::config::Config;
use crate::domain::object::ObjectKind;
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{Argument, Build, PythonError};
use tlsfloor_source::Span;

/// Atoms with what they are as arguments, build by build.
type AtomArguments = Vec<(Atom, Vec<(BuildSet, Option<Argument>)>)>;

impl<'a> Interp<'a> {
    /// Changes the contexts that `target` may be by what a setter is given.
    /// `change` gets the argument, or `None` where it is not known.
    pub(super) fn update_by_argument(
        &mut self,
        target: &Value,
        value: &Value,
        span: Span,
        change: impl Fn(&Build, &mut Config, Option<Argument>, &Origins) -> Result<(), PythonError>,
    ) {
        self.update_by_atom(target, value, span, |_, build, config, traced, argument| {
            change(build, config, argument, &traced.origins)
        });
    }

    /// The same, for changes that look at the atom where it is no known argument.
    pub(super) fn update_by_atom(
        &mut self,
        target: &Value,
        value: &Value,
        span: Span,
        change: impl Fn(
            &mut Self,
            &Build,
            &mut Config,
            &Traced,
            Option<Argument>,
        ) -> Result<(), PythonError>,
    ) {
        for (guard, object) in self.context_objects(target) {
            let arguments = self.arguments_of(value);
            self.update_by_value(
                object,
                &guard,
                value,
                span,
                |interp, build, config, traced| {
                    let argument = interp.argument_on(&arguments, &traced.atom, build);
                    let result = change(interp, build, config, traced, argument);
                    result.err().map(|error| error.class)
                },
            );
            if self.state.dead {
                return;
            }
        }
    }

    /// Each atom of a value as arguments.
    fn arguments_of(&mut self, value: &Value) -> AtomArguments {
        let atoms: Vec<Atom> = value.atoms().map(|(_, atom)| atom.clone()).collect();
        atoms
            .into_iter()
            .map(|atom| {
                let arguments = self.as_arguments(&atom);
                (atom, arguments)
            })
            .collect()
    }

    /// An atom as an argument of the protocol crate, build by build; `None`
    /// where it is not known.
    pub(super) fn as_arguments(&mut self, atom: &Atom) -> Vec<(BuildSet, Option<Argument>)> {
        let everywhere = BuildSet(u32::MAX);
        let builds = self.builds();
        match atom {
            Atom::None => vec![(everywhere, Some(Argument::None))],
            Atom::Bool(value) => vec![(everywhere, Some(Argument::Bool(*value)))],
            Atom::Str(_) => vec![(everywhere, Some(Argument::Str))],
            Atom::Unknown(_) => vec![(everywhere, None)],
            Atom::Library(name) => {
                let dotted = self.names.text(*name);
                if self.catalogue.constant(&dotted).is_none() {
                    return vec![(everywhere, None)];
                }
                self.constant_ints(&dotted, builds)
                    .into_iter()
                    .map(|(builds, int)| (builds, int.map(Argument::Int)))
                    .collect()
            }
            _ => match self.ints(atom, builds) {
                Some(ints) => ints
                    .into_iter()
                    .map(|(builds, int)| (builds, Some(Argument::Int(int))))
                    .collect(),
                None => match atom {
                    Atom::Float(_) | Atom::Bytes(_) | Atom::Tuple(_) => {
                        vec![(everywhere, Some(Argument::Other))]
                    }
                    atom if self.is_no_number(atom) => vec![(everywhere, Some(Argument::Other))],
                    _ => vec![(everywhere, None)],
                },
            },
        }
    }

    /// Whether an atom is surely something that no setter takes for a number.
    fn is_no_number(&mut self, atom: &Atom) -> bool {
        match atom {
            Atom::Bound(_) | Atom::Member(_) => true,
            Atom::Object(object) => match *self.objects.kind(*object) {
                ObjectKind::List
                | ObjectKind::Set
                | ObjectKind::Dict
                | ObjectKind::Function(_)
                | ObjectKind::Partial
                | ObjectKind::Module
                | ObjectKind::Context(_) => true,
                ObjectKind::LibraryInstance(class) => {
                    self.names.text(class).as_ref() == "builtins.object"
                }
                ObjectKind::Instance(class) => {
                    let value = Value::atom(atom.clone(), Origins::default());
                    !self.may_have_special(class)
                        && !self.has_special(&value, &["__index__", "__int__", "__getattr__"])
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn argument_on(
        &self,
        arguments: &AtomArguments,
        atom: &Atom,
        build: &Build,
    ) -> Option<Argument> {
        let bit = self.bit_of(build);
        let (_, arguments) = arguments.iter().find(|(own, _)| own == atom)?;
        arguments
            .iter()
            .find(|(builds, _)| builds.0 & bit != 0)
            .and_then(|(_, argument)| *argument)
    }
}
