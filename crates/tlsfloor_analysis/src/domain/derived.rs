//! Unknown values that are computed from other unknown values.
//!
//! `os.environ["MODE"].lower()` is one unknown value, a text, and each value of
//! the variable says what it is. So a test of the variable and a test of the
//! lower-case text say something of each other, wherever the values for which
//! one of them holds can be listed.

use super::choices::Choices;
use super::guard::Literal;
use super::region::{Key, Region};
use super::unknown::{UnknownId, UnknownKey, Unknowns};
use super::value::Atom;
use crate::plain::{Data, Given};

/// What is known of the type of an unknown value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Text,
    Int,
    Bool,
    Anything,
}

/// The methods of a text whose result its text decides.
pub(crate) const TEXT_METHODS: [(&str, Known); 24] = [
    ("lower", Known::Text),
    ("upper", Known::Text),
    ("casefold", Known::Text),
    ("capitalize", Known::Text),
    ("strip", Known::Text),
    ("lstrip", Known::Text),
    ("rstrip", Known::Text),
    ("replace", Known::Text),
    ("removeprefix", Known::Text),
    ("removesuffix", Known::Text),
    ("startswith", Known::Bool),
    ("endswith", Known::Bool),
    ("isdigit", Known::Bool),
    ("isspace", Known::Bool),
    ("isalpha", Known::Bool),
    ("isalnum", Known::Bool),
    ("isdecimal", Known::Bool),
    ("isnumeric", Known::Bool),
    ("islower", Known::Bool),
    ("isupper", Known::Bool),
    ("isidentifier", Known::Bool),
    ("title", Known::Text),
    ("swapcase", Known::Text),
    ("__contains__", Known::Bool),
];

impl Unknowns {
    pub(crate) fn type_of(&self, unknown: UnknownId) -> Known {
        match self.key(unknown) {
            Some(UnknownKey::Operation("variable" | "str" | "repr" | "concatenation", _)) => {
                Known::Text
            }
            Some(UnknownKey::Operation("int" | "id" | "hash", _)) => Known::Int,
            Some(UnknownKey::Operation("int raises", _)) => Known::Bool,
            Some(UnknownKey::Operation(what, atoms)) => {
                let method = TEXT_METHODS.iter().find(|(name, _)| name == what);
                match (method, atoms.first()) {
                    (Some((_, result)), Some(Atom::Unknown(_))) => *result,
                    _ => Known::Anything,
                }
            }
            _ => Known::Anything,
        }
    }

    /// Whether the value is surely a string.
    pub(crate) fn is_text(&self, unknown: UnknownId) -> bool {
        self.type_of(unknown) == Known::Text
    }

    /// Whether this is the outcome of a comparison that gives True or False.
    pub(crate) fn is_plain_test(&self, unknown: UnknownId) -> bool {
        match self.key(unknown) {
            Some(UnknownKey::Not(inner)) => self.is_plain_test(*inner),
            Some(UnknownKey::Equals(left, atom)) => {
                self.type_of(*left) != Known::Anything && Key::of(atom).is_some()
            }
            _ => false,
        }
    }

    /// Whether an unknown value can equal this at all.
    pub(crate) fn can_be(&self, unknown: UnknownId, key: &Key) -> bool {
        if let Some(UnknownKey::Operation("concatenation", pieces)) = self.key(unknown) {
            return key.text().is_some_and(|text| may_be_made_of(text, pieces));
        }
        match self.type_of(unknown) {
            Known::Text => key.text().is_some(),
            Known::Int | Known::Bool => matches!(key, Key::Int(_)),
            Known::Anything => true,
        }
    }

