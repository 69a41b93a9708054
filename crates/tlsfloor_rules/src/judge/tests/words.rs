//! What a finding says, and how it is known again.

use tlsfloor_analysis::facts::{OriginKind, Remedy, Settings};
use tlsfloor_protocol::{Bound, Engine, Method, Protocol, Role};
use tlsfloor_source::{FileId, Span, TextRange};

use super::facts::{World, builds, each, field, platform, unknown, written};

const TEXT: &str = "context = SSLContext(PROTOCOL_OLD)\ncontext.wrap_socket(s)\n";

/// The message for a context that `change` changes, on these Pythons.
fn message(
    versions: ((u8, u8), (u8, u8)),
    role: Role,
    change: impl Fn(&mut Settings, Span),
) -> String {
    let target = builds(versions.0, versions.1);
    let mut world = World::new(TEXT, platform(target, true));
    let constant = world.span("PROTOCOL_OLD");
    let made = "SSLContext(PROTOCOL_OLD)";
    let outcomes = each(target, world.span(made), |settings| {
        change(settings, constant);
    });
    world
        .connect("context.wrap_socket(s)", Some(made), outcomes)
        .role = Some(role);
    world.only().message
}

fn fixed(protocol: Protocol) -> impl Fn(&mut Settings, Span) {
    move |settings, constant| {
        settings.method = field(Some(Method::Fixed(protocol)), written(constant));
    }
}

#[test]
fn a_client_is_told_the_client_method() {
    assert_eq!(
        message(((3, 8), (3, 12)), Role::Client, fixed(Protocol::TlsV1)),
        "`PROTOCOL_OLD` makes the client connection on line 2 speak TLSv1 and nothing else on Python 3.8 – 3.12. \
         Write `ssl.PROTOCOL_TLS_CLIENT` here and set `minimum_version = ssl.TLSVersion.TLSv1_2` on the context."
    );
}

#[test]
fn a_server_is_told_the_server_method() {
    let message = message(((3, 8), (3, 12)), Role::Server, fixed(Protocol::TlsV1));
    assert!(
        message.contains("Write `ssl.PROTOCOL_TLS_SERVER` here"),
        "{message}"
    );
}

#[test]
fn an_old_python_is_told_flags() {
    let message = message(((2, 7), (2, 7)), Role::Client, fixed(Protocol::SslV3));
    assert!(
        message.contains("speak SSLv3 and nothing else on Python 2.7."),
        "{message}"
    );
    assert!(
        message.contains("`options |= ssl.OP_NO_SSLv3 | ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1`"),
        "{message}"
    );
    assert!(!message.contains("minimum_version"), "{message}");
}

#[test]
fn advice_suits_the_oldest_python_of_the_platform() {
    // The default is low up to 3.9 only, but the code also runs on 3.6.
    let message = message(((3, 6), (3, 12)), Role::Client, |_, _| ());
    assert!(message.contains("on Python 3.6 – 3.9."), "{message}");
    assert!(message.contains("Set `options |= "), "{message}");
}

#[test]
fn pyopenssl_has_its_own_words() {
    let message = message(((3, 12), (3, 12)), Role::Client, |settings, constant| {
        settings.engine = Engine::PyOpenSsl;
        settings.method = field(Some(Method::Fixed(Protocol::TlsV1)), written(constant));
        settings.minimum = field(Some(Bound::At(Protocol::TlsV1)), written(constant));
        settings.maximum = field(Some(Bound::At(Protocol::TlsV1)), written(constant));
    });
    assert!(
        message.contains(
            "Write `SSL.TLS_METHOD` here and call `set_min_proto_version(SSL.TLS1_2_VERSION)`"
        ),
        "{message}"
    );
}

#[test]
fn an_unknown_value_may() {
    let message = message(((3, 12), (3, 12)), Role::Client, |settings, constant| {
        settings.minimum = field(None, unknown(constant));
    });
    assert!(message.contains("is not known: it may let"), "{message}");
}

#[test]
fn a_lowered_minimum_is_to_be_raised_there() {
    let message = message(((3, 12), (3, 12)), Role::Client, |settings, constant| {
        settings.minimum = field(Some(Bound::At(Protocol::TlsV1)), written(constant));
    });
    assert!(
        message.ends_with("Write `ssl.TLSVersion.TLSv1_2` here."),
        "{message}"
    );
}

#[test]
fn a_call_that_is_gone_names_the_last_python_that_had_it() {
    let target = builds((3, 12), (3, 12));
    let mut world = World::new(TEXT, platform(target, true));
    let constant = world.span("PROTOCOL_OLD");
    let mut outcomes = each(builds((3, 10), (3, 12)), constant, |settings| {
        fixed(Protocol::TlsV1)(settings, constant);
    });
    for outcome in &mut outcomes {
        outcome.removed = outcome.builds == target;
    }
    world.connect("SSLContext(PROTOCOL_OLD)", None, outcomes);
    let message = world.only().message;
    assert!(
        message.contains("it is judged as on the last that had it (3.11)."),
        "{message}"
    );
}

#[test]
fn a_lacking_protocol_is_named() {
    let message = message(((3, 12), (3, 12)), Role::Client, fixed(Protocol::SslV3));
    assert!(
        message.starts_with("`PROTOCOL_OLD` asks for SSLv3, which OpenSSL lacks on Python 3.12:"),
        "{message}"
    );
}

#[test]
fn a_hole_says_which_flag_to_drop() {
    let hole = |settings: &mut Settings, constant| {
        for protocol in [Protocol::TlsV1_1, Protocol::TlsV1_2] {
            settings.disabled[protocol.index()] = field(Some(true), written(constant));
        }
    };
    let client = message(((3, 8), (3, 8)), Role::Client, hole);
    assert!(
        client.contains("drop `ssl.OP_NO_TLSv1_1` and `ssl.OP_NO_TLSv1_2`, or add `ssl.OP_NO_SSLv3 | ssl.OP_NO_TLSv1`"),
        "{client}"
    );
    let server = message(((3, 8), (3, 8)), Role::Server, hole);
    assert!(!server.contains("hole"), "{server}");
}

