//! One set of findings that every format is tested on: tabs, wide characters,
//! a range over several lines, control characters, two files, an absolute
//! path, and old line breaks.

use tlsfloor_analysis::facts::{
    Endpoint, EndpointKind, Field, Origin, OriginKind, Outcome, Settings,
};
use tlsfloor_protocol::{
    Bound, Build, BuildSet, Engine, Method, Protocol, ProtocolSet, Role, Side, reference_builds,
};
use tlsfloor_report::{Inventory, Report, Summary};
use tlsfloor_rules::rules::{insecure_default_ssl_protocols, insecure_ssl_protocols};
use tlsfloor_rules::{
    Confidence, Diagnostic, DiagnosticKind, Finding, FindingPlatform, Platform, ProjectId, Related,
    RelatedKind, RuleMetadata,
};
use tlsfloor_source::{FileId, SourceFile, SourceMap, Span, TextRange, decode};

const CLIENT: &str = "\
import ssl

def connect(s):
\tif s:
\t\t名前 = '证书'; context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
\treturn context.wrap_socket(
\t\ts,
\t\tserver_hostname='x',
\t)
";
const OLD_MAC: &str =
    "import ssl\r\rcontext = ssl.create_default_context()\rcontext.wrap_socket(s)\r";

pub(crate) struct Set {
    pub(crate) sources: SourceMap,
    pub(crate) findings: Vec<Finding>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) endpoints: Vec<Endpoint>,
    pub(crate) platform: Platform,
}

pub(crate) const SUMMARY: Summary = Summary {
    files_discovered: 12,
    files_parsed: 3,
    paths_unread: 2,
    findings: 3,
    hidden: 1,
    suppressed: 0,
    endpoints: 4,
    approximate: 1,
    unresolved_imports: 2,
    bounds_reached: 0,
};

impl Set {
    pub(crate) fn new() -> Self {
        let mut sources = SourceMap::new();
        let far = format!("OLD = ssl.PROTOCOL_TLSv1\n{}use(OLD)\n", "\n".repeat(60));
        for (path, text) in [
            ("net/client 100%.py", CLIENT),
            ("net/mac.py", OLD_MAC),
            (
                "/srv/esc\u{1b}[31m.py",
                "x = '\u{1b}[31m\u{202e}'; y = ssl.PROTOCOL_SSLv3\n",
            ),
            ("net/far.py", &far),
            (
                "net/line.py",
                &format!("x = '{}'; y = ssl.PROTOCOL_SSLv3\n", "x".repeat(30_000)),
            ),
        ] {
            sources.push(SourceFile::new(path.to_owned(), decode(text.as_bytes())));
        }
        let mut set = Self {
            sources,
            findings: Vec::new(),
            diagnostics: Vec::new(),
            endpoints: Vec::new(),
            platform: Platform {
                target: BuildSet::only(9),
                stated: true,
                source: "--target-python".to_owned(),
                description: "3.8".to_owned(),
                project: ProjectId(0),
            },
        };
        set.add_findings();
        set.add_diagnostics();
        set.add_endpoints();
        set
    }

