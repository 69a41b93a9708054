//! What the analysis found out: endpoints with the settings of their contexts,
//! and low choices that leave our sight.
//!
//! Facts, not words: rules judge them, reports describe them. Every value is
//! plain data without a reference into the parser or the interpreter.

mod story;

pub use story::{FileOutline, Happened, Happening, Mention, Mentioned, Tested, Usage, Way};

use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{Bound, Engine, Method, Role};
use tlsfloor_source::Span;

/// What a run of the analysis returns.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Endpoints, ordered by file, range, API and creation.
    pub endpoints: Vec<Endpoint>,
    /// Low choices that no endpoint in view uses.
    pub escapes: Vec<Escape>,
    /// What the reader must know about the limits of this result.
    pub diagnostics: Vec<AnalysisDiagnostic>,
    /// What is known of each file that was parsed, ordered by file.
    pub files: Vec<FileFacts>,
    /// Imports that resolved to no file, no standard module and no catalogue
    /// entry: module names, sorted, each once per file.
    pub unresolved_imports: Vec<(Span, String)>,
    /// Something was not followed because a bound was reached.
    pub cut: bool,
    /// What each file says, if the story was asked for.
    pub outlines: Vec<FileOutline>,
    /// What may stand in place of values that libraries look up in tables of
    /// their own, ordered by place.
    pub remedies: Vec<Remedy>,
    /// The statements that ran, with the builds on which they did, if the story
    /// was asked for; ordered.
    pub reached: Vec<(Span, BuildSet)>,
}

/// What may stand in place of a value that a library looks up in a table of its
/// own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The value: the [`Origin::span`] of a setting.
    pub span: Span,
    /// A clause that says what to do instead, in which `{version}` stands for a
    /// member of `ssl.TLSVersion`.
    pub instead: Option<String>,
    /// Values that set a minimum, as Python writes them, in ascending order.
    pub values: Vec<(tlsfloor_protocol::Protocol, String)>,
}

/// What is known of a parsed file as a whole.
#[derive(Clone, Debug)]
pub struct FileFacts {
    /// The file.
    pub file: tlsfloor_source::FileId,
    /// The first thing in it that only Python 2 means, if any.
    pub python2: Option<Span>,
    /// Every comment of the file that starts with `#`, in order: what
    /// suppressions are read from. (Found by the tokenizer, so that a `#` in a
    /// string is none.)
    pub comments: Vec<Span>,
    /// The extent of each statement that spans several lines: a suppression on
    /// its first line covers all of it. For compound statements, the header.
    pub statements: Vec<Span>,
}

/// A connection; or a context that reaches none in view.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The call nearest to the socket; for a [`EndpointKind::Context`], the
    /// call that created the context.
    pub call: Span,
    /// Connection or context.
    pub kind: EndpointKind,
    /// The call leaves everything to the library.
    pub implicit: bool,
    /// The catalogue's library name: `ssl`, `urllib3`, …
    pub library: String,
    /// Whose rules it follows.
    pub engine: Engine,
    /// The dotted name that was called: `ssl.SSLContext.wrap_socket`, …
    pub api: String,
    /// The side it plays; `None` means unknown, judged as the union of both.
    pub role: Option<Role>,
    /// The call that created the context, if one is in view.
    pub created_at: Option<Span>,
    /// What its settings may be, build by build; never empty, ordered.
    pub outcomes: Vec<Outcome>,
    /// Something was not followed because a bound was reached: a context that
    /// reaches no connection in view may reach one.
    pub cut: bool,
    /// How its context came to these settings, if the story was asked for and
    /// the context is in view; ordered.
    pub ways: Vec<Way>,
}

/// What an endpoint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EndpointKind {
    /// A context or a library call with TLS settings meets a socket.
    Connection,
    /// A context that reaches no connection in view.
    Context,
}

/// One possibility for an endpoint's settings, and the builds it exists on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Outcome {
    /// The builds (of the run's universe, target or not) on which it happens.
    pub builds: BuildSet,
    /// The settings; `None` when nothing is known of the context at all.
    pub settings: Option<Settings>,
    /// Something unknown took part: the settings may be wider or narrower.
    pub approximate: bool,
    /// The API is gone from these builds: the code is judged as on the last
    /// Python that had it (`ssl.wrap_socket` from 3.12 on).
    pub removed: bool,
}

