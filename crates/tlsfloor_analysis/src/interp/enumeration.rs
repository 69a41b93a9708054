//! Enumerations of the program: their members, and what these have.

use super::Interp;
use super::arguments::Arguments;
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::{Creation, FunctionKind, ObjectId, ObjectKind, Place};
use crate::domain::origin::Origins;
use crate::domain::state::Mapping;
use crate::domain::value::{Atom, Member, Traced, Value};
use std::rc::Rc;
use tlsfloor_source::Span;

/// What `auto()` gives until the class is complete.
pub(super) const AUTO: &str = "enum.auto()";

impl<'a> Interp<'a> {
    pub(super) fn is_enum_base(&mut self, base: &Value) -> bool {
        match base.single_atom() {
            Some(Atom::Library(name)) => matches!(
                self.names.text(*name).as_ref(),
                "enum.Enum"
                    | "enum.IntEnum"
                    | "enum.StrEnum"
                    | "enum.ReprEnum"
                    | "enum.Flag"
                    | "enum.IntFlag"
            ),
            Some(Atom::Object(object)) => {
                matches!(self.objects.kind(*object), ObjectKind::Class(class) if class.is_enum)
            }
            _ => false,
        }
    }

    /// The public constants of an enum's body become its members.
    pub(super) fn make_members(&mut self, class: ObjectId) {
        let mut last = None;
        for name in self.objects.names(class).to_vec() {
            let text = self.names.text(name);
            let value = self.read(Place::Name(class, name));
            let callable = value.atoms().any(|(_, atom)| match atom {
                Atom::Object(object) => {
                    matches!(self.objects.kind(*object), ObjectKind::Function(_))
                }
                Atom::Member(_) => true,
                _ => false,
            });
            if text.starts_with('_') || value.is_empty() || callable {
                continue;
            }
            let value = self.automatic(class, name, value, last.as_ref());
            last = value.single_atom().cloned().or(last);
            let origins = value
                .entries()
                .first()
                .map(|(_, traced)| traced.origins.clone())
                .unwrap_or_default();
            // A second name for one value is the first member.
            let first = self.enum_members(class).into_iter().find(|member| {
                matches!(member.single_atom(), Some(Atom::Member(first))
                    if first.name != name && first.value.single_atom().is_some()
                        && first.value.single_atom() == value.single_atom())
            });
            if let Some(first) = first {
                self.write(Place::Name(class, name), first);
                continue;
            }
            let member = Atom::Member(Rc::new(Member { class, name, value }));
            self.write(Place::Name(class, name), Value::atom(member, origins));
        }
        self.initialise_members(class);
    }

    /// The value that `auto()` stands for; any other as it is.
    fn automatic(
        &mut self,
        class: ObjectId,
        name: Name,
        value: Value,
        last: Option<&Atom>,
    ) -> Value {
        let is_auto = matches!(value.single_atom(), Some(Atom::Library(name))
            if self.names.text(*name).as_ref() == AUTO);
        if !is_auto {
            return value;
        }
        let span = self.objects.span(class);
        let atom = if self.enum_derives(class, &["enum.StrEnum"]) {
            Atom::Str(self.names.text(name).to_lowercase().into())
        } else {
            let last = match last {
                Some(Atom::Int(last)) => *last,
                _ => 0,
            };
            let next = if !self.enum_derives(class, &["enum.Flag", "enum.IntFlag"]) {
                last.saturating_add(1)
            } else if last <= 0 {
                1
            } else {
                // The next higher power of two.
                1_i128 << (128 - last.leading_zeros()).min(120)
            };
            Atom::Int(next)
        };
        self.constant(span, atom)
    }

    /// Whether an enumeration derives from one of these classes.
    pub(super) fn enum_derives(&self, class: ObjectId, wanted: &[&str]) -> bool {
        let (_, libraries, _) = self.ancestors(class);
        libraries
            .iter()
            .any(|name| wanted.contains(&self.names.text(*name).as_ref()))
    }

    /// Whether members of an enumeration are integers.
    pub(super) fn has_int_members(&self, class: ObjectId) -> bool {
        self.enum_derives(class, &["enum.IntEnum", "enum.IntFlag", "builtins.int"])
    }

    /// Whether members of an enumeration are strings.
    pub(super) fn has_text_members(&self, class: ObjectId) -> bool {
        self.enum_derives(class, &["enum.StrEnum", "builtins.str"])
    }

    /// Whether members of an enumeration are sets of bits.
    pub(super) fn has_flag_members(&self, class: ObjectId) -> bool {
        self.enum_derives(class, &["enum.Flag", "enum.IntFlag"])
    }

