//! The catalogue as the interpreter uses it: validated, plain values.
//!
//! One closed set of effects and no expression language. A library that needs
//! an effect that is not here is a reason to widen the set for everybody, never
//! to name the library in Rust code.

mod constant;

pub use constant::{Constant, ConstantValue, Listing};
use tlsfloor_protocol::{Engine, Protocol, PythonVersion, Role};

/// One library: a TOML file.
#[derive(Clone, Debug)]
pub struct Library {
    /// The name that reports show: `ssl`, `urllib3`, `pyOpenSSL`.
    pub name: String,
    /// The distribution's name on the package index; `None` for the standard
    /// library.
    pub distribution: Option<String>,
    /// One line on the library, for `tlsfloor catalogue`.
    pub summary: String,
    /// The importable modules that this file describes, dotted. Every name
    /// below starts with one of them.
    pub modules: Vec<String>,
    /// Whose rules its connections follow.
    pub engine: Engine,
    /// Words one of which a file must contain, byte for byte, to use an
    /// implicit API of the library or to pass a knob of it by itself; what the
    /// prefilter looks for.
    pub words: Vec<String>,
    /// Names of configuration files that the library runs as Python and whose
    /// module-level variables are its [`ApiKind::Setting`]s:
    /// `gunicorn.conf.py`.
    pub setting_files: Vec<String>,
    /// Beginnings of dotted names under which the file describes all that any
    /// Python has: another name there does not exist (`ssl.PROTOCOL_`).
    pub complete: Vec<String>,
    /// Names that modules have beside those described, for `dir()`.
    pub listings: Vec<Listing>,
    /// Other dotted prefixes that mean the same: vendored copies, re-exports,
    /// old module names. `("requests.packages.urllib3", "urllib3")`. The
    /// longest matching prefix wins.
    pub aliases: Vec<(String, String)>,
    /// Names with a known value.
    pub constants: Vec<Constant>,
    /// Tables from an argument's value to settings.
    pub tables: Vec<Table>,
    /// Classes, with what their instances are.
    pub classes: Vec<Class>,
    /// Functions, constructors, methods, attributes, settings, hooks.
    pub apis: Vec<Api>,
}

/// A table from an argument's value to settings.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name within the library.
    pub name: String,
    /// Rows; the first that matches decides.
    pub rows: Vec<TableRow>,
    /// What any other known value does; `None` means that it is refused.
    pub otherwise: Option<Vec<Setting>>,
}

/// A row of a [`Table`].
#[derive(Clone, Debug)]
pub struct TableRow {
    /// The values that it matches.
    pub values: Vec<Match>,
    /// What they do.
    pub settings: Vec<Setting>,
}

/// A value that a table row matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// An integer, also a constant's integer value.
    Int(i64),
    /// A string, compared exactly.
    Str(String),
    /// A constant of the catalogue, by dotted name (for objects without an
    /// integer or string value, or where equal integers mean different things).
    Constant(String),
}

/// A setting that is written to a context, in the protocol crate's terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The method's number in the context's engine: `ssl.PROTOCOL_*`, or
    /// pyOpenSSL's `*_METHOD`.
    Method(i64),
    /// The minimum; `None` removes it.
    Minimum(Option<Protocol>),
    /// The maximum; `None` removes it.
    Maximum(Option<Protocol>),
    /// Switches protocols on by clearing their `OP_NO_*` bits.
    Enable(Vec<Protocol>),
    /// Switches protocols off by setting their `OP_NO_*` bits.
    Disable(Vec<Protocol>),
}

/// A class.
#[derive(Clone, Debug)]
pub struct Class {
    /// Dotted: `ssl.SSLContext`.
    pub name: String,
    /// Catalogue classes it inherits from, dotted, in order.
    pub bases: Vec<String>,
    /// Its instances are contexts of this engine.
    pub context: Option<Engine>,
    /// It is an `enum`: the constants below its name are its members, in the
    /// order in which iteration gives them; it can be called with a member's
    /// value and indexed with a member's name.
    pub enumeration: bool,
    /// The Pythons that have it.
    pub python: Range,
    /// The releases of the distribution that have it.
    pub release: ReleaseRange,
}

