//! One concrete configuration of a context, each field with its origins.
//!
//! The rules are the protocol crate's; this module only carries origins along
//! and says what is unknown.

use super::history::History;
use super::origin::{Origins, Traces};
use super::value::Join;
use crate::facts;
use crate::limit::Limit;
use std::hash::Hash;
use std::rc::Rc;
use tlsfloor_protocol::{Bound, Context, Engine, Method, PartialContext, Protocol, Side};

/// A setting with where it was written; no value means that it is unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Tracked<T> {
    pub(crate) value: Option<T>,
    pub(crate) origins: Origins,
    /// What was told apart before too much met, each with its own origins,
    /// ordered: the value is one of these, and which is forgotten.
    among: Option<Rc<Vec<Part<T>>>>,
}

/// One of the values that are no longer told apart; no value where one of them
/// was not known.
type Part<T> = (Option<T>, Origins);

impl<T> Tracked<T> {
    pub(crate) fn known(value: T, origins: &Origins) -> Self {
        Self {
            value: Some(value),
            origins: origins.clone(),
            among: None,
        }
    }

    /// Something was written there, but not what.
    pub(crate) fn unknown(origins: &Origins) -> Self {
        Self {
            value: None,
            origins: origins.clone(),
            among: None,
        }
    }
}

impl<T: Copy + Ord> Tracked<T> {
    /// Both may be: the value is left where they agree.
    fn join(&mut self, other: &Self) {
        if self.value.is_none() || self.value != other.value {
            self.among = self.with_parts_of(other);
            self.value = None;
        }
        self.origins.join(&other.origins);
    }

    fn with_parts_of(&self, other: &Self) -> Option<Rc<Vec<Part<T>>>> {
        if self.value == other.value && self.among.is_none() && other.among.is_none() {
            return None;
        }
        let mut parts = self.parts();
        for (value, origins) in other.parts() {
            match parts.binary_search_by(|(own, _)| own.cmp(&value)) {
                Ok(at) => parts[at].1.join(&origins),
                Err(at) => parts.insert(at, (value, origins)),
            }
        }
        Some(Rc::new(parts))
    }

    fn parts(&self) -> Vec<Part<T>> {
        match &self.among {
            Some(parts) if self.value.is_none() => parts.to_vec(),
            _ => vec![(self.value, self.origins.clone())],
        }
    }
}

/// A configuration.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Config {
    pub(crate) engine: Engine,
    pub(crate) method: Tracked<Method>,
    pub(crate) minimum: Tracked<Bound>,
    pub(crate) maximum: Tracked<Bound>,
    /// The options mask; protocol bits whose `disabled` is unknown are 0 here.
    pub(crate) options: u64,
    /// Whether each protocol is disabled.
    pub(crate) disabled: [Tracked<bool>; 6],
    /// It was handed to code that is not in view.
    pub(crate) exposed: bool,
    /// How it came about, for those who ask.
    pub(crate) history: History,
}

/// The bit that disables `protocol` in OpenSSL's mask.
pub(crate) const fn no_bit(protocol: Protocol) -> u64 {
    tlsfloor_protocol::platform::disabled_bit(protocol)
}

impl Config {
    /// A context as its constructor leaves it, all settings from `origins`.
    pub(crate) fn new(context: &Context, origins: &Origins) -> Self {
        let tracked = |value| Tracked::known(value, origins);
        Self {
            engine: context.engine,
            method: Tracked::known(context.method, origins),
            minimum: Tracked::known(context.minimum, origins),
            maximum: Tracked::known(context.maximum, origins),
            options: context.options,
            disabled: Protocol::ALL
                .map(|protocol| tracked(context.options & no_bit(protocol) != 0)),
            exposed: false,
            history: History::default(),
        }
    }

    /// The plain context; what is unknown reads as the constructor's usual
    /// value.
    pub(crate) fn context(&self) -> Context {
        Context {
            engine: self.engine,
            method: self.method.value.unwrap_or(Method::Negotiating(Side::Both)),
            minimum: self.minimum.value.unwrap_or(Bound::Unset),
            maximum: self.maximum.value.unwrap_or(Bound::Unset),
            options: self.options,
        }
    }

    /// The values alone; no value where it is not known.
    pub(crate) fn values(&self) -> PartialContext {
        PartialContext {
            engine: self.engine,
            method: self.method.value,
            minimum: self.minimum.value,
            maximum: self.maximum.value,
            disabled: self.disabled.each_ref().map(|bit| bit.value),
        }
    }

    /// Whether the whole options mask is known.
    pub(crate) fn options_known(&self) -> bool {
        self.disabled.iter().all(|bit| bit.value.is_some())
    }

