//! Which place is the finding.

use tlsfloor_protocol::{Bound, BuildSet, Method, Protocol, reference_builds};

use super::facts::{World, applied, builds, default, each, field, outcome, platform, written};

const CHOSEN: &str = "insecure-ssl-protocols";
const DEFAULT: &str = "insecure-default-ssl-protocols";

const LOWERED: &str = "\
context = SSLContext()
context.maximum_version = OLD_MAXIMUM
context.minimum_version = OLD_MINIMUM
context.options &= ~OP_NO_TLSv1
context.wrap_socket(s)
";

#[test]
fn a_fixed_method_is_the_cause_whatever_bounds_and_flags_say() {
    let mut world = World::new(
        "SSLContext(PROTOCOL_TLSv1).wrap_socket(s)",
        platform(builds((3, 8), (3, 12)), true),
    );
    let constant = world.span("PROTOCOL_TLSv1");
    let outcomes = each(builds((3, 8), (3, 12)), constant, |settings| {
        settings.method = field(Some(Method::Fixed(Protocol::TlsV1)), written(constant));
    });
    world.connect("wrap_socket(s)", None, outcomes);
    assert_eq!(
        world.found(),
        [(CHOSEN, "PROTOCOL_TLSv1".to_owned(), vec!["TLSv1"])]
    );
}

#[test]
fn a_negotiating_method_is_never_the_cause() {
    let mut world = World::new(
        "SSLContext(PROTOCOL_TLS).wrap_socket(s)",
        platform(builds((3, 8), (3, 8)), true),
    );
    let made = world.span("SSLContext(PROTOCOL_TLS)");
    let constant = world.span("PROTOCOL_TLS");
    let outcomes = each(builds((3, 8), (3, 8)), made, |settings| {
        settings.method.origins = vec![written(constant)];
    });
    world.connect("wrap_socket(s)", Some("SSLContext(PROTOCOL_TLS)"), outcomes);
    assert_eq!(
        world.found(),
        [(
            DEFAULT,
            "SSLContext(PROTOCOL_TLS)".to_owned(),
            vec!["TLSv1", "TLSv1.1"]
        )]
    );
}

#[test]
fn a_default_that_is_safe_is_no_finding() {
    let target = builds((3, 10), (3, 15));
    let mut world = World::new(LOWERED, platform(target, true));
    let outcomes = each(target, world.span("SSLContext()"), |_| ());
    world.connect("context.wrap_socket(s)", Some("SSLContext()"), outcomes);
    assert_eq!(world.found(), []);
}

#[test]
fn of_several_writes_the_nearest_to_the_connection_is_the_finding() {
    let target = builds((3, 8), (3, 8));
    let mut world = World::new(LOWERED, platform(target, true));
    let minimum = world.span("OLD_MINIMUM");
    let cleared = world.span("~OP_NO_TLSv1");
    let outcomes = each(target, world.span("SSLContext()"), |settings| {
        settings.minimum = field(Some(Bound::At(Protocol::TlsV1)), written(minimum));
        settings.disabled[Protocol::TlsV1.index()] = field(Some(false), written(cleared));
    });
    world.connect("context.wrap_socket(s)", Some("SSLContext()"), outcomes);
    assert_eq!(
        world.found(),
        [
            // Only the minimum lets TLSv1.1 in; the flag was written later.
            (CHOSEN, "OLD_MINIMUM".to_owned(), vec!["TLSv1.1"]),
            (CHOSEN, "~OP_NO_TLSv1".to_owned(), vec!["TLSv1"]),
        ]
    );
    let findings = world.judge();
    let causes: Vec<_> = findings[1]
        .related
        .iter()
        .filter(|item| item.kind.name() == "cause")
        .collect();
    assert_eq!(causes.len(), 1);
    assert_eq!(causes[0].span, minimum);
}

#[test]
fn a_constant_counts_as_near_as_the_place_that_applies_it() {
    let text = "OLD = TLSv1\ncontext.options &= ~OP_NO_TLSv1\ncontext.minimum_version = OLD2\ncontext.wrap_socket(s)\n";
    let target = builds((3, 8), (3, 8));
    let mut world = World::new(text, platform(target, true));
    let constant = world.span("OLD = TLSv1\n");
    let apply = world.span("context.minimum_version = OLD2");
    let cleared = world.span("~OP_NO_TLSv1");
    let outcomes = each(target, constant, |settings| {
        settings.minimum = field(Some(Bound::At(Protocol::TlsV1)), applied(constant, apply));
        settings.disabled[Protocol::TlsV1.index()] = field(Some(false), written(cleared));
    });
    world.connect("context.wrap_socket(s)", None, outcomes);
    let found = world.found();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].2, ["TLSv1", "TLSv1.1"]);
}

#[test]
fn written_fields_come_before_defaults() {
    // On 3.8 no minimum is set either, but the code cleared nothing: only the
    // written minimum is to blame.
    let target = builds((3, 8), (3, 8));
    let mut world = World::new(LOWERED, platform(target, true));
    let minimum = world.span("OLD_MINIMUM");
    let outcomes = each(target, world.span("SSLContext()"), |settings| {
        settings.minimum = field(Some(Bound::At(Protocol::TlsV1)), written(minimum));
    });
    world.connect("context.wrap_socket(s)", Some("SSLContext()"), outcomes);
    assert_eq!(
        world.found(),
        [(CHOSEN, "OLD_MINIMUM".to_owned(), vec!["TLSv1", "TLSv1.1"])]
    );
}