/// Something that code uses, with what it does to TLS.
#[derive(Clone, Debug)]
pub struct Api {
    /// Dotted: `ssl.SSLContext.wrap_socket`, `urllib3.PoolManager`.
    pub name: String,
    /// What sort of thing it is.
    pub kind: ApiKind,
    /// Parameters that take part, in no particular order.
    pub parameters: Vec<Parameter>,
    /// What it does, in order, to the *target context* (see [`Effect`]).
    pub effects: Vec<Effect>,
    /// What a call returns.
    pub returns: Returns,
    /// The Pythons that have it. Outside, a call is judged as on the nearest
    /// Python that has it, and says so.
    pub python: Range,
    /// The releases of the distribution that have it.
    pub release: ReleaseRange,
    /// Without any TLS argument given, it still opens TLS by itself. (An
    /// endpoint is implicit when the API made its context and no knob was
    /// given, be the API of this sort or told by a bare `ssl=True`.)
    pub implicit: bool,
    /// A method or an attribute whose name alone says TLS: it is judged on a
    /// receiver of unknown class too (`wrap_socket`, `minimum_version`).
    pub on_unknown: bool,
    /// The name alone does not say TLS enough: on a receiver of unknown class it
    /// counts only in a file that has one of the library's words, or with a
    /// context among its arguments.
    pub beside_words: bool,
    /// For a hook: what the library passes for a parameter: a function of the
    /// catalogue (passed as itself) or a class of it (passed as an instance).
    pub passes: Vec<(String, String)>,
    /// One line on how it decides a TLS version, for `tlsfloor catalogue`.
    pub summary: String,
    /// Where the facts come from.
    pub source: Evidence,
}

/// What sort of thing an [`Api`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiKind {
    /// A function of a module.
    Function,
    /// A class that is called; the name is the class's.
    Constructor,
    /// A method; the name is `Class.method`.
    Method,
    /// An attribute of an instance; its effects run on assignment, with the
    /// assigned value as the argument `value`.
    Attribute,
    /// An attribute of a class (read by the library from the class or a
    /// subclass body), `value` as above.
    ClassAttribute,
    /// A method that the library calls on a subclass or object of the user, or
    /// a function of that name in one of its configuration files. Its effects
    /// run on the returned value, which is the argument `return`.
    Hook,
    /// A module-level variable of a configuration file that the library reads;
    /// the last part of the name is the variable's. `value` as above.
    Setting,
}

impl ApiKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Function,
        Self::Constructor,
        Self::Method,
        Self::Attribute,
        Self::ClassAttribute,
        Self::Hook,
        Self::Setting,
    ];

    /// The word that data files and listings write.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Constructor => "constructor",
            Self::Method => "method",
            Self::Attribute => "attribute",
            Self::ClassAttribute => "class-attribute",
            Self::Hook => "hook",
            Self::Setting => "setting",
        }
    }
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name used by effects and as a keyword.
    pub name: String,
    /// The position counted from 0, not counting `self`; `None` for
    /// keyword-only parameters.
    pub position: Option<u8>,
    /// Passing it makes the call more than a plain use of the library's
    /// defaults (a TLS knob). A bare `True` or `False` does not: `ssl=True`
    /// leaves everything to the library.
    pub knob: bool,
}

/// Something that an [`Api`] does, if its condition holds.
#[derive(Clone, Debug)]
pub struct Effect {
    /// When it happens.
    pub when: Condition,
    /// What happens.
    pub action: Action,
}

/// When an effect happens; every part must hold.
#[derive(Clone, Debug, Default)]
pub struct Condition {
    /// These parameters are given and not `None`.
    pub given: Vec<String>,
    /// These parameters are omitted or `None`.
    pub omitted: Vec<String>,
    /// These parameters are true, as Python sees it.
    pub truthy: Vec<String>,
    /// These parameters are omitted, or false as Python sees it.
    pub falsy: Vec<String>,
    /// Each of these parameters has one of these known values.
    /// [`Match::None`] matches an omitted argument too.
    pub equals: Vec<(String, Vec<Match>)>,
    /// The Pythons on which it happens.
    pub python: Range,
    /// The releases of the distribution in which it happens.
    pub release: ReleaseRange,
}