    /// Runs one of the protocol crate's mutators and takes over what changed.
    /// `written` says which field the code wrote; it gets the new origins even
    /// if its value stayed.
    pub(crate) fn apply<E>(
        &mut self,
        written: Written,
        origins: &Origins,
        mutate: impl FnOnce(&mut Context) -> Result<(), E>,
    ) -> Result<(), E> {
        let before = self.context();
        let mut after = before;
        let result = mutate(&mut after);
        let ok = result.is_ok();
        if ok && written == Written::Minimum || after.minimum != before.minimum {
            self.minimum = Tracked::known(after.minimum, origins);
        }
        if ok && written == Written::Maximum || after.maximum != before.maximum {
            self.maximum = Tracked::known(after.maximum, origins);
        }
        let assigned = ok && written == Written::Options;
        self.take_options(after.options, assigned, origins);
        result
    }

    fn take_options(&mut self, options: u64, assigned: bool, origins: &Origins) {
        let before = self.options;
        self.options = options;
        for protocol in Protocol::ALL {
            let bit = no_bit(protocol);
            let tracked = &mut self.disabled[protocol.index()];
            let changed = (before ^ options) & bit != 0;
            if bit != 0 && (changed || assigned && tracked.value.is_none()) {
                *tracked = Tracked::known(options & bit != 0, origins);
            }
        }
    }

    /// Sets one protocol's bit to something unknown.
    pub(crate) fn forget_bit(&mut self, protocol: Protocol, origins: &Origins) {
        self.options &= !no_bit(protocol);
        self.disabled[protocol.index()] = Tracked::unknown(origins);
    }

    /// Sets or clears one protocol's bit.
    pub(crate) fn set_bit(&mut self, protocol: Protocol, disabled: bool, origins: &Origins) {
        let tracked = &mut self.disabled[protocol.index()];
        if tracked.value == Some(disabled) {
            return;
        }
        *tracked = Tracked::known(disabled, origins);
        if disabled {
            self.options |= no_bit(protocol);
        } else {
            self.options &= !no_bit(protocol);
        }
    }

    /// The settings for readers outside.
    pub(crate) fn export(&self, traces: &Traces) -> facts::Settings {
        facts::Settings {
            engine: self.engine,
            method: export(&self.method, traces),
            minimum: export(&self.minimum, traces),
            maximum: export(&self.maximum, traces),
            disabled: std::array::from_fn(|index| export(&self.disabled[index], traces)),
        }
    }

    /// Whether any field is unknown.
    pub(crate) fn has_unknown(&self) -> bool {
        self.method.value.is_none()
            || self.minimum.value.is_none()
            || self.maximum.value.is_none()
            || !self.options_known()
    }
}

/// Which field a mutator writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Minimum,
    Maximum,
    /// Single flags: only those that change.
    Flags,
    /// The whole mask.
    Options,
}

fn export<T: Copy + Ord>(tracked: &Tracked<T>, traces: &Traces) -> facts::Field<T> {
    let exported = |origins: &Origins| {
        let list = origins.list().iter();
        let mut origins: Vec<facts::Origin> =
            list.filter_map(|trace| traces.export(*trace)).collect();
        origins.sort();
        origins.dedup();
        origins
    };
    let parts = tracked.among.iter().filter(|_| tracked.value.is_none());
    facts::Field {
        value: tracked.value,
        origins: exported(&tracked.origins),
        origins_full: tracked.origins.is_full(),
        among: parts
            .flat_map(|parts| parts.iter())
            .map(|(value, origins)| facts::Among {
                value: *value,
                origins: exported(origins),
            })
            .collect(),
    }
}

impl Join for Config {
    const TOO_MANY: Limit = Limit::Settings;

    fn same(&self, other: &Self) -> bool {
        self.engine == other.engine
            && self.method.value == other.method.value
            && self.minimum.value == other.minimum.value
            && self.maximum.value == other.maximum.value
            && self.options == other.options
            && self
                .disabled
                .iter()
                .zip(&other.disabled)
                .all(|(here, there)| here.value == there.value)
    }

    fn join(&mut self, other: &Self) {
        self.method.join(&other.method);
        self.minimum.join(&other.minimum);
        self.maximum.join(&other.maximum);
        for protocol in Protocol::ALL {
            let tracked = &mut self.disabled[protocol.index()];
            tracked.join(&other.disabled[protocol.index()]);
            if tracked.value.is_none() {
                self.options &= !no_bit(protocol);
            }
        }
        self.exposed |= other.exposed;
        self.history.join(&other.history);
    }

    fn widen(&mut self, other: &Self) {
        // Joined fields keep their values only where these are equal.
        self.join(other);
    }
}
