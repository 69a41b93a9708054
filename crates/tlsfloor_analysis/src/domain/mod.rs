//! The abstract domain: guarded values, origins, contexts, objects, states.
//!
//! A value is a small set of concrete atoms, each with the *guard* under which
//! it holds; everything else builds on that (see `guard`).

pub(crate) mod choices;
pub(crate) mod config;
mod cover;
pub(crate) mod derived;
pub(crate) mod guard;
pub(crate) mod history;
pub(crate) mod intern;
pub(crate) mod object;
mod on_path;
pub(crate) mod origin;
pub(crate) mod region;
pub(crate) mod state;
pub(crate) mod store;
pub(crate) mod unknown;
pub(crate) mod value;
pub(crate) mod work;
