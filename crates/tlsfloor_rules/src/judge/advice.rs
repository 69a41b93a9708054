//! What to write instead, at the very place of the cause.
//!
//! The names are those of the two engines' own interfaces, but for values that a
//! library looks up in a table of its own: there the catalogue knows what to
//! write.

use tlsfloor_analysis::facts::Remedy;
use tlsfloor_protocol::{Engine, Protocol, PythonVersion, Role};

use super::cause::Setting;

/// What the advice depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Situation {
    /// Whose interface it is.
    pub(super) engine: Engine,
    /// The side, if it is the same for all endpoints and known.
    pub(super) role: Option<Role>,
    /// The oldest Python that the code has to run on.
    pub(super) oldest: PythonVersion,
    /// The demanded floor.
    pub(super) floor: Protocol,
    /// The call makes its context itself: there is none to write to.
    pub(super) no_context: bool,
    /// The value is an entry of a table that something unknown picks from: the
    /// other entries, and what the key means, must stay true.
    pub(super) entry: bool,
    /// The build has SSLv2, so that its flag is worth writing.
    pub(super) has_sslv2: bool,
}

impl Situation {
    /// `SSLContext.minimum_version` came with Python 3.7; pyOpenSSL's own
    /// function is taken for granted.
    fn has_minimum(self) -> bool {
        self.engine == Engine::PyOpenSsl || self.oldest >= PythonVersion { major: 3, minor: 7 }
    }

    /// The member of `ssl.TLSVersion`, or pyOpenSSL's number, for the floor.
    fn version(self) -> String {
        let digits = self
            .floor
            .name()
            .trim_start_matches("SSLv")
            .trim_start_matches("TLSv");
        match self.engine {
            Engine::Ssl => format!("ssl.TLSVersion.{}", python_name(self.floor)),
            Engine::PyOpenSsl if self.floor < Protocol::TlsV1 => format!("SSL.SSL{digits}_VERSION"),
            Engine::PyOpenSsl => format!("SSL.TLS{}_VERSION", digits.replace('.', "_")),
        }
    }

    /// The flags that switch everything below the floor off.
    fn flags(self) -> String {
        let module = self.module();
        Protocol::ALL
            .into_iter()
            .filter(|protocol| *protocol < self.floor)
            .filter(|protocol| *protocol != Protocol::SslV2 || self.has_sslv2)
            .map(|protocol| format!("{module}.OP_NO_{}", python_name(protocol)))
            .collect::<Vec<_>>()
            .join(" | ")
    }

    fn module(self) -> &'static str {
        match self.engine {
            Engine::Ssl => "ssl",
            Engine::PyOpenSsl => "SSL",
        }
    }

    /// How the floor is set on a context that exists.
    fn raise(self) -> String {
        match self.engine {
            Engine::PyOpenSsl => format!(
                "call `set_min_proto_version({})` on the context",
                self.version()
            ),
            Engine::Ssl if self.has_minimum() => {
                format!("set `minimum_version = {}` on the context", self.version())
            }
            Engine::Ssl => format!("set `options |= {}` on the context", self.flags()),
        }
    }

    /// The method that negotiates.
    fn method(self) -> &'static str {
        match (self.engine, self.role) {
            (Engine::PyOpenSsl, _) => "`SSL.TLS_METHOD`",
            (Engine::Ssl, _) if !self.has_minimum() => {
                "`ssl.PROTOCOL_SSLv23`, which negotiates in spite of its name,"
            }
            (Engine::Ssl, Some(Role::Client)) => "`ssl.PROTOCOL_TLS_CLIENT`",
            (Engine::Ssl, Some(Role::Server)) => "`ssl.PROTOCOL_TLS_SERVER`",
            (Engine::Ssl, None) => "`ssl.PROTOCOL_TLS_CLIENT` (or `ssl.PROTOCOL_TLS_SERVER`)",
        }
    }

    /// A whole new context, for calls that make their own.
    fn context(self) -> String {
        let make = match (self.engine, self.role) {
            (Engine::PyOpenSsl, _) => "SSL.Context(SSL.TLS_METHOD)",
            (Engine::Ssl, _) if !self.has_minimum() => "ssl.SSLContext(ssl.PROTOCOL_SSLv23)",
            (Engine::Ssl, Some(Role::Server)) => {
                "ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)"
            }
            (Engine::Ssl, _) => "ssl.create_default_context()",
        };
        format!(
            "connect with a context made by `{make}` instead and {}",
            self.raise()
        )
    }
}