#[test]
fn a_call_without_a_context_is_told_to_use_one() {
    let target = builds((3, 8), (3, 8));
    let mut world = World::new(TEXT, platform(target, true));
    let constant = world.span("PROTOCOL_OLD");
    let outcomes = each(target, constant, |settings| {
        fixed(Protocol::TlsV1)(settings, constant);
    });
    world.connect("SSLContext(PROTOCOL_OLD)", None, outcomes);
    let message = world.only().message;
    assert!(
        message.contains("Connect with a context made by `ssl.create_default_context()` instead"),
        "{message}"
    );
}

/// What is told about `constant`, a value that a library looked up for a minimum.
fn looked_up(text: &str, constant: &str, call: &str, remedy: Option<Remedy>) -> String {
    let target = builds((3, 10), (3, 12));
    let mut world = World::new(text, platform(target, true));
    let constant = world.span(constant);
    let outcomes = each(target, world.span(call), |settings| {
        settings.minimum = field(Some(Bound::At(Protocol::TlsV1)), written(constant));
    });
    world.connect(call, None, outcomes);
    world.remedies = remedy
        .into_iter()
        .map(|remedy| Remedy {
            span: constant,
            ..remedy
        })
        .collect();
    world.only().message
}

#[test]
fn the_catalogue_knows_what_helps_where_a_library_looks_a_value_up() {
    let remedy = |instead: Option<&str>, values: &[(Protocol, &str)]| Remedy {
        span: Span {
            file: FileId(0),
            range: TextRange::new(0, 0),
        },
        instead: instead.map(str::to_owned),
        values: values
            .iter()
            .map(|(minimum, text)| (*minimum, (*text).to_owned()))
            .collect(),
    };
    let drop = "drop `ssl_version` and pass `ssl_minimum_version={version}` instead";
    let values = [
        (Protocol::TlsV1_1, "'1.1'"),
        (Protocol::TlsV1_2, "'1.2'"),
        (Protocol::TlsV1_3, "'1.3'"),
    ];
    let context = "Connect with a context made by `ssl.create_default_context()` instead and set \
                   `minimum_version = ssl.TLSVersion.TLSv1_2` on the context.";
    for (given, expected) in [
        (
            Some(remedy(Some(drop), &[])),
            "Drop `ssl_version` and pass `ssl_minimum_version=ssl.TLSVersion.TLSv1_2` instead.",
        ),
        (Some(remedy(None, &values)), "Write `'1.2'` here."),
        (Some(remedy(None, &values[..1])), context),
        (Some(remedy(None, &[])), context),
        (None, "Write `ssl.TLSVersion.TLSv1_2` here."),
    ] {
        let text = "Pool(ssl_version=OLD)";
        let message = looked_up(text, "OLD", text, given.clone());
        assert!(message.ends_with(expected), "{given:?}: {message}");
    }
}

#[test]
fn fingerprints_survive_moved_lines_and_tell_equal_lines_apart() {
    let line = "SSLContext(PROTOCOL_OLD).wrap_socket(s)\n";
    let prints = |text: &str, repeats: usize| -> Vec<String> {
        let target = builds((3, 12), (3, 12));
        let mut world = World::new("", platform(target, true));
        let file = world.file("moved.py", text);
        for (start, _) in text.match_indices("PROTOCOL_OLD") {
            let start = u32::try_from(start).unwrap();
            let span = Span {
                file,
                range: tlsfloor_source::TextRange::new(start, start + 12),
            };
            let outcomes = each(target, span, |settings| {
                fixed(Protocol::TlsV1)(settings, span);
            });
            world.endpoints.push(tlsfloor_analysis::facts::Endpoint {
                call: span,
                kind: tlsfloor_analysis::facts::EndpointKind::Connection,
                implicit: false,
                library: "ssl".to_owned(),
                engine: Engine::Ssl,
                api: "ssl.SSLContext.wrap_socket".to_owned(),
                role: None,
                created_at: None,
                outcomes,
                cut: false,
                ways: Vec::new(),
            });
        }
        let findings = world.judge();
        assert_eq!(findings.len(), repeats);
        findings
            .into_iter()
            .map(|finding| finding.fingerprint)
            .collect()
    };
    let here = prints(line, 1);
    assert_eq!(here[0].len(), 32);
    assert_eq!(prints(&format!("import ssl\n\n  {line}"), 1), here);
    assert_ne!(prints(&line.replace("(s)", "(t)"), 1), here);
    let twice = prints(&format!("{line}{line}"), 2);
    assert_eq!(twice[0], here[0]);
    assert_ne!(twice[1], here[0]);
}

#[test]
fn steps_come_before_endpoints() {
    let target = builds((3, 12), (3, 12));
    let mut world = World::new("x = OLD\nf(y)\nconnect()\n", platform(target, true));
    let origin = super::facts::applied(world.span("OLD"), world.span("f(y)"));
    assert_eq!(origin.kind, OriginKind::Written);
    let outcomes = each(target, world.span("OLD"), |settings| {
        settings.method = field(Some(Method::Fixed(Protocol::TlsV1)), origin.clone());
    });
    world.connect("connect()", None, outcomes);
    let kinds: Vec<&str> = world
        .only()
        .related
        .iter()
        .map(|item| item.kind.name())
        .collect();
    assert_eq!(kinds, ["step", "endpoint"]);
    assert_eq!(world.only().span.file, FileId(0));
}
