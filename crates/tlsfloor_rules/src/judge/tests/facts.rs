//! Hand-made facts: a text, and settings whose origins are pieces of it.

use tlsfloor_analysis::facts::{
    Endpoint, EndpointKind, Escape, EscapeKind, Field, Origin, OriginKind, Outcome, Remedy,
    Settings, Step, StepKind,
};
use tlsfloor_protocol::{
    Bound, Build, BuildSet, Engine, Method, Protocol, PythonVersion, Role, Side, reference_builds,
};
use tlsfloor_source::{FileId, SourceFile, SourceMap, Span, TextRange, decode};

use crate::finding::Finding;
use crate::judge::{Input, judge};
use crate::platform::{Platform, ProjectId, describe_builds};
use crate::policy::Policy;

/// The builds from `low` to `high`, both included, as `(major, minor)`.
pub(super) fn builds(low: (u8, u8), high: (u8, u8)) -> BuildSet {
    let version = |(major, minor)| PythonVersion { major, minor };
    let mut set = BuildSet::EMPTY;
    for (index, build) in reference_builds().iter().enumerate() {
        if version(low) <= build.python && build.python <= version(high) {
            set.insert(index);
        }
    }
    set
}

pub(super) fn platform(target: BuildSet, stated: bool) -> Platform {
    Platform {
        target,
        stated,
        source: if stated { "--target-python" } else { "default" }.to_owned(),
        description: describe_builds(target, reference_builds()),
        project: ProjectId::default(),
    }
}

/// One file and what was found in it.
pub(super) struct World {
    pub(super) sources: SourceMap,
    pub(super) endpoints: Vec<Endpoint>,
    pub(super) escapes: Vec<Escape>,
    pub(super) remedies: Vec<Remedy>,
    pub(super) policy: Policy,
    pub(super) platform: Platform,
}

impl World {
    pub(super) fn new(text: &str, platform: Platform) -> Self {
        let mut sources = SourceMap::new();
        sources.push(SourceFile::new(
            "app.py".to_owned(),
            decode(text.as_bytes()),
        ));
        Self {
            sources,
            endpoints: Vec::new(),
            escapes: Vec::new(),
            remedies: Vec::new(),
            policy: Policy::default(),
            platform,
        }
    }

    pub(super) fn file(&mut self, path: &str, text: &str) -> FileId {
        self.sources
            .push(SourceFile::new(path.to_owned(), decode(text.as_bytes())))
    }

    /// The only place of `piece` in the first file.
    pub(super) fn span(&self, piece: &str) -> Span {
        self.span_in(FileId(0), piece)
    }

    pub(super) fn span_in(&self, file: FileId, piece: &str) -> Span {
        let text = self.sources.get(file).text();
        assert_eq!(text.matches(piece).count(), 1, "{piece:?} in {text:?}");
        let start = u32::try_from(text.find(piece).unwrap()).unwrap();
        let end = start + u32::try_from(piece.len()).unwrap();
        Span {
            file,
            range: TextRange::new(start, end),
        }
    }

    /// Adds a client connection at `call`, whose context was made at `made`.
    pub(super) fn connect(
        &mut self,
        call: &str,
        made: Option<&str>,
        outcomes: Vec<Outcome>,
    ) -> &mut Endpoint {
        let endpoint = Endpoint {
            call: self.span(call),
            kind: EndpointKind::Connection,
            implicit: false,
            library: "ssl".to_owned(),
            engine: Engine::Ssl,
            api: "ssl.SSLContext.wrap_socket".to_owned(),
            role: Some(Role::Client),
            created_at: made.map(|made| self.span(made)),
            outcomes,
            cut: false,
            ways: Vec::new(),
        };
        self.endpoints.push(endpoint);
        self.endpoints.last_mut().unwrap()
    }

    pub(super) fn escape(&mut self, constant: &str, protocol: Protocol) {
        let escape = Escape {
            span: self.span(constant),
            constant: constant.to_owned(),
            library: "ssl".to_owned(),
            protocol,
            kind: EscapeKind::Stored,
            maximum: false,
            builds: self.platform.target,
            steps: Vec::new(),
        };
        self.escapes.push(escape);
    }

    pub(super) fn judge(&self) -> Vec<Finding> {
        judge(&Input {
            endpoints: &self.endpoints,
            escapes: &self.escapes,
            universe: reference_builds(),
            platform_of: &|_| &self.platform,
            policy: &self.policy,
            sources: &self.sources,
            remedies: &self.remedies,
        })
    }

    pub(super) fn text(&self, finding: &Finding) -> &str {
        self.sources
            .get(finding.span.file)
            .slice(finding.span.range)
    }

    /// What `judge` finds, as (rule without its group, cause, protocols).
    pub(super) fn found(&self) -> Vec<(&'static str, String, Vec<&'static str>)> {
        self.judge()
            .iter()
            .map(|finding| {
                let rule = finding.rule.id.rsplit('/').next().unwrap();
                let protocols = finding.protocols.into_iter().map(Protocol::name).collect();
                (rule, self.text(finding).to_owned(), protocols)
            })
            .collect()
    }

    pub(super) fn only(&self) -> Finding {
        let mut findings = self.judge();
        assert_eq!(findings.len(), 1, "{findings:#?}");
        findings.remove(0)
    }
}

pub(super) fn written(span: Span) -> Origin {
    Origin {
        span,
        kind: OriginKind::Written,
        public_default: false,
        selected: false,
        steps: Vec::new(),
    }
}

pub(super) fn applied(span: Span, at: Span) -> Origin {
    Origin {
        steps: vec![Step {
            span: at,
            kind: StepKind::Applied,
        }],
        ..written(span)
    }
}

pub(super) fn default(span: Span) -> Origin {
    Origin {
        kind: OriginKind::Default,
        ..written(span)
    }
}

pub(super) fn unknown(span: Span) -> Origin {
    Origin {
        kind: OriginKind::Unknown,
        ..written(span)
    }
}

pub(super) fn field<T>(value: Option<T>, origin: Origin) -> Field<T> {
    Field {
        value,
        origins: vec![origin],
        origins_full: false,
        among: Vec::new(),
    }
}

/// The settings of a new negotiating context on `build`, made at `made`.
pub(super) fn fresh(made: Span, build: &Build) -> Settings {
    Settings {
        engine: Engine::Ssl,
        method: field(Some(Method::Negotiating(Side::Both)), default(made)),
        minimum: field(Some(build.default_minimum), default(made)),
        maximum: field(Some(Bound::Unset), default(made)),
        disabled: Protocol::ALL.map(|protocol| {
            let bit = tlsfloor_protocol::platform::disabled_bit(protocol);
            field(Some(build.default_options & bit != 0), default(made))
        }),
    }
}

/// One outcome a build: a fresh context, changed by `change`.
pub(super) fn each(builds: BuildSet, made: Span, change: impl Fn(&mut Settings)) -> Vec<Outcome> {
    let universe = reference_builds();
    builds
        .iter()
        .map(|index| {
            let mut settings = fresh(made, &universe[index]);
            change(&mut settings);
            outcome(BuildSet::only(index), Some(settings))
        })
        .collect()
}

pub(super) fn outcome(builds: BuildSet, settings: Option<Settings>) -> Outcome {
    Outcome {
        builds,
        settings,
        approximate: false,
        removed: false,
    }
}
