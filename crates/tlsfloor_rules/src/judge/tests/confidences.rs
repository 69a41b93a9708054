//! How sure a finding is.

use tlsfloor_analysis::facts::{Origin, Settings};
use tlsfloor_protocol::{Bound, BuildSet, Method, Protocol};
use tlsfloor_source::Span;

use super::facts::{World, builds, each, field, platform, unknown, written};
use crate::finding::Confidence;
use crate::platform::Platform;

const TEXT: &str = "SSLContext(PROTOCOL_OLD)\nwrap_socket(s)\n";

/// The finding for a context that `change` changes, with origins at
/// `PROTOCOL_OLD`, on `lives`.
fn confidence(
    platform: Platform,
    lives: BuildSet,
    change: impl Fn(&mut Settings, Span),
) -> Confidence {
    let mut world = World::new(TEXT, platform);
    let constant = world.span("PROTOCOL_OLD");
    let outcomes = each(lives, world.span("SSLContext(PROTOCOL_OLD)"), |settings| {
        change(settings, constant);
    });
    world.connect("wrap_socket(s)", Some("SSLContext(PROTOCOL_OLD)"), outcomes);
    world.only().confidence
}

fn fixed(protocol: Protocol) -> impl Fn(&mut Settings, Span) {
    move |settings, constant| {
        settings.method = field(Some(Method::Fixed(protocol)), written(constant));
    }
}

fn with_origin(change: impl Fn(Origin) -> Origin) -> impl Fn(&mut Settings, Span) {
    move |settings, constant| {
        settings.method = field(
            Some(Method::Fixed(Protocol::TlsV1)),
            change(written(constant)),
        );
    }
}

const NEW: ((u8, u8), (u8, u8)) = ((3, 10), (3, 15));

fn new() -> (Platform, BuildSet) {
    let target = builds(NEW.0, NEW.1);
    (platform(target, false), target)
}

#[test]
fn a_known_choice_is_high() {
    let (platform, target) = new();
    assert_eq!(
        confidence(platform, target, fixed(Protocol::TlsV1)),
        Confidence::High
    );
}

#[test]
fn a_protocol_that_the_build_lacks_is_high() {
    let (platform, target) = new();
    assert_eq!(
        confidence(platform, target, fixed(Protocol::SslV3)),
        Confidence::High
    );
}

#[test]
fn a_maximum_below_the_minimum_is_low() {
    let (platform, target) = new();
    let level = confidence(platform, target, |settings, constant| {
        settings.maximum = field(Some(Bound::At(Protocol::TlsV1_1)), written(constant));
    });
    assert_eq!(level, Confidence::Low);
}

#[test]
fn public_defaults_and_selections_are_medium() {
    let (platform, target) = new();
    let public = with_origin(|origin| Origin {
        public_default: true,
        ..origin
    });
    assert_eq!(
        confidence(platform.clone(), target, public),
        Confidence::Medium
    );
    let selected = with_origin(|origin| Origin {
        selected: true,
        ..origin
    });
    assert_eq!(confidence(platform, target, selected), Confidence::Medium);
}

#[test]
fn an_unknown_value_is_low() {
    let (platform, target) = new();
    let level = confidence(platform, target, |settings, constant| {
        settings.method = field(None, unknown(constant));
    });
    assert_eq!(level, Confidence::Low);
}

#[test]
fn code_that_lives_outside_of_the_platform_only_is_low_and_says_where() {
    let (platform, target) = new();
    let old = builds((2, 7), (2, 7));
    let level = confidence(platform.clone(), old, fixed(Protocol::SslV3));
    assert_eq!(level, Confidence::Low);
    let both = confidence(platform.clone(), old.union(target), fixed(Protocol::SslV3));
    assert_eq!(both, Confidence::High);

    let mut world = World::new(TEXT, platform);
    let constant = world.span("PROTOCOL_OLD");
    let outcomes = each(old, constant, |settings| {
        fixed(Protocol::SslV3)(settings, constant);
    });
    world.connect("wrap_socket(s)", None, outcomes);
    assert_eq!(world.only().platform.python, "2.7");
}

#[test]
fn a_choice_that_is_harmless_on_the_platform_is_none() {
    // Clearing the flag matters on old builds only, but the code runs on all.
    let (platform, target) = new();
    let mut world = World::new(TEXT, platform);
    let constant = world.span("PROTOCOL_OLD");
    let lives = target.union(builds((2, 7), (2, 7)));
    let outcomes = each(lives, constant, |settings| {
        settings.disabled[Protocol::SslV3.index()] = field(Some(false), written(constant));
    });
    world.connect("wrap_socket(s)", None, outcomes);
    assert_eq!(world.judge(), []);
}

#[test]
fn a_default_is_medium_only_on_all_of_a_stated_platform() {
    let old = builds((3, 7), (3, 9));
    let unchanged = |_: &mut Settings, _: Span| ();
    assert_eq!(
        confidence(platform(old, true), old, unchanged),
        Confidence::Medium
    );
    assert_eq!(
        confidence(platform(old, false), old, unchanged),
        Confidence::Low
    );
    let mixed = builds((3, 8), (3, 12));
    assert_eq!(
        confidence(platform(mixed, true), mixed, unchanged),
        Confidence::Low
    );
}

#[test]
fn a_call_that_is_gone_everywhere_is_low() {
    let (platform, target) = new();
    let mut world = World::new(TEXT, platform);
    let constant = world.span("PROTOCOL_OLD");
    let mut outcomes = each(target, constant, |settings| {
        fixed(Protocol::TlsV1)(settings, constant);
    });
    for outcome in &mut outcomes {
        outcome.removed = true;
    }
    world.connect("wrap_socket(s)", None, outcomes);
    assert_eq!(world.only().confidence, Confidence::Low);
    world.endpoints[0].outcomes[0].removed = false;
    assert_eq!(world.only().confidence, Confidence::High);
}

#[test]
fn an_escape_is_medium_unless_an_endpoint_is_surer() {
    let (platform, target) = new();
    let mut world = World::new(TEXT, platform);
    world.escape("PROTOCOL_OLD", Protocol::TlsV1);
    assert_eq!(world.only().confidence, Confidence::Medium);
    let constant = world.span("PROTOCOL_OLD");
    let outcomes = each(target, constant, |settings| {
        fixed(Protocol::TlsV1)(settings, constant);
    });
    world.connect("wrap_socket(s)", None, outcomes);
    assert_eq!(world.only().confidence, Confidence::High);
}
