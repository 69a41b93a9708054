//! Enumerations of libraries, and the names that their modules have.

use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::ObjectKind;
use crate::domain::state::Mapping;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use std::collections::BTreeMap;
use std::rc::Rc;
use tlsfloor_protocol::platform::BuildSet;
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
                        let raised = self
                            .in_case(guard, |interp| interp.raised("ValueError", arguments.span));
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
    pub(in crate::interp) fn member_of_int(&mut self, class: &str, int: i128) -> Option<Atom> {
        let builds = self.builds();
        self.constants_below(class).into_iter().find_map(|member| {
            let stands = self
                .constant_ints(&member, builds)
                .iter()
                .all(|(_, own)| *own == Some(int));
            stands.then(|| Atom::Library(self.names.intern(&member)))
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

    /// What iterating over an enumeration of a library gives: each member on the
    /// builds that have it; `None` for what is no enumeration.
    pub(in crate::interp) fn members_in_order(
        &mut self,
        class: &str,
        span: Span,
    ) -> Option<Rc<Vec<Value>>> {
        let members = self.constants_below(class);
        if members.is_empty() {
            return None;
        }
        let is_flags = self.is_flags(class);
        let mut ordered: Vec<(i128, String, BuildSet)> = Vec::new();
        for member in &members {
            let (mut builds, mut last) = (BuildSet(0), 0);
            for (set, int) in self.constant_ints(member, self.builds()) {
                let int = int.unwrap_or(0);
                // From 3.11 on, a flag is a member only if it is one bit.
                let single = int > 0 && int & (int - 1) == 0;
                let having = self.by_build(BuildSet(set.0 & self.builds().0), |build| {
                    let counts = !is_flags || single || build.python.minor < 11;
                    counts && self.exists_on(member, build)
                });
                for (own, exists) in having {
                    builds.0 |= if exists { own.0 } else { 0 };
                }
                last = int;
            }
            // A second name for one value is no member of its own.
            let known = ordered.iter().any(|(other, _, _)| *other == last);
            if builds.0 != 0 && !known {
                ordered.push((last, member.clone(), builds));
            }
        }
        if is_flags {
            ordered.sort_by_key(|(int, _, _)| *int);
        }
        // Where the enumeration itself is missing, nothing goes through it.
        let all = ordered.iter().fold(0, |all, (_, _, builds)| all | builds.0);
        let members = ordered.into_iter().map(|(_, member, builds)| {
            let name = self.names.intern(&member);
            let value = self.constant(span, Atom::Library(name));
            if builds.0 == all {
                value
            } else {
                value.restricted(&Guard::on(builds))
            }
        });
        Some(Rc::new(members.collect()))
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

    /// `dir(object)`.
    pub(in crate::interp) fn directory(&mut self, arguments: &Arguments) -> Option<Value> {
        let span = arguments.span;
        let [object] = arguments.positional.as_slice() else {
            return None;
        };
        let library = match object.single_atom()? {
            Atom::Library(library) => *library,
            Atom::Object(object) => return self.names_of_object(*object, span),
            _ => return None,
        };
        let dotted = self.names.text(library);
        let groups = self.names_of_library(&dotted)?;
        let mut places: BTreeMap<String, u32> = BTreeMap::new();
        for (guard, names) in groups {
            for name in names {
                *places.entry(name).or_default() |= guard.builds.0;
            }
        }
        let all = self.builds().0;
        let mut items = Vec::new();
        for (name, builds) in places {
            let value = self.constant(span, Atom::Str(name.into()));
            items.push(if builds & all == all {
                value
            } else {
                value.restricted(&Guard::on(BuildSet(builds)))
            });
        }
        Some(self.new_sparse(span, ObjectKind::List, items))
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