/// The closed set of actions. The *target context* is, for a method or an
/// attribute of a context class, the object itself; after `New`, `Use` or
/// `Call`, what that made or named.
#[derive(Clone, Debug)]
pub enum Action {
    /// Makes a context: the target from here on. The settings of `base` are
    /// defaults; an effect that follows makes them written.
    New(Base),
    /// The context given in the argument becomes the target; if it is omitted
    /// or `None`, nothing happens.
    Use {
        /// The parameter.
        argument: String,
    },
    /// A new context becomes the target, with some of the present target's
    /// fields; the rest as `base`.
    Clone {
        /// What the copy starts from.
        base: Base,
        /// The fields copied.
        fields: Vec<ClonedField>,
    },
    /// The argument is called without arguments (a factory); what it returns
    /// becomes the target.
    Call {
        /// The parameter.
        argument: String,
    },
    /// A function of the catalogue is called, or whatever the program has put
    /// in its place: the present value of that name, with these arguments
    /// (parameter, value); an omitted one stays omitted. What it returns becomes
    /// the target; a connection that it makes is one of the present call.
    CallFunction {
        /// Dotted: `ssl._create_default_https_context`.
        function: String,
        /// What it is called with, by keyword.
        arguments: Vec<(String, ArgumentOrValue)>,
    },
    /// The argument, in the engine's own numbering, becomes the method.
    Method(ArgumentOrValue),
    /// The argument, in the engine's own numbering, becomes the minimum.
    Minimum(ArgumentOrValue),
    /// The argument, in the engine's own numbering, becomes the maximum.
    Maximum(ArgumentOrValue),
    /// The flags in the argument are added to the options.
    AddOptions(ArgumentOrValue),
    /// The flags in the argument are taken from the options.
    RemoveOptions(ArgumentOrValue),
    /// The argument becomes the options.
    AssignOptions(ArgumentOrValue),
    /// The argument's value is looked up in a table, whose settings are
    /// written. An unknown value may do what any row does.
    Lookup {
        /// The parameter.
        argument: String,
        /// The table's name.
        table: String,
        /// What users should do instead of giving the argument a value, where
        /// none of the table's is a remedy: a clause in which `{version}` stands
        /// for the demanded floor as a member of `ssl.TLSVersion`.
        instead: Option<String>,
    },
    /// Fixed settings are written by the library: defaults, not the user's
    /// choice.
    Set(Vec<Setting>),
    /// The target meets a socket at this call. Without a target (no context was
    /// given and none was made) the call opens no TLS: no endpoint.
    Connect(ConnectRole),
    /// The connection that the object was made by plays this role
    /// (`set_accept_state`).
    Role(Role),
    /// The object that the call returns, or else that it is used on, keeps the
    /// target under this name, for the program to read and for `Recall`.
    Keep {
        /// The name of the attribute.
        attribute: String,
    },
    /// What the object keeps under this name becomes the target.
    Recall {
        /// The name of the attribute.
        attribute: String,
    },
    /// The argument has no effect.
    Ignore {
        /// The parameter.
        argument: String,
        /// A sentence: since when, and what replaced it.
        note: String,
    },
    /// The library raises here: no endpoint.
    Refuse {
        /// A sentence: what is refused and why.
        note: String,
    },
}

/// Where an action's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentOrValue {
    /// The argument of this parameter.
    Argument(String),
    /// This number.
    Value(i64),
    /// The item under this key of the mapping in an argument; omitted where the
    /// mapping or the item is.
    Item {
        /// The parameter.
        argument: String,
        /// The key, a string.
        key: String,
    },
    /// The object's attribute of this name, as an instance or its classes have
    /// it at the call.
    Attribute {
        /// The attribute.
        name: String,
        /// Its value where no code has set it, in the engine's own numbering.
        default: i64,
    },
}

/// The start of a new context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Whose rules apply.
    pub engine: Engine,
    /// The method's number in that engine (`ssl.PROTOCOL_*` or `*_METHOD`).
    /// `None`: the method is the argument of the `Method` effect that follows.
    pub method: Option<i64>,
}

/// A field that [`Action::Clone`] copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClonedField {
    /// The method.
    Method,
    /// The minimum.
    Minimum,
    /// The maximum.
    Maximum,
    /// The options.
    Options,
}

/// The role of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectRole {
    /// Always this.
    Fixed(Role),
    /// Server if the (boolean) argument is true, client if false or omitted:
    /// `server_side`.
    ServerIf(String),
    /// Not known at this call.
    Unknown,
}

/// What a call returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returns {
    /// Nothing that matters.
    Unknown,
    /// The target context.
    Context,
    /// An instance of this catalogue class.
    Instance(String),
    /// The object that the method was called on.
    This,
    /// `None`.
    None,
    /// The options mask after the call (pyOpenSSL's `set_options`).
    Options,
}

/// A range of Pythons, per major version; `None` bounds are open. Empty lists
/// mean every Python.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Inclusive intervals; a version inside any of them is in the range.
    pub intervals: Vec<(Option<PythonVersion>, Option<PythonVersion>)>,
}

impl Range {
    /// Whether `version` is in the range. An interval with an open side stays
    /// within the major version of its other side.
    #[must_use]
    pub fn contains(&self, version: PythonVersion) -> bool {
        self.intervals.is_empty()
            || self.intervals.iter().any(|(low, high)| {
                let major = low.or(*high).map_or(version.major, |bound| bound.major);
                version.major == major
                    && low.is_none_or(|low| low <= version)
                    && high.is_none_or(|high| version <= high)
            })
    }
}

/// A range of a distribution's releases, low inclusive, high exclusive; `None`
/// bounds are open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReleaseRange {
    /// The first release in the range: numbers between the dots.
    pub from: Option<Vec<u32>>,
    /// The first release after the range.
    pub before: Option<Vec<u32>>,
}

/// Where a fact comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Package, version and place, or documentation.
    pub source: String,
    /// How it was established.
    pub verified: Verified,
}

/// How a fact was established.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Verified {
    /// Code was run and the result observed.
    Ran,
    /// The source or documentation was read.
    #[default]
    Read,
}
