//! Which sets follow from which settings.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use tlsfloor_protocol::negotiate::{negotiable, possible};
use tlsfloor_protocol::platform::{PyOpenSslBuild, disabled_bit};
use tlsfloor_protocol::{
    Bound, Build, Context, Engine, Method, PartialContext, Protocol, ProtocolSet, PythonVersion,
    Role, Side, reference_builds,
};

fn build(minor: u8) -> Build {
    Build::reference(PythonVersion::new(3, minor)).unwrap()
}

/// A set in digits: `0` is TLSv1, `3` TLSv1.3.
fn set(digits: &str) -> ProtocolSet {
    let at = |digit: char| Protocol::ALL[2 + usize::try_from(digit.to_digit(10).unwrap()).unwrap()];
    digits.chars().map(at).collect()
}

fn context(method: Method, enabled: ProtocolSet) -> Context {
    let disabled = ProtocolSet::ALL.difference(enabled);
    Context {
        engine: Engine::Ssl,
        method,
        minimum: Bound::Unset,
        maximum: Bound::Unset,
        options: disabled.into_iter().map(disabled_bit).sum(),
    }
}

#[test]
fn a_client_stops_at_the_first_hole_and_a_server_does_not() {
    // Measured by handshakes on OpenSSL 1.1.1 to 4.0, for all 15 subsets.
    let table = [
        ("0", "0"),
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
        ("01", "01"),
        ("02", "0"),
        ("03", "0"),
        ("12", "12"),
        ("13", "1"),
        ("23", "23"),
        ("012", "012"),
        ("013", "01"),
        ("023", "0"),
        ("123", "123"),
        ("0123", "0123"),
    ];
    for (enabled, client) in table {
        let context = context(Method::Negotiating(Side::Both), set(enabled));
        assert_eq!(
            negotiable(&context, &build(9), Role::Client),
            set(client),
            "client {enabled}"
        );
        assert_eq!(
            negotiable(&context, &build(9), Role::Server),
            set(enabled),
            "server {enabled}"
        );
    }
}

#[test]
fn a_bound_cuts_a_hole_away() {
    let mut context = context(Method::Negotiating(Side::Both), set("03"));
    context.minimum = Bound::At(Protocol::TlsV1_2);
    assert_eq!(negotiable(&context, &build(9), Role::Client), set("3"));
}

#[test]
fn a_protocol_that_the_build_lacks_is_a_hole() {
    let context = context(Method::Negotiating(Side::Both), ProtocolSet::ALL);
    let build = build(9).with_openssl("OpenSSL 3.0.2", set("023"));
    assert_eq!(negotiable(&context, &build, Role::Client), set("0"));
    assert_eq!(negotiable(&context, &build, Role::Server), set("023"));
}

#[test]
fn a_minimum_above_the_maximum_leaves_nothing() {
    let mut context = context(Method::Negotiating(Side::Both), ProtocolSet::ALL);
    context.minimum = Bound::At(Protocol::TlsV1_2);
    context.maximum = Bound::At(Protocol::TlsV1_1);
    assert!(negotiable(&context, &build(12), Role::Client).is_empty());
    assert!(negotiable(&context, &build(12), Role::Server).is_empty());
}

#[test]
fn the_wrong_side_negotiates_nothing() {
    let client = context(Method::Negotiating(Side::Client), ProtocolSet::ALL);
    assert!(negotiable(&client, &build(9), Role::Server).is_empty());
    assert_eq!(negotiable(&client, &build(9), Role::Client), set("0123"));
    let server = context(Method::Negotiating(Side::Server), ProtocolSet::ALL);
    assert!(negotiable(&server, &build(9), Role::Client).is_empty());
    assert_eq!(negotiable(&server, &build(9), Role::Server), set("0123"));
}

#[test]
fn a_fixed_method_of_ssl_ignores_flags_and_bounds() {
    let mut context = context(Method::Fixed(Protocol::TlsV1), ProtocolSet::EMPTY);
    context.minimum = Bound::At(Protocol::TlsV1_3);
    for role in Role::ALL {
        assert_eq!(negotiable(&context, &build(13), role), set("0"));
    }
}

#[test]
fn a_fixed_method_that_the_build_lacks_negotiates_nothing() {
    let context = context(Method::Fixed(Protocol::SslV3), ProtocolSet::ALL);
    assert!(negotiable(&context, &build(13), Role::Client).is_empty());
    let only = ProtocolSet::only(Protocol::SslV3);
    assert_eq!(negotiable(&context, &build(4), Role::Client), only);
}

#[test]
fn fixed_methods_of_pyopenssl_open_with_22_1() {
    let mut context = context(Method::Fixed(Protocol::TlsV1), ProtocolSet::ALL);
    context.engine = Engine::PyOpenSsl;
    context.maximum = Bound::At(Protocol::TlsV1_2);
    let with = |version| build(11).with_pyopenssl(PyOpenSslBuild::new(version, "OpenSSL 3.0.7"));
    assert_eq!(
        negotiable(&context, &with("22.0.0"), Role::Client),
        set("0")
    );
    assert_eq!(
        negotiable(&context, &with("22.1.0"), Role::Client),
        set("012")
    );
    context.options = disabled_bit(Protocol::TlsV1);
    assert_eq!(
        negotiable(&context, &with("22.0.0"), Role::Client),
        set("0")
    );
    assert_eq!(
        negotiable(&context, &with("22.1.0"), Role::Client),
        set("12")
    );
}