#[test]
fn two_origins_of_one_field_are_two_findings() {
    let target = builds((3, 12), (3, 12));
    let mut world = World::new(
        "a = TLSv1 if x else TLSv1_0\nwrap_socket(s)",
        platform(target, true),
    );
    let first = world.span("TLSv1 ");
    let second = world.span("TLSv1_0");
    let outcomes = each(target, first, |settings| {
        settings.minimum = field(Some(Bound::At(Protocol::TlsV1)), written(first));
        settings.minimum.origins.push(written(second));
    });
    world.connect("wrap_socket(s)", None, outcomes);
    let causes: Vec<String> = world
        .found()
        .into_iter()
        .map(|(_, cause, _)| cause)
        .collect();
    assert_eq!(causes, ["TLSv1 ", "TLSv1_0"]);
}

#[test]
fn a_field_written_on_one_path_only_gives_both_rules() {
    let target = builds((3, 8), (3, 8));
    let mut world = World::new(LOWERED, platform(target, true));
    let minimum = world.span("OLD_MINIMUM");
    let made = world.span("SSLContext()");
    let outcomes = each(target, made, |settings| {
        settings.minimum.origins = vec![default(made), written(minimum)];
    });
    world.connect("context.wrap_socket(s)", Some("SSLContext()"), outcomes);
    let rules: Vec<&str> = world.found().into_iter().map(|(rule, ..)| rule).collect();
    assert_eq!(rules, [DEFAULT, CHOSEN]);
}

#[test]
fn a_low_maximum_is_always_a_cause() {
    let target = builds((3, 8), (3, 12));
    let mut world = World::new(LOWERED, platform(target, true));
    let maximum = world.span("OLD_MAXIMUM");
    let outcomes = each(target, world.span("SSLContext()"), |settings| {
        settings.maximum = field(Some(Bound::At(Protocol::TlsV1_1)), written(maximum));
    });
    world.connect("context.wrap_socket(s)", Some("SSLContext()"), outcomes);
    assert_eq!(
        world.found(),
        [(CHOSEN, "OLD_MAXIMUM".to_owned(), vec!["TLSv1", "TLSv1.1"])]
    );
}

#[test]
fn one_cause_that_reaches_several_endpoints_is_one_finding() {
    let target = builds((3, 12), (3, 12));
    let mut world = World::new(
        "p = PROTOCOL_TLSv1\nfirst(s)\nsecond(s)\n",
        platform(target, true),
    );
    let constant = world.span("PROTOCOL_TLSv1");
    for (call, protocol) in [
        ("second(s)", Protocol::TlsV1),
        ("first(s)", Protocol::TlsV1_1),
    ] {
        let outcomes = each(target, constant, |settings| {
            settings.method = field(Some(Method::Fixed(protocol)), written(constant));
        });
        world.connect(call, None, outcomes);
    }
    let finding = world.only();
    let endpoints: Vec<_> = finding.related.iter().map(|related| related.span).collect();
    assert_eq!(endpoints, [world.span("first(s)"), world.span("second(s)")]);
    assert_eq!(finding.protocols.len(), 2);
    assert_eq!(finding.floor, Some(Protocol::TlsV1));
}

#[test]
fn implicit_defaults_are_one_finding_for_each_library() {
    let target = builds((3, 8), (3, 8));
    let mut world = World::new("b(u)\na(u)\nc(u)\n", platform(target, true));
    for (call, library) in [
        ("c(u)", "http.client"),
        ("a(u)", "http.client"),
        ("b(u)", "smtplib"),
    ] {
        let outcomes = each(target, world.span(call), |_| ());
        let endpoint = world.connect(call, None, outcomes);
        endpoint.implicit = true;
        endpoint.library = library.to_owned();
    }
    let causes: Vec<(&str, String)> = world
        .found()
        .into_iter()
        .map(|(rule, cause, _)| (rule, cause))
        .collect();
    assert_eq!(
        causes,
        [(DEFAULT, "b(u)".to_owned()), (DEFAULT, "a(u)".to_owned())]
    );
    let findings = world.judge();
    assert_eq!(findings[1].related.len(), 2);
    assert!(
        findings[0]
            .message
            .starts_with("This client connection leaves the TLS version"),
        "{}",
        findings[0].message
    );
    assert!(
        findings[1]
            .message
            .starts_with("This client connection and 1 more leave the TLS version"),
        "{}",
        findings[1].message
    );
}

#[test]
fn nothing_known_of_a_context_is_a_finding_at_the_call() {
    let target = builds((3, 12), (3, 12));
    let mut world = World::new("unknown.wrap_socket(s)", platform(target, true));
    world.connect("unknown.wrap_socket(s)", None, vec![outcome(target, None)]);
    assert_eq!(
        world.found(),
        [(
            CHOSEN,
            "unknown.wrap_socket(s)".to_owned(),
            vec!["TLSv1", "TLSv1.1"]
        )]
    );
}

#[test]
fn the_floor_of_the_policy_decides() {
    let target = builds((3, 12), (3, 12));
    let mut world = World::new(LOWERED, platform(target, true));
    let outcomes = each(target, world.span("SSLContext()"), |_| ());
    world.connect("context.wrap_socket(s)", Some("SSLContext()"), outcomes);
    world.policy.floor = Protocol::TlsV1_3;
    assert_eq!(
        world.found(),
        [(DEFAULT, "SSLContext()".to_owned(), vec!["TLSv1.2"])]
    );
}

#[test]
fn a_default_outside_of_the_platform_is_no_finding() {
    let mut world = World::new(LOWERED, platform(builds((3, 10), (3, 15)), true));
    let all = BuildSet::first_n(reference_builds().len());
    let outcomes = each(all, world.span("SSLContext()"), |_| ());
    world.connect("context.wrap_socket(s)", Some("SSLContext()"), outcomes);
    assert_eq!(world.found(), []);
}