/// A context's version settings, each field with where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Settings {
    /// Whose rules apply.
    pub engine: Engine,
    /// How a protocol is chosen.
    pub method: Field<Method>,
    /// The oldest protocol allowed.
    pub minimum: Field<Bound>,
    /// The newest protocol allowed.
    pub maximum: Field<Bound>,
    /// Whether each protocol is disabled by its `OP_NO_*` bit, by
    /// [`tlsfloor_protocol::Protocol::index`].
    pub disabled: [Field<bool>; 6],
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Field<T> {
    /// The value; `None` when it is not known.
    pub value: Option<T>,
    /// Where the value was written; ordered, never empty.
    pub origins: Vec<Origin>,
    /// There were more origins than are kept.
    pub origins_full: bool,
    /// Where the value is not known because several met and are no longer told
    /// apart: these, ordered. Empty elsewhere.
    pub among: Vec<Among<T>>,
}

/// One of several values that are no longer told apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Among<T> {
    /// The value; `None` when it was not known before either.
    pub value: Option<T>,
    /// Where it was written; ordered.
    pub origins: Vec<Origin>,
}

/// Where a value was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The expression: a constant, an assigned value, a call whose default it is.
    pub span: Span,
    /// Who chose the value.
    pub kind: OriginKind,
    /// The value is the default of a public parameter, taken without a caller
    /// in view.
    pub public_default: bool,
    /// The value was picked out of a table, an enum or a namespace by
    /// something unknown.
    pub selected: bool,
    /// The places that passed the value on, in the order of the data flow.
    pub steps: Vec<Step>,
}

/// Who chose a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OriginKind {
    /// The code.
    Written,
    /// The library or the Python build, since the code said nothing.
    Default,
    /// Something unknown to us: a parameter without a caller, input, an
    /// unresolved import.
    Unknown,
}

/// A place that passes a value on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step {
    /// Where.
    pub span: Span,
    /// How.
    pub kind: StepKind,
}

/// How a value goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepKind {
    /// Assigned to a name, an attribute or an item.
    Assigned,
    /// Passed as an argument.
    Argument,
    /// Used as the default of a parameter.
    ParameterDefault,
    /// Returned from a function.
    Returned,
    /// Picked out of a container.
    Selected,
    /// Imported from another module.
    Imported,
    /// Written into a context's settings.
    Applied,
}

/// A low protocol constant that leaves our sight without an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Escape {
    /// Where the constant was written.
    pub span: Span,
    /// Its dotted name: `ssl.PROTOCOL_TLSv1`.
    pub constant: String,
    /// The library it belongs to.
    pub library: String,
    /// The oldest protocol that it can allow there, older than TLS 1.2: the one
    /// that it names, or the next that the builds have. The newest one that a
    /// maximum allows.
    pub protocol: tlsfloor_protocol::Protocol,
    /// How it leaves.
    pub kind: EscapeKind,
    /// It becomes the newest version allowed.
    pub maximum: bool,
    /// The builds on which it happens.
    pub builds: BuildSet,
    /// The places that passed it on.
    pub steps: Vec<Step>,
}

/// How a low constant leaves our sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EscapeKind {
    /// Returned from a function that nobody in view calls.
    Returned,
    /// Stored under a public name.
    Stored,
    /// Stored in a table.
    Table,
    /// Passed by a keyword that the catalogue knows to an unresolved callee.
    Keyword,
    /// Assigned to an attribute, which the catalogue knows, of something that
    /// is not in view.
    Attribute,
    /// The default of a public parameter that reaches no endpoint in view.
    ParameterDefault,
}

/// What a reader must know about the limits of the result.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnalysisDiagnostic {
    /// What kind of limit.
    pub kind: AnalysisDiagnosticKind,
    /// Where.
    pub span: Span,
    /// A sentence for people.
    pub message: String,
}

/// Kinds of limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnalysisDiagnosticKind {
    /// The text is no valid Python 3 at this place.
    Syntax,
    /// A bound of the interpreter was reached.
    Bound,
}