/// The protocol as it stands in Python names: `TLSv1_2`.
pub(super) fn python_name(protocol: Protocol) -> String {
    protocol.name().replace('.', "_")
}

/// What to do about a setting that the code wrote: a clause without a full
/// stop, starting in lower case.
pub(super) fn chosen(
    setting: Setting,
    unknown: bool,
    text: &str,
    situation: Situation,
    remedy: Option<&Remedy>,
) -> String {
    let version = situation.version();
    let remedy = remedy.filter(|_| !unknown);
    let instead = remedy.and_then(|remedy| remedy.instead.as_ref());
    let value = remedy.and_then(|remedy| {
        let mut values = remedy.values.iter();
        values.find(|(minimum, _)| *minimum >= situation.floor)
    });
    // pyOpenSSL's fixed methods are bounds: the method is still what is there
    // to be changed.
    let setting = match setting {
        Setting::Minimum | Setting::Maximum(_) if names_method(text) => Setting::Method(None),
        other => other,
    };
    match setting {
        Setting::Minimum | Setting::Maximum(_) if instead.is_some() => match instead {
            Some(instead) if situation.has_minimum() => instead.replace("{version}", &version),
            _ => situation.context(),
        },
        _ if situation.entry && !unknown => format!(
            "drop this entry of the table, or let nothing older than {} be picked from it",
            situation.floor
        ),
        _ if let Some((_, text)) = value => format!("write `{text}` here"),
        Setting::Minimum | Setting::Maximum(_) if remedy.is_some() => situation.context(),
        Setting::Everything => format!(
            "make sure that nothing below {} is allowed: {}",
            situation.floor,
            situation.raise()
        ),
        _ if unknown => format!("make sure of it: {}", situation.raise_or_context()),
        Setting::Method(_) | Setting::Constant if names_version(text) => {
            format!("write `{version}` here")
        }
        Setting::Method(_) | Setting::Constant if situation.no_context => situation.context(),
        Setting::Method(_) | Setting::Constant => {
            format!(
                "write {} here and {}",
                situation.method(),
                situation.raise()
            )
        }
        Setting::Minimum if situation.has_minimum() => format!("write `{version}` here"),
        Setting::Minimum => situation.raise_or_context(),
        Setting::Maximum(_) => format!("drop this maximum and {}", situation.raise_or_context()),
        Setting::Bit(protocol) => format!(
            "leave `{}.OP_NO_{}` set, or {}",
            situation.module(),
            python_name(protocol),
            situation.raise_or_context()
        ),
    }
}

/// What to do about a default: a clause without a full stop.
pub(super) fn defaulted(situation: Situation) -> String {
    situation.raise_or_context()
}

/// What to do about flags that make a hole: a clause without a full stop.
pub(super) fn hole(flags: &[Protocol], situation: Situation) -> String {
    let module = situation.module();
    let names: Vec<String> = flags
        .iter()
        .map(|protocol| format!("`{module}.OP_NO_{}`", python_name(*protocol)))
        .collect();
    format!(
        "drop {}, or add {}",
        names.join(" and "),
        situation.flags_below(flags)
    )
}

impl Situation {
    fn raise_or_context(self) -> String {
        if self.no_context {
            self.context()
        } else {
            self.raise()
        }
    }

    /// The flags that would close a hole from below.
    fn flags_below(self, flags: &[Protocol]) -> String {
        let lowest = flags.iter().min().copied().unwrap_or(self.floor);
        let closing = Situation {
            floor: lowest,
            ..self
        };
        format!("`{}`", closing.flags())
    }
}

/// The text names a bound: `TLSVersion.TLSv1`, `TLS1_VERSION`.
fn names_version(text: &str) -> bool {
    text.contains("TLSVersion") || text.ends_with("_VERSION")
}

/// The text names a method of pyOpenSSL: `TLSv1_METHOD`.
fn names_method(text: &str) -> bool {
    text.ends_with("_METHOD")
}