    /// The test that the truth of an unknown value is: of which unknown, and
    /// for which of its values.
    pub(super) fn truth_as_test(&self, unknown: UnknownId) -> Option<(UnknownId, Region)> {
        match self.key(unknown)? {
            UnknownKey::Equals(left, atom) => {
                let key = Key::of(atom).filter(|key| self.can_be(*left, key))?;
                Some((*left, Region::Only(vec![key])))
            }
            UnknownKey::Operation("variable is set", of) => {
                let variable = self.find(&UnknownKey::Operation("variable", of.clone()))?;
                Some((variable, Region::But(vec![Key::None])))
            }
            _ => {
                let nothing = match self.type_of(unknown) {
                    Known::Text => Key::Other(Atom::Str("".into())),
                    Known::Int | Known::Bool => Key::Int(0),
                    Known::Anything => return None,
                };
                // Where a variable is not set, nothing of it is true.
                Some((unknown, Region::But(vec![Key::None, nothing])))
            }
        }
    }

    /// The literal for "the unknown is one of these".
    pub(crate) fn test(
        &mut self,
        choices: &mut Choices,
        unknown: UnknownId,
        region: &Region,
    ) -> Literal {
        if self.is_anonymous(unknown) {
            return choices.fresh();
        }
        if let Some((source, region)) = self.of_source(unknown, region) {
            return self.test(choices, source, &region);
        }
        let region = match self.type_of(unknown) {
            Known::Int => &integers(region),
            _ => region,
        };
        let before = choices.tests_of(unknown).len();
        let literal = choices.test(unknown, region);
        if choices.tests_of(unknown).len() > before {
            self.relate_to_source(choices, unknown, literal);
            self.relate_to_derived(choices, unknown, literal);
        }
        literal
    }

    /// For which values of what it was computed from an unknown is in a region,
    /// where each of its values is made of just one.
    fn of_source(&self, unknown: UnknownId, region: &Region) -> Option<(UnknownId, Region)> {
        let source = self.source(unknown)?;
        let key_before = |key: &Key| self.key_before(unknown, source, key);
        Some(match region {
            Region::Only(keys) => (
                source,
                Region::Only(keys.iter().filter_map(key_before).collect()),
            ),
            Region::But(keys) => {
                // Where a variable is not set, nothing is computed from it.
                let mut before: Vec<Key> = keys.iter().filter_map(key_before).collect();
                if keys.contains(&Key::None) {
                    before.push(Key::None);
                }
                (source, Region::But(before))
            }
            Region::Between(_) => return None,
        })
        .filter(|_| self.is_reversible(unknown, source))
    }

    /// Whether an unknown text says what it was made of.
    fn is_reversible(&self, unknown: UnknownId, source: UnknownId) -> bool {
        match self.key(unknown) {
            Some(UnknownKey::Operation("concatenation", _)) => self.is_text(source),
            Some(UnknownKey::Operation("str", _)) => {
                matches!(self.type_of(source), Known::Text | Known::Int)
            }
            _ => false,
        }
    }

    /// What the source of a reversible text is where the text is `key`.
    fn key_before(&self, unknown: UnknownId, source: UnknownId, key: &Key) -> Option<Key> {
        let text = key.text()?;
        match self.key(unknown)? {
            UnknownKey::Operation("concatenation", pieces) => {
                let (mut before, mut after, mut passed) = (String::new(), String::new(), false);
                for piece in pieces {
                    match piece {
                        Atom::Str(piece) if passed => after.push_str(piece),
                        Atom::Str(piece) => before.push_str(piece),
                        _ => passed = true,
                    }
                }
                let inner = text.strip_prefix(before.as_str())?;
                let inner = inner.strip_suffix(after.as_str())?;
                Some(Key::Other(Atom::Str(inner.into())))
            }
            _ if self.type_of(source) == Known::Int => {
                let int: i128 = text.parse().ok()?;
                (int.to_string() == text).then_some(Key::Int(int))
            }
            _ => Some(key.clone()),
        }
    }

    /// What the tests of the values that this one was computed from say of it.
    fn relate_to_source(&self, choices: &mut Choices, unknown: UnknownId, literal: Literal) {
        let mut source = unknown;
        while let Some(next) = self.source(source) {
            source = next;
            for test in choices.tests_of(source).to_vec() {
                self.relate_across(choices, (source, test), (unknown, literal));
            }
        }
    }