    pub(crate) fn report(&self) -> Report<'_> {
        Report {
            findings: &self.findings,
            diagnostics: &self.diagnostics,
            summary: SUMMARY,
            sources: &self.sources,
        }
    }

    pub(crate) fn inventory<'a>(
        &'a self,
        platform_of: &'a dyn Fn(FileId) -> &'a Platform,
    ) -> Inventory<'a> {
        Inventory {
            endpoints: &self.endpoints,
            universe: reference_builds(),
            platform_of,
            diagnostics: &self.diagnostics,
            summary: SUMMARY,
            sources: &self.sources,
        }
    }

    pub(crate) fn span(&self, file: u32, piece: &str) -> Span {
        let file = FileId(file);
        let start = self.sources.get(file).text().find(piece).expect(piece);
        let start = u32::try_from(start).unwrap();
        Span {
            file,
            range: TextRange::new(start, start + u32::try_from(piece.len()).unwrap()),
        }
    }

    fn add_findings(&mut self) {
        let call = self.span(
            0,
            "context.wrap_socket(\n\t\ts,\n\t\tserver_hostname='x',\n\t)",
        );
        self.add(
            &insecure_ssl_protocols::METADATA,
            Confidence::High,
            self.span(0, "ssl.PROTOCOL_TLSv1"),
            &[
                (RelatedKind::Step, self.span(0, "context = ")),
                (RelatedKind::Endpoint, call),
            ],
        );
        let made = self.span(1, "ssl.create_default_context()");
        let used = self.span(1, "context.wrap_socket(s)");
        self.add(
            &insecure_default_ssl_protocols::METADATA,
            Confidence::Medium,
            made,
            &[(RelatedKind::Endpoint, used), (RelatedKind::Endpoint, made)],
        );
        self.add(
            &insecure_ssl_protocols::METADATA,
            Confidence::High,
            self.span(2, "ssl.PROTOCOL_SSLv3"),
            &[(RelatedKind::Endpoint, call)],
        );
        self.add(
            &insecure_ssl_protocols::METADATA,
            Confidence::Low,
            self.span(3, "ssl.PROTOCOL_TLSv1"),
            &[(RelatedKind::Step, self.span(3, "use(OLD)"))],
        );
        self.add(
            &insecure_ssl_protocols::METADATA,
            Confidence::High,
            self.span(4, "ssl.PROTOCOL_SSLv3"),
            &[],
        );
    }

    fn add(
        &mut self,
        rule: &'static RuleMetadata,
        confidence: Confidence,
        span: Span,
        related: &[(RelatedKind, Span)],
    ) {
        let protocols = ProtocolSet::range(Protocol::TlsV1, Protocol::TlsV1_1);
        let related: Vec<Related> = related
            .iter()
            .map(|(kind, span)| Related {
                kind: *kind,
                message: format!("the {} with \"quotes\"", kind.name()),
                span: *span,
            })
            .collect();
        let cause = Related {
            kind: RelatedKind::Cause,
            message: "written here".to_owned(),
            span,
        };
        self.findings.push(Finding {
            rule,
            severity: rule.severity,
            confidence,
            message: "What happens to \u{1b}[31m whom. Write something else that is long enough to be broken \
                      into two lines."
                .to_owned(),
            span,
            protocols,
            floor: protocols.floor(),
            platform: FindingPlatform {
                python: "3.8".to_owned(),
                openssl: "1.1.1".to_owned(),
                source: "--target-python".to_owned(),
                builds: BuildSet::only(9),
            },
            flows: vec![[vec![cause], related.clone()].concat()],
            related,
            fingerprint: format!("{:032x}", self.findings.len()),
        });
    }

    fn add_diagnostics(&mut self) {
        let span = self.span(0, "if s");
        for (path, span, kind) in [
            ("net/client 100%.py", Some(span), DiagnosticKind::Syntax),
            ("no such/\u{1b}file", None, DiagnosticKind::Missing),
        ] {
            self.diagnostics.push(Diagnostic {
                path: path.to_owned(),
                span,
                kind,
                message: "something is amiss".to_owned(),
            });
        }
    }

    fn add_endpoints(&mut self) {
        let made = self.span(0, "ssl.SSLContext(ssl.PROTOCOL_TLSv1)");
        let call = self.span(
            0,
            "context.wrap_socket(\n\t\ts,\n\t\tserver_hostname='x',\n\t)",
        );
        let fixed = Some(Method::Fixed(Protocol::TlsV1));
        let negotiating = Some(Method::Negotiating(Side::Both));
        self.endpoint(
            self.span(1, "context.wrap_socket(s)"),
            Some(self.span(1, "ssl.create")),
            negotiating,
        );
        self.endpoint(call, Some(made), fixed);
        self.endpoint(self.span(3, "use(OLD)"), Some(made), None);
        self.endpoint(
            self.span(2, "ssl.PROTOCOL_SSLv3"),
            None,
            Some(Method::Fixed(Protocol::SslV3)),
        );
        // Lives on Python 2.7 only, and is left out.
        self.endpoint(self.span(3, "OLD = "), None, fixed);
        let last = self.endpoints.last_mut().unwrap();
        last.outcomes[0].builds = BuildSet::only(0);
    }

    fn endpoint(&mut self, call: Span, created_at: Option<Span>, method: Option<Method>) {
        fn field<T>(value: Option<T>, span: Span) -> Field<T> {
            Field {
                value,
                origins: vec![Origin {
                    span,
                    kind: OriginKind::Written,
                    public_default: false,
                    selected: false,
                    steps: Vec::new(),
                }],
                origins_full: false,
                among: Vec::new(),
            }
        }
        let build: &Build = &reference_builds()[9];
        self.endpoints.push(Endpoint {
            call,
            kind: if created_at.is_some() {
                EndpointKind::Connection
            } else {
                EndpointKind::Context
            },
            implicit: false,
            library: "ssl".to_owned(),
            engine: Engine::Ssl,
            api: "ssl.SSLContext.wrap_socket".to_owned(),
            role: created_at.map(|_| Role::Client),
            created_at,
            outcomes: vec![Outcome {
                builds: BuildSet::only(9),
                settings: Some(Settings {
                    engine: Engine::Ssl,
                    method: field(method, call),
                    minimum: field(Some(build.default_minimum), call),
                    maximum: field(Some(Bound::Unset), call),
                    disabled: [false; 6].map(|bit| field(Some(bit), call)),
                }),
                approximate: false,
                removed: false,
            }],
            cut: false,
            ways: Vec::new(),
        });
    }
}