    /// The constructor of an enumeration's class runs for each member, with its
    /// value.
    fn initialise_members(&mut self, class: ObjectId) {
        let init = self.names.intern("__init__");
        let method = self.class_attribute(class, init);
        let Some(Atom::Object(function)) = method.single_atom() else {
            return;
        };
        let function = *function;
        if !matches!(self.objects.kind(function), ObjectKind::Function(_)) {
            return;
        }
        let span = self.objects.span(class);
        let members = self.enum_members(class);
        for (part, member) in members.iter().enumerate() {
            let Some(Atom::Member(member)) = member.single_atom() else {
                continue;
            };
            let (name, value) = (member.name, member.value.clone());
            let holder = self.member_holder(class, name, part, span);
            let given = match value.single_atom() {
                Some(Atom::Tuple(items)) => items.as_ref().clone(),
                _ => vec![value],
            };
            let mut arguments = Arguments::none(span);
            arguments.positional = vec![self.object_value(span, holder)];
            arguments.positional.extend(given);
            self.enter_function(function, &arguments);
            if self.state.dead {
                return;
            }
            let own = self.names.intern("_value_");
            let replaced = self.read(Place::Name(holder, own));
            if !replaced.is_empty() {
                let origins = Origins::default();
                let member = Atom::Member(Rc::new(Member {
                    class,
                    name,
                    value: replaced,
                }));
                self.write(Place::Name(class, name), Value::atom(member, origins));
            }
        }
    }

    fn member_holder(&mut self, class: ObjectId, name: Name, part: usize, span: Span) -> ObjectId {
        let path = self.frame().path;
        let origins = self.written(span);
        let creation = Creation {
            site: span,
            path,
            part: u32::try_from(part).unwrap_or(u32::MAX),
        };
        let kind = ObjectKind::Instance(class);
        let (holder, _) = self.objects.create(creation, "member", kind, origins);
        self.member_holders.insert((class, name), holder);
        holder
    }

    /// `member.name`.
    pub(super) fn member_attribute(
        &mut self,
        member: &Rc<Member>,
        name: Name,
        span: Span,
    ) -> Value {
        let text = self.names.text(name);
        match text.as_ref() {
            "value" | "_value_" => return member.value.clone(),
            "name" | "_name_" => {
                let own = self.names.text(member.name);
                return self.constant(span, Atom::Str(own));
            }
            "__class__" => return self.object_value(span, member.class),
            _ => {}
        }
        if let Some(holder) = self
            .member_holders
            .get(&(member.class, member.name))
            .copied()
        {
            let held = self.read(Place::Name(holder, name));
            if !held.is_empty() {
                return held;
            }
        }
        let found = self.class_attribute(member.class, name);
        let this = Atom::Member(member.clone());
        if let Some(Atom::Object(function)) = found.single_atom() {
            let function = *function;
            if let ObjectKind::Function(definition) = self.objects.kind(function) {
                return match definition.kind {
                    FunctionKind::Plain => self.bound(this, name, Some(function), span),
                    FunctionKind::ClassMethod => {
                        self.bound(Atom::Object(member.class), name, Some(function), span)
                    }
                    FunctionKind::Property | FunctionKind::CachedProperty => {
                        let this = self.constant(span, this);
                        self.call_function(function, vec![this], span)
                    }
                    FunctionKind::Static => found,
                };
            }
        }
        if !found.is_empty() {
            return found;
        }
        match member.value.single_atom() {
            // A method of the text that it is.
            Some(text @ Atom::Str(_)) if self.has_text_members(member.class) => {
                let text = text.clone();
                self.bound(text, name, None, span)
            }
            _ => self.bound(this, name, None, span),
        }
    }

    /// `Enum.__members__`.
    pub(super) fn members_by_name(&mut self, class: ObjectId, span: Span) -> Value {
        let mut mapping = Mapping::default();
        for name in self.objects.names(class).to_vec() {
            let value = self.read(Place::Name(class, name));
            if matches!(value.single_atom(), Some(Atom::Member(_))) {
                let key = Atom::Str(self.names.text(name));
                mapping.set(&key, value);
            }
        }
        self.new_dict(span, mapping)
    }

    /// The members of an enum, in the order of its body.
    pub(super) fn enum_members(&mut self, class: ObjectId) -> Vec<Value> {
        let mut members = Vec::new();
        for name in self.objects.names(class).to_vec() {
            let value = self.read(Place::Name(class, name));
            let is_own = matches!(value.single_atom(), Some(Atom::Member(member))
                if member.name == name);
            if is_own {
                members.push(value);
            }
        }
        members
    }

