//! Enumerations of libraries, and the names that their modules have.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::ObjectKind;
use crate::domain::state::{Mapping, Sequence};
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use std::rc::Rc;
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// `ssl.TLSVersion(769)`, `Enum(value)` of a library: the member.
    pub(super) fn enumeration_of_value(&mut self, class: &str, arguments: &Arguments) -> Value {
        let Some(value) = arguments.positional.first() else {
            return self.unfollowed(arguments);
        };
        let mut result = Value::empty();
        for (guard, traced) in value.clone().entries() {
            let builds = self.builds();
            let atom = match self.ints(&traced.atom, builds).as_deref() {
                Some([(_, int)]) => match self.member_of_int(class, *int) {
                    Some(member) => member,
                    // Several bits are a member without a name.
                    None if self.is_flags(class) => Atom::Int(*int),
                    None => {
                        let raised = self.raised("ValueError", arguments.span);
                        result = result.union(&raised.restricted(guard));
                        continue;
                    }
                },
                _ => {
                    self.may_raise_known("ValueError");
                    self.pure("enum", 0, &traced.atom, &Atom::Str(class.into()))
                }
            };
            let origins = traced.origins.clone();
            let member = Value::always(Traced { atom, origins });
            result = result.union(&member.restricted(guard));
        }
        result
    }

    fn is_flags(&self, class: &str) -> bool {
        class.ends_with(".Options")
    }

    /// The member of an enumeration that stands for an integer, on all builds.
    fn member_of_int(&mut self, class: &str, int: i128) -> Option<Atom> {
        let builds = self.builds();
        self.constants_below(class).into_iter().find_map(|member| {
            let stands = self
                .constant_ints(&member, builds)
                .iter()
                .all(|(_, own)| *own == Some(int));
            let exists = self.missing_on(&member).0 == 0;
            (stands && exists).then(|| Atom::Library(self.names.intern(&member)))
        })
    }

    /// The enumeration that a constant of a library is a member of.
    pub(in crate::interp) fn class_of_constant(&self, dotted: &str) -> Option<String> {
        self.catalogue.constant(dotted)?;
        let (owner, last) = dotted.rsplit_once('.')?;
        let class = if self.is_enumeration(owner) {
            owner.to_owned()
        } else if last.starts_with("PROTOCOL_") {
            format!("{owner}._SSLMethod")
        } else if last.starts_with("OP_") {
            format!("{owner}.Options")
        } else {
            return None;
        };
        self.is_enumeration(&class).then_some(class)
    }

    pub(in crate::interp) fn is_enumeration(&self, dotted: &str) -> bool {
        let class = self.catalogue.class(dotted);
        class.is_some_and(|class| class.enumeration)
    }

    /// What every member of an enumeration has, and what the enumeration has;
    /// `None` for other names.
    pub(in crate::interp) fn enumeration_attribute(
        &mut self,
        library: Name,
        name: Name,
        span: Span,
    ) -> Option<Value> {
        let (dotted, name) = (self.names.text(library), self.names.text(name));
        if name.as_ref() == "__members__" && self.is_enumeration(&dotted) {
            return Some(self.members_of_library(&dotted, span));
        }
        let class = self.class_of_constant(&dotted)?;
        match name.as_ref() {
            "value" | "_value_" | "real" | "numerator" => {
                let ints = self.ints(&Atom::Library(library), self.builds())?;
                let ints = ints.into_iter();
                let groups: Vec<_> = ints.map(|(builds, int)| (builds, Atom::Int(int))).collect();
                Some(match groups.as_slice() {
                    [(_, int)] => self.constant(span, int.clone()),
                    _ => self.by_builds(groups, span),
                })
            }
            "name" | "_name_" => {
                let last = dotted.rsplit('.').next().unwrap_or(&dotted);
                Some(self.constant(span, Atom::Str(last.into())))
            }
            "__class__" => {
                let class = self.library(&class);
                Some(self.constant(span, class))
            }
            _ => None,
        }
    }

    /// `Enum.__members__`: aliases too.
    fn members_of_library(&mut self, class: &str, span: Span) -> Value {
        let mut mapping = Mapping::default();
        for member in self.constants_below(class) {
            let last = member.rsplit('.').next().unwrap_or(&member).to_owned();
            let missing = self.missing_on(&member);
            let name = self.names.intern(&member);
            let builds = tlsfloor_protocol::platform::BuildSet(!missing.0);
            let value = self.constant(span, Atom::Library(name));
            let value = value.restricted(&Guard::on(builds));
            if missing.0 == 0 {
                let value = self.constant(span, Atom::Library(name));
                mapping.set(&Atom::Str(last.as_str().into()), value);
            } else if !value.is_empty() {
                mapping.set(&Atom::Str(last.as_str().into()), value);
            }
        }
        self.new_dict(span, mapping)
    }

    /// What iterating over an enumeration of a library gives, build by build.
    pub(in crate::interp) fn members_in_order(
        &mut self,
        class: &str,
        span: Span,
    ) -> Vec<(Guard, Sequence)> {
        let members = self.constants_below(class);
        let is_flags = self.is_flags(class);
        let groups = self.by_build(self.builds(), |build| {
            let mut own: Vec<(i128, String)> = Vec::new();
            for member in &members {
                if !self.exists_on(member, build) {
                    continue;
                }
                let bit = tlsfloor_protocol::platform::BuildSet(self.bit_of(build));
                let ints = self.constant_ints(member, bit);
                let int = ints.first().and_then(|(_, int)| *int).unwrap_or(0);
                // From 3.11 on, a flag is a member only if it is one bit.
                let single = int > 0 && int & (int - 1) == 0;
                if is_flags && !single && build.python.minor >= 11 {
                    continue;
                }
                // A second name for one value is no member of its own.
                if own.iter().all(|(other, _)| *other != int) {
                    own.push((int, member.clone()));
                }
            }
            if is_flags {
                own.sort();
            }
            let names = own.into_iter().map(|(_, member)| member);
            names.collect::<Vec<String>>()
        });
        let single = groups.len() == 1;
        let mut alternatives = Vec::new();
        for (builds, members) in groups {
            let members: Vec<Value> = members
                .iter()
                .map(|member| {
                    let name = self.names.intern(member);
                    self.constant(span, Atom::Library(name))
                })
                .collect();
            let guard = if single {
                Guard::ALWAYS
            } else {
                Guard::on(builds)
            };
            alternatives.push((guard, Sequence::Known(Rc::new(members))));
        }
        alternatives
    }

    /// The names of a module or of an enumeration of a library, build by build;
    /// `None` where they are not listed.
    fn names_of_library(&mut self, dotted: &str) -> Option<Vec<(Guard, Vec<String>)>> {
        let catalogue = self.catalogue;
        let members = self.constants_below(dotted);
        let groups = self.by_build(self.builds(), |build| {
            let full = |name: &str| format!("{dotted}.{name}");
            let mut names = catalogue.names_in(dotted, build.python);
            if names.is_empty() && self.is_enumeration(dotted) {
                let last = members
                    .iter()
                    .filter_map(|member| member.rsplit('.').next());
                names.extend(last.map(str::to_owned));
                names.sort();
            }
            names.retain(|name| self.exists_on(&full(name), build));
            names
        });
        if groups.iter().any(|(_, names)| names.is_empty()) {
            return None;
        }
        let single = groups.len() == 1;
        let guarded = groups.into_iter().map(|(builds, names)| {
            let guard = if single {
                Guard::ALWAYS
            } else {
                Guard::on(builds)
            };
            (guard, names)
        });
        Some(guarded.collect())
    }

    /// `dir(library)`.
    pub(in crate::interp) fn directory(&mut self, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let [object] = arguments.positional.as_slice() else {
            return None;
        };
        let Some(Atom::Library(library)) = object.single_atom() else {
            return None;
        };
        let dotted = self.names.text(*library);
        let groups = self.names_of_library(&dotted)?;
        let list = self.new_object(span, "directory", ObjectKind::List);
        let mut content = Vec::new();
        for (guard, names) in groups {
            let names: Vec<Value> = names
                .iter()
                .map(|name| self.constant(span, Atom::Str(name.as_str().into())))
                .collect();
            content.push((guard, Sequence::Known(Rc::new(names))));
        }
        self.set_content(list, crate::domain::value::Guarded::of(content));
        Some(self.object_value(span, list))
    }

    /// The namespace of a library's module as a mapping; `None` where its names
    /// are not listed.
    pub(in crate::interp) fn library_mapping(
        &mut self,
        library: Name,
        span: Span,
    ) -> Option<Mapping> {
        let dotted = self.names.text(library);
        let groups = self.names_of_library(&dotted)?;
        let mut mapping = Mapping::default();
        for (guard, names) in groups {
            for text in names {
                let key = Atom::Str(text.as_str().into());
                let full = format!("{dotted}.{text}");
                let canonical = self.catalogue.canonical(&full).into_owned();
                let name = self.names.intern(&canonical);
                let stored = self.read(crate::domain::object::Place::LibraryAttribute(name));
                let value = if stored.is_empty() {
                    self.constant(span, Atom::Library(name))
                } else {
                    stored
                };
                let old = mapping.get(&key).cloned().unwrap_or_else(Value::empty);
                mapping.set(&key, old.union(&value.restricted(&guard)));
            }
        }
        Some(mapping)
    }
}
