//! Values that are no longer told apart: each is judged by itself.

use tlsfloor_analysis::facts::{Among, EscapeKind, Field, Origin, Settings, Step, StepKind};
use tlsfloor_protocol::{Bound, Engine, Method, Protocol, Side};

use super::facts::{World, builds, default, each, platform, unknown, written};

const TEXT: &str = "\
TABLE = {1: ANY_METHOD, 2: OLD_METHOD, 3: OLDER_METHOD, 4: NEW_METHOD}
context = Context(picked)
Connection(context, s)
";

fn among<T: Copy + Ord>(parts: &[(Option<T>, Origin)]) -> Field<T> {
    let mut among: Vec<Among<T>> = Vec::new();
    for (value, origin) in parts {
        match among.iter_mut().find(|own| own.value == *value) {
            Some(own) => own.origins.push(origin.clone()),
            None => among.push(Among {
                value: *value,
                origins: vec![origin.clone()],
            }),
        }
    }
    Field {
        value: None,
        origins: parts.iter().map(|(_, origin)| origin.clone()).collect(),
        origins_full: false,
        among,
    }
}

/// A context of which one of four methods is known to be the method.
fn world(change: impl Fn(&World, &mut Settings)) -> World {
    let target = builds((3, 12), (3, 12));
    let mut world = World::new(TEXT, platform(target, true));
    let made = world.span("Context(picked)");
    let fixed = |name: &str, protocol| (world.span(name), protocol);
    let methods = [
        fixed("OLDER_METHOD", Protocol::TlsV1),
        fixed("OLD_METHOD", Protocol::TlsV1_1),
        fixed("NEW_METHOD", Protocol::TlsV1_2),
    ];
    let outcomes = each(target, made, |settings| {
        settings.engine = Engine::PyOpenSsl;
        let any = written(world.span("ANY_METHOD"));
        let mut method = vec![(Some(Method::Negotiating(Side::Both)), any)];
        let mut bound = vec![(Some(Bound::Unset), default(made))];
        for (span, protocol) in methods {
            method.push((Some(Method::Fixed(protocol)), written(span)));
            bound.push((Some(Bound::At(protocol)), written(span)));
        }
        settings.method = among(&method);
        settings.minimum = among(&bound);
        settings.maximum = among(&bound);
        change(&world, settings);
    });
    world
        .connect("Connection(context, s)", Some("Context(picked)"), outcomes)
        .engine = Engine::PyOpenSsl;
    world
}

#[test]
fn each_value_brings_in_its_own_protocol_and_what_is_new_enough_none() {
    let world = world(|_, _| ());
    let found: Vec<(String, Vec<&str>)> = world
        .found()
        .into_iter()
        .map(|(_, text, protocols)| (text, protocols))
        .collect();
    assert_eq!(
        found,
        [
            ("OLD_METHOD".to_owned(), vec!["TLSv1.1"]),
            ("OLDER_METHOD".to_owned(), vec!["TLSv1"]),
            ("Context(picked)".to_owned(), vec!["TLSv1", "TLSv1.1"]),
        ]
    );
}

#[test]
fn a_known_value_is_not_called_unknown() {
    let messages: Vec<String> = world(|_, _| ())
        .judge()
        .into_iter()
        .map(|finding| finding.message)
        .collect();
    assert!(
        messages[0].starts_with(
            "`OLD_METHOD` may let the client connection on line 3 negotiate TLSv1.1 on Python 3.12: \
             it is one of several values that are not told apart there. \
             Write `SSL.TLS_METHOD` here"
        ),
        "{messages:#?}"
    );
    assert!(
        messages
            .iter()
            .all(|message| !message.contains("not known"))
    );
}

#[test]
fn what_is_unknown_among_them_is_called_so() {
    let world = world(|world, settings| {
        let place = unknown(world.span("picked"));
        settings.method = among(&[
            (None, place.clone()),
            (
                Some(Method::Fixed(Protocol::TlsV1_2)),
                written(world.span("NEW_METHOD")),
            ),
        ]);
    });
    let findings = world.judge();
    let unknown = findings
        .iter()
        .find(|finding| world.text(finding) == "picked");
    assert!(
        unknown.is_some_and(|finding| finding.message.contains("is not known")),
        "{findings:#?}"
    );
    assert!(
        world
            .found()
            .iter()
            .all(|(_, text, _)| text != "NEW_METHOD")
    );
}

#[test]
fn an_entry_of_a_table_is_not_to_be_replaced() {
    let target = builds((3, 12), (3, 12));
    let mut world = World::new(TEXT, platform(target, true));
    let (entry, picked) = (world.span("OLD_METHOD"), world.span("picked"));
    let selected = |at| Origin {
        selected: true,
        steps: vec![Step {
            span: at,
            kind: StepKind::Selected,
        }],
        ..written(entry)
    };
    let advice = |world: &mut World, origin: &Origin| {
        world.endpoints.clear();
        let outcomes = each(target, picked, |settings| {
            settings.minimum = Field {
                value: Some(Bound::At(Protocol::TlsV1_1)),
                origins: vec![origin.clone()],
                origins_full: false,
                among: Vec::new(),
            };
        });
        world.connect("Connection(context, s)", Some("Context(picked)"), outcomes);
        world.only().message
    };
    let message = advice(&mut world, &selected(picked));
    assert!(
        message.ends_with(
            "Drop this entry of the table, or let nothing older than TLSv1.2 be picked from it."
        ),
        "{message}"
    );
    // What a look-up gives where nothing fits stands in no table.
    let message = advice(&mut world, &selected(entry));
    assert!(message.contains("Write "), "{message}");
}

#[test]
fn a_constant_in_a_table_that_nothing_uses_is_not_to_be_replaced() {
    let mut world = World::new(TEXT, platform(builds((3, 12), (3, 12)), true));
    world.escape("OLD_METHOD", Protocol::TlsV1_1);
    world.escapes[0].kind = EscapeKind::Table;
    let message = world.only().message;
    assert!(
        message.contains("Drop this entry of the table"),
        "{message}"
    );
}

#[test]
fn a_connection_without_a_context_in_view_is_told_its_own_interface() {
    let target = builds((3, 12), (3, 12));
    let mut world = World::new(TEXT, platform(target, true));
    let outcomes = vec![super::facts::outcome(target, None)];
    world
        .connect("Connection(context, s)", None, outcomes)
        .engine = Engine::PyOpenSsl;
    let finding = world.only();
    assert!(
        finding
            .message
            .ends_with("call `set_min_proto_version(SSL.TLS1_2_VERSION)` on the context."),
        "{}",
        finding.message
    );
    assert_eq!(finding.platform.openssl, "4.0");
}