    /// `Enum[unknown]`, `Enum(unknown)`: any member.
    pub(super) fn any_member(&mut self, class: ObjectId, key: &Atom, span: Span) -> Value {
        let mut items = Vec::new();
        for member in self.enum_members(class) {
            if let Some(Atom::Member(inner)) = member.single_atom() {
                let name = self.names.text(inner.name);
                items.push((vec![Atom::Str(name)], member.clone()));
            }
        }
        let otherwise = super::container::Otherwise::MayRaise("KeyError");
        self.pick(&items, None, key, span, otherwise)
    }

    pub(super) fn member_of_value(&mut self, class: ObjectId, value: &Value, span: Span) -> Value {
        let members = self.enum_members(class);
        let mut result = Value::empty();
        for (guard, traced) in value.entries() {
            let mut found = Value::empty();
            for member in &members {
                let Some(Atom::Member(inner)) = member.single_atom() else {
                    continue;
                };
                let Some(own) = inner.value.single_atom().cloned() else {
                    continue;
                };
                for (test_guard, verdict) in self.equality(&traced.atom, &own, true) {
                    let holds = match verdict {
                        Atom::Bool(true) => test_guard,
                        Atom::Unknown(id) => {
                            let literal = self.unknowns.truth(&mut self.choices, id);
                            match test_guard.and(&crate::domain::guard::Guard::when(literal)) {
                                Some(guard) => guard,
                                None => continue,
                            }
                        }
                        _ => continue,
                    };
                    let picked = if matches!(traced.atom, Atom::Unknown(_)) {
                        self.passed(member, span, crate::facts::StepKind::Selected)
                    } else {
                        member.clone()
                    };
                    found = found.union(&picked.restricted(&holds));
                }
            }
            if let Some(other) = self.member_for_missing(class, (guard, traced), &found, span) {
                found = self.filled(&found, &other);
            } else if found.is_empty() {
                found = match &traced.atom {
                    // Several bits are a member without a name.
                    Atom::Int(bits) if self.has_flag_members(class) => {
                        let value = Value::atom(Atom::Int(*bits), traced.origins.clone());
                        let name = self.names.intern("");
                        let member = Atom::Member(Rc::new(Member { class, name, value }));
                        self.constant(span, member)
                    }
                    _ => self.in_case(guard, |interp| interp.raised("ValueError", span)),
                };
            }
            result = result.union(&found.restricted(guard));
        }
        result
    }

    /// What the class's own `_missing_` gives for a value that no member has.
    fn member_for_missing(
        &mut self,
        class: ObjectId,
        (guard, wanted): (&Guard, &Traced),
        found: &Value,
        span: Span,
    ) -> Option<Value> {
        let name = self.names.intern("_missing_");
        let is_own = !self.class_attribute(class, name).is_empty();
        if !is_own || !found.is_empty() && self.surely_present(found) {
            return None;
        }
        let method = self.attribute_of_class(class, name, span);
        let mut arguments = Arguments::none(span);
        arguments.positional = vec![Value::always(wanted.clone())];
        let given = self.in_case(guard, |interp| interp.call_value(&method, &arguments));
        let given = given.on_path(&self.choices, &self.state.path);
        let members = given.entries().iter().cloned();
        let members = members.filter(|(_, traced)| refusal(&traced.atom).is_none());
        let members = Value::of(members.collect());
        for class in ["ValueError", "TypeError"] {
            let on = |wanted: bool| {
                let atoms = given.atoms();
                let atoms = atoms.filter(|(_, atom)| (refusal(atom) == Some(class)) == wanted);
                atoms.filter_map(|(own, _)| own.and(guard)).collect()
            };
            let (failing, mut passing): (Vec<Guard>, Vec<Guard>) = (on(true), on(false));
            if self.state.dead || failing.is_empty() {
                continue;
            }
            if passing.is_empty() {
                let raised = self.in_case(guard, |interp| interp.raised(class, span));
                return Some(raised);
            }
            passing.extend(self.complement(guard));
            self.raise_on_some_ways(failing, passing, class);
        }
        Some(members)
    }
}

/// What is raised where `_missing_` gives this: neither nothing nor anything
/// else is a member.
const fn refusal(given: &Atom) -> Option<&'static str> {
    match given {
        Atom::None => Some("ValueError"),
        Atom::Member(_) | Atom::Object(_) | Atom::Unknown(_) => None,
        _ => Some("TypeError"),
    }
}
