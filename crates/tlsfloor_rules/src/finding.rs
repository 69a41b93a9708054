//! What a rule has to say about one cause.

use std::fmt;

use tlsfloor_protocol::{BuildSet, Protocol, ProtocolSet};
use tlsfloor_source::Span;

use crate::rules::{RuleMetadata, Severity};

/// One cause of a floor below the policy, with everything that it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: &'static RuleMetadata,
    /// The rule's severity.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What can happen, where, and what to write instead: sentences.
    pub message: String,
    /// The cause: where the setting was written, or the call whose default is
    /// low.
    pub span: Span,
    /// The protocols below the policy's floor that the cause brings in. Empty
    /// when nothing can be negotiated at all.
    pub protocols: ProtocolSet,
    /// The oldest of the protocols; `None` when there is none.
    pub floor: Option<Protocol>,
    /// Where it holds.
    pub platform: FindingPlatform,
    /// Steps, other causes and endpoints, in the order of the data flow.
    pub related: Vec<Related>,
    /// The ways from the cause to each endpoint: the cause, the steps and other
    /// causes in between, the endpoint.
    pub flows: Vec<Vec<Related>>,
    /// Lower-case hexadecimal, 128 bits: the same for the same cause after
    /// lines above it moved.
    pub fingerprint: String,
}

/// The platform on which a finding holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingPlatform {
    /// Python versions: `2.7, 3.4 – 3.9`.
    pub python: String,
    /// OpenSSL versions: `1.0.2, 1.1.1`.
    pub openssl: String,
    /// Who stated the platform: `--target-python`, `default`, …
    pub source: String,
    /// The builds, of the run's universe.
    pub builds: BuildSet,
}

/// A place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Related {
    /// What happens there.
    pub kind: RelatedKind,
    /// A short sentence.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// What happens at a related place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelatedKind {
    /// The value is passed on.
    Step,
    /// Another write that takes part.
    Cause,
    /// The settings meet a socket, or the context ends.
    Endpoint,
}

impl RelatedKind {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Cause => "cause",
            Self::Endpoint => "endpoint",
        }
    }
}

/// How sure a finding is. No `Ord`: ask [`Confidence::at_least`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// An unknown value might be low, the platform excludes the code, or a
    /// default is low on a part of the platform or on an assumed one.
    Low,
    /// A low choice leaves our sight or was picked by others; or a default is
    /// low on all of a stated platform.
    Medium,
    /// Every value is known.
    High,
}

impl Confidence {
    /// Every level, the least sure first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The name in reports and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The level of this name, if any.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// Whether this level is `threshold` or surer.
    #[must_use]
    pub const fn at_least(self, threshold: Self) -> bool {
        self as u8 >= threshold as u8
    }

    /// The surer of two levels.
    #[must_use]
    pub const fn surer(self, other: Self) -> Self {
        if self.at_least(other) { self } else { other }
    }

    /// The less sure of two levels.
    #[must_use]
    pub const fn weaker(self, other: Self) -> Self {
        if self.at_least(other) { other } else { self }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