    fn relate_to_derived(&self, choices: &mut Choices, unknown: UnknownId, literal: Literal) {
        let derived = self.derived.get(&unknown).cloned().unwrap_or_default();
        for own in derived {
            for test in choices.tests_of(own).to_vec() {
                self.relate_across(choices, (unknown, literal), (own, test));
            }
        }
    }

    fn relate_across(
        &self,
        choices: &mut Choices,
        (source, test): (UnknownId, Literal),
        (derived, literal): (UnknownId, Literal),
    ) {
        for test in [test, test.negated()] {
            let Some((_, region)) = choices.region(test) else {
                return;
            };
            let Some(keys) = region.listed() else {
                continue;
            };
            let images: Option<Vec<Key>> = keys
                .iter()
                // Where a variable is not set, nothing is computed from it; nor
                // where computing it raises.
                .filter(|key| {
                    let computed = **key != Key::None || self.is_raising(derived);
                    computed && !self.raises_below(source, derived, key)
                })
                .map(|key| match key {
                    Key::None => Some(Key::Int(0)),
                    key => self.image_below(source, derived, key),
                })
                .collect();
            let Some((_, wanted)) = choices.region(literal) else {
                return;
            };
            let Some(images) = images else {
                continue;
            };
            if images.is_empty() {
                if !keys.contains(&Key::None) {
                    // Whoever has a value that was computed had another key.
                    choices.imply_where_met(literal, test.negated());
                    choices.imply_where_met(literal.negated(), test.negated());
                }
                continue;
            }
            let within = images.iter().filter(|key| wanted.contains(key)).count();
            if within == images.len() {
                choices.imply(test, literal);
            } else if within == 0 {
                choices.imply(test, literal.negated());
            }
        }
    }

    /// Whether this is about an operation that raises: it does not where it is
    /// not done.
    fn is_raising(&self, unknown: UnknownId) -> bool {
        matches!(
            self.key(unknown),
            Some(UnknownKey::Operation("int raises", _))
        )
    }

    /// What `derived` is where `source`, from which it was computed, is `key`.
    fn image_below(&self, source: UnknownId, derived: UnknownId, key: &Key) -> Option<Key> {
        if source == derived {
            return Some(key.clone());
        }
        let next = self.source(derived)?;
        let key = self.image_below(source, next, key)?;
        self.image(derived, &key)
    }

    /// Whether what was computed from a value that is `key` raised.
    fn raises_below(&self, source: UnknownId, derived: UnknownId, key: &Key) -> bool {
        let mut chain = vec![derived];
        while let Some(next) = self.source(chain[chain.len() - 1]) {
            if next == source {
                break;
            }
            chain.push(next);
        }
        let mut key = key.clone();
        for unknown in chain.into_iter().rev() {
            let is_int = matches!(self.key(unknown), Some(UnknownKey::Operation("int", _)));
            if is_int && key.text().is_some_and(is_surely_no_number) {
                return true;
            }
            match self.image(unknown, &key) {
                Some(image) => key = image,
                None => return false,
            }
        }
        false
    }

    /// The unknown value that another was computed from.
    fn source(&self, unknown: UnknownId) -> Option<UnknownId> {
        let UnknownKey::Operation(what, atoms) = self.key(unknown)? else {
            return None;
        };
        let of = match *what {
            "int" | "int raises" | "str" => atoms.get(1)?,
            "concatenation" => {
                let mut unknown = atoms.iter().filter(|atom| matches!(atom, Atom::Unknown(_)));
                let only = unknown.next()?;
                if unknown.next().is_some() {
                    return None;
                }
                only
            }
            _ if self.type_of(unknown) != Known::Anything => atoms.first()?,
            _ => return None,
        };
        match of {
            Atom::Unknown(of) => Some(*of),
            _ => None,
        }
    }