/// Every method, with what the bounds and flags of a context may be.
fn methods() -> Vec<Method> {
    let mut methods: Vec<Method> = Protocol::ALL.map(Method::Fixed).to_vec();
    methods.extend([Side::Both, Side::Client, Side::Server].map(Method::Negotiating));
    methods.push(Method::Datagram);
    methods
}

fn bounds() -> Vec<Bound> {
    let mut bounds: Vec<Bound> = Protocol::ALL.map(Bound::At).to_vec();
    bounds.push(Bound::Unset);
    bounds
}

fn choices<T: Copy>(known: Option<T>, all: &[T]) -> Vec<T> {
    known.map_or_else(|| all.to_vec(), |value| vec![value])
}

fn brute_force(settings: &PartialContext, build: &Build, role: Option<Role>) -> ProtocolSet {
    let mut union = ProtocolSet::EMPTY;
    // No library has a method that is fixed to TLSv1.3.
    let mut existing = methods();
    existing.retain(|method| *method != Method::Fixed(Protocol::TlsV1_3));
    for method in choices(settings.method, &existing) {
        for minimum in choices(settings.minimum, &bounds()) {
            for maximum in choices(settings.maximum, &bounds()) {
                for mask in 0..64_u32 {
                    let disabled = |protocol: &Protocol| mask & (1 << protocol.index()) != 0;
                    let fits = |protocol: &Protocol| {
                        settings.disabled[protocol.index()]
                            .is_none_or(|known| known == disabled(protocol))
                    };
                    if !Protocol::ALL.iter().all(fits) {
                        continue;
                    }
                    let options = Protocol::ALL
                        .into_iter()
                        .filter(disabled)
                        .map(disabled_bit)
                        .sum();
                    let context = Context {
                        engine: settings.engine,
                        method,
                        minimum,
                        maximum,
                        options,
                    };
                    for role in choices(role, &Role::ALL) {
                        union = union.union(concrete(&context, build, role));
                    }
                }
            }
        }
    }
    union
}

/// The rules once more, for concrete values only, as a list of booleans.
fn concrete(context: &Context, build: &Build, role: Role) -> ProtocolSet {
    let (available, open) = match context.engine {
        Engine::Ssl => (build.available, false),
        Engine::PyOpenSsl => (
            build.pyopenssl.available,
            build.pyopenssl.fixed_methods_open,
        ),
    };
    match (context.method, role) {
        (Method::Datagram, _)
        | (Method::Negotiating(Side::Client), Role::Server)
        | (Method::Negotiating(Side::Server), Role::Client) => return ProtocolSet::EMPTY,
        (Method::Fixed(protocol), _) if !open => {
            return available
                .into_iter()
                .filter(|candidate| *candidate == protocol)
                .collect();
        }
        _ => {}
    }
    let on = Protocol::ALL.map(|protocol| {
        available.contains(protocol)
            && context.options & disabled_bit(protocol) == 0
            && !matches!(context.minimum, Bound::At(minimum) if protocol < minimum)
            && !matches!(context.maximum, Bound::At(maximum) if protocol > maximum)
    });
    let mut set = ProtocolSet::EMPTY;
    for (protocol, on) in Protocol::ALL.into_iter().zip(on) {
        if on {
            set.insert(protocol);
        } else if role == Role::Client && !set.is_empty() {
            break;
        }
    }
    set
}

struct Prng(u64);

impl Prng {
    fn below(&mut self, bound: u64) -> u64 {
        // Knuth's MMIX generator; the low bits are weak.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn maybe<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let index = usize::try_from(self.below(all.len() as u64 * 3)).unwrap();
        // Unknown in every third case.
        (self.below(3) > 0).then(|| all[index % all.len()])
    }
}

#[test]
fn what_is_possible_is_the_union_over_what_is_unknown() {
    let mut prng = Prng(7);
    let mut builds = reference_builds().to_vec();
    builds.push(build(9).with_openssl("OpenSSL 3.0.2", set("023")));
    builds.push(build(9).with_openssl("OpenSSL 3.0.2", ProtocolSet::ALL));
    for _ in 0..1500 {
        let engine = if prng.below(2) == 0 {
            Engine::Ssl
        } else {
            Engine::PyOpenSsl
        };
        let settings = PartialContext {
            engine,
            method: prng.maybe(&methods()),
            minimum: prng.maybe(&bounds()),
            maximum: prng.maybe(&bounds()),
            disabled: Protocol::ALL.map(|_| prng.maybe(&[false, false, true])),
        };
        let role = prng.maybe(&Role::ALL);
        let build = &builds[usize::try_from(prng.below(builds.len() as u64)).unwrap()];
        let union = brute_force(&settings, build, role);
        assert_eq!(
            possible(&settings, build, role),
            union,
            "{settings:?} {role:?} {build:?}"
        );
    }
}

#[test]
fn nothing_known_means_everything_available() {
    for build in reference_builds() {
        let ssl = PartialContext::unknown(Engine::Ssl);
        assert_eq!(possible(&ssl, build, None), build.available);
        let pyopenssl = PartialContext::unknown(Engine::PyOpenSsl);
        assert_eq!(possible(&pyopenssl, build, None), build.pyopenssl.available);
    }
}
