//! What `explain` needs beside the endpoints: how each context came to its
//! settings, which statements ran, and where TLS is named. Only told when
//! [`crate::Options::story`] asks for it.

use super::Origin;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{PartialContext, Protocol};
use tlsfloor_source::{FileId, Span};

/// One way in which a context came to the settings that it has at an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Way {
    /// The builds (of the run's universe) on which it is gone; never empty.
    pub builds: BuildSet,
    /// What happened to the context, in the order of the data flow.
    pub steps: Vec<Happened>,
    /// There are more ways to the same settings than are kept.
    pub more: bool,
}

/// Something that made or changed a context.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Happened {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Happening,
    /// Where the values that it wrote came from; ordered.
    pub from: Vec<Origin>,
    /// The tests of something unknown that had to come out so; ordered.
    pub when: Vec<Tested>,
    /// The settings afterwards.
    pub after: PartialContext,
}

/// A test and how it came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tested {
    /// The tested expression; of a `case`, the whole of it.
    pub test: Span,
    /// Whether it held.
    pub held: bool,
}

/// What can happen to a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Happening {
    /// It was made.
    Made,
    /// Its settings were written.
    Changed,
    /// It took over settings of the context whose steps stand before.
    Copied,
    /// It was handed to code that is not in view, which may change it.
    Handed,
    /// A call that was not followed, since a bound was reached, may change it.
    Unfollowed,
    /// A loop around it did not settle: more may have happened to it.
    Unsettled,
    /// More steps than are kept: the settings are those after the last one.
    Cut,
}

/// What a file says, whether or not it runs.
#[derive(Clone, Debug)]
pub struct FileOutline {
    /// The file.
    pub file: FileId,
    /// Its code may change the program behind its text: its contexts are
    /// approximate for that alone.
    pub reflective: bool,
    /// Every statement, outer ones before those in them.
    pub statements: Vec<Span>,
    /// Those that define functions.
    pub functions: Vec<Span>,
    /// Where the catalogue's names stand, in order of place.
    pub mentions: Vec<Mention>,
}

/// A name of the catalogue, found by its last part alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The name with what stands before it: `ssl.PROTOCOL_TLSv1`; of a call,
    /// the function.
    pub span: Span,
    /// What is named.
    pub what: Mentioned,
    /// How it is used.
    pub usage: Usage,
}

/// What a name of the catalogue stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mentioned {
    /// A constant, with the protocol that it names, if it names one.
    Constant(Option<Protocol>),
    /// A function or method that has to do with TLS.
    Api,
}

/// How an expression is used where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Usage {
    /// An operand of a comparison.
    Compared,
    /// Inside an assertion.
    Asserted,
    /// A positional argument of this function.
    Passed(Span),
    /// A text that spells the name, as an argument of this function.
    Spelled(Span),
    /// Imported under its own name or another.
    Imported,
    /// Called.
    Called,
    /// Anything else.
    Other,
}