    /// What an unknown value is where that which it was computed from is `key`.
    fn image(&self, unknown: UnknownId, key: &Key) -> Option<Key> {
        let UnknownKey::Operation(what, atoms) = self.key(unknown)? else {
            return None;
        };
        let text = key.text();
        match *what {
            "int" => match (key, text) {
                (Key::Int(int), _) => Some(Key::Int(*int)),
                (_, Some(text)) => text.trim().parse().ok().map(Key::Int),
                _ => None,
            },
            "int raises" => {
                let text = text?;
                let is_number = text.trim().parse::<i128>().is_ok();
                (is_number || is_surely_no_number(text)).then(|| Key::Int(i128::from(!is_number)))
            }
            "str" => match (key, text) {
                (_, Some(_)) => Some(key.clone()),
                (Key::Int(int), _) if self.type_of(self.source(unknown)?) == Known::Int => {
                    Some(Key::Other(Atom::Str(int.to_string().into())))
                }
                _ => None,
            },
            "repr" => None,
            "concatenation" => {
                let text = text?;
                let whole: String = atoms
                    .iter()
                    .map(|atom| match atom {
                        Atom::Str(piece) => piece.as_ref(),
                        _ => text,
                    })
                    .collect();
                Some(Key::Other(Atom::Str(whole.into())))
            }
            method => {
                let mut given = Vec::new();
                for atom in &atoms[1..] {
                    match atom {
                        Atom::Str(text) => given.push(text.as_ref()),
                        _ => return None,
                    }
                }
                text_method(text?, method, &given)
            }
        }
    }

    /// Remembers what a new unknown value was computed from.
    pub(super) fn note_derived(&mut self, unknown: UnknownId) {
        let mut source = unknown;
        while let Some(next) = self.source(source) {
            source = next;
            self.derived.entry(source).or_default().push(unknown);
        }
    }
}

/// Whether a text can be these pieces one after the other.
fn may_be_made_of(text: &str, pieces: &[Atom]) -> bool {
    let mut rest = text;
    let mut anything = false;
    for (at, piece) in pieces.iter().enumerate() {
        let Atom::Str(piece) = piece else {
            anything = true;
            continue;
        };
        if anything && at + 1 == pieces.len() {
            return rest.ends_with(piece.as_ref());
        }
        let found = match anything {
            true => rest.find(piece.as_ref()),
            false => rest.starts_with(piece.as_ref()).then_some(0),
        };
        let Some(found) = found else { return false };
        rest = &rest[found + piece.len()..];
        anything = false;
    }
    anything || rest.is_empty()
}

/// What a method of a text gives.
fn text_method(text: &str, method: &str, given: &[&str]) -> Option<Key> {
    let receiver = Data::Text(text.to_owned());
    let given = Given {
        positional: given
            .iter()
            .map(|one| Data::Text((*one).to_owned()))
            .collect(),
        keywords: Vec::new(),
    };
    match crate::plain::method(&receiver, method, &given).ok()? {
        Data::Text(text) => Some(Key::Other(Atom::Str(text.into()))),
        Data::Bool(truth) => Some(Key::Int(i128::from(truth))),
        _ => None,
    }
}

/// A region of integers, as ranges of them.
fn integers(region: &Region) -> Region {
    let all = Region::between(i128::MIN, i128::MAX);
    let ranges = |keys: &[super::region::Key]| {
        keys.iter()
            .filter_map(|key| match key {
                Key::Int(int) => Some(Region::between(*int, *int)),
                _ => None,
            })
            .fold(Region::Between(Vec::new()), |all, one| all.union(&one))
    };
    match region {
        Region::Only(keys) => ranges(keys),
        Region::But(keys) => ranges(keys).complement(),
        Region::Between(_) => region.intersection(&all),
    }
}

/// Whether `int(text)` surely raises. Digits of other scripts, underscores and
/// unusual blanks are left to Python.
fn is_surely_no_number(text: &str) -> bool {
    text.is_empty() || text.bytes().any(|byte| byte.is_ascii_alphabetic())
}
