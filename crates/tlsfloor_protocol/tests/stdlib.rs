//! `ssl.SSLContext`, operation by operation.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use tlsfloor_protocol::negotiate::negotiable;
use tlsfloor_protocol::platform::disabled_bit;
use tlsfloor_protocol::ssl::{self, Operator};
use tlsfloor_protocol::{
    Argument, Bound, Build, Context, Method, Protocol, ProtocolSet, PythonVersion, Role, Side,
};

const NO_SSLV3: i128 = 0x200_0000;
const NO_TLSV1: i128 = 0x400_0000;

fn python(major: u8, minor: u8) -> Build {
    Build::reference(PythonVersion::new(major, minor)).unwrap()
}

fn new(build: &Build, number: i128) -> Context {
    ssl::new_context(build, Argument::Int(number)).unwrap()
}

fn class<T: std::fmt::Debug>(result: Result<T, tlsfloor_protocol::PythonError>) -> &'static str {
    result.unwrap_err().class
}

fn names(context: &Context, build: &Build) -> Vec<&'static str> {
    let set: ProtocolSet = negotiable(context, build, Role::Client);
    set.into_iter().map(Protocol::name).collect()
}

#[test]
fn constructors_by_version() {
    let table = [
        ((2, 7), 2, &["TLSv1", "TLSv1.1", "TLSv1.2"][..]),
        ((3, 3), 2, &["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2"]),
        ((3, 4), 2, &["TLSv1", "TLSv1.1", "TLSv1.2"]),
        ((3, 4), 1, &["SSLv3"]),
        ((3, 9), 2, &["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]),
        ((3, 9), 16, &["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]),
        ((3, 10), 2, &["TLSv1.2", "TLSv1.3"]),
        ((3, 15), 16, &["TLSv1.2", "TLSv1.3"]),
        ((3, 15), 3, &["TLSv1"]),
        ((3, 15), 4, &["TLSv1.1"]),
    ];
    for ((major, minor), number, expected) in table {
        let build = python(major, minor);
        assert_eq!(
            names(&new(&build, number), &build),
            expected,
            "{major}.{minor} {number}"
        );
    }
}

#[test]
fn constructors_refuse_what_they_refuse() {
    let (old, middle, new) = (python(2, 7), python(3, 9), python(3, 10));
    assert_eq!(
        class(ssl::new_context(&old, Argument::Omitted)),
        "TypeError"
    );
    assert!(ssl::new_context(&middle, Argument::Omitted).is_ok());
    assert_eq!(
        class(ssl::new_context(&middle, Argument::None)),
        "TypeError"
    );
    assert!(ssl::new_context(&new, Argument::None).is_ok());
    assert_eq!(class(ssl::new_context(&new, Argument::Str)), "TypeError");
    assert_eq!(
        class(ssl::new_context(&new, Argument::Int(1))),
        "ValueError"
    );
    assert_eq!(
        class(ssl::new_context(&new, Argument::Bool(true))),
        "ValueError"
    );
    assert_eq!(
        class(ssl::new_context(&new, Argument::Int(6))),
        "ValueError"
    );
    assert_eq!(
        class(ssl::new_context(&new, Argument::Int(1 << 31))),
        "OverflowError"
    );
    assert_eq!(
        class(ssl::new_context(&old, Argument::Int(16))),
        "ValueError"
    );
    assert_eq!(
        class(ssl::new_context(&python(3, 1), Argument::Int(2))),
        "AttributeError"
    );
    assert!(ssl::socket_context(&python(3, 1), Argument::Int(2)).is_ok());
}

#[test]
fn bounds_read_back() {
    let build = python(3, 9);
    let table = [
        (-2, -2, 0x301),
        (0x300, 0x300, 0x300),
        (0x301, 0x301, 0x301),
        (0x304, 0x304, 0x304),
        (-1, 0x304, -1),
        (0, -2, -1),
        (0xFEFF, -2, -1),
    ];
    for (value, minimum, maximum) in table {
        let mut context = new(&build, 2);
        ssl::set_minimum_version(&mut context, &build, Argument::Int(value)).unwrap();
        assert_eq!(
            ssl::minimum_version(&context, &build),
            Ok(minimum),
            "{value}"
        );
        let mut context = new(&build, 2);
        ssl::set_maximum_version(&mut context, &build, Argument::Int(value)).unwrap();
        assert_eq!(
            ssl::maximum_version(&context, &build),
            Ok(maximum),
            "{value}"
        );
    }
}

#[test]
fn bounds_that_are_refused_change_nothing() {
    let table = [
        (Argument::Int(5), "ValueError"),
        (Argument::Int(0), "ValueError"),
        (Argument::Int(0xFEFF), "ValueError"),
        (Argument::Bool(true), "ValueError"),
        (Argument::None, "TypeError"),
        (Argument::Str, "TypeError"),
        (Argument::Int(1 << 31), "OverflowError"),
        (Argument::Int(-1 << 80), "OverflowError"),
        (Argument::Omitted, "AttributeError"),
    ];
    let build = python(3, 12);
    for (value, error) in table {
        let mut context = new(&build, 2);
        assert_eq!(
            class(ssl::set_minimum_version(&mut context, &build, value)),
            error,
            "{value:?}"
        );
        assert_eq!(
            class(ssl::set_maximum_version(&mut context, &build, value)),
            error,
            "{value:?}"
        );
        assert_eq!(context, new(&build, 2));
    }
    let mut context = new(&python(3, 6), 2);
    let six = Argument::Int(0x301);
    assert_eq!(
        class(ssl::set_minimum_version(&mut context, &python(3, 6), six)),
        "AttributeError"
    );
}

#[test]
fn minimum_sslv3_clears_its_flag_even_when_it_fails() {
    let build = python(3, 9);
    let mut context = new(&build, 2);
    ssl::set_minimum_version(&mut context, &build, Argument::Int(0x300)).unwrap();
    ssl::set_minimum_version(&mut context, &build, Argument::Int(0x303)).unwrap();
    assert!(!context.disables(Protocol::SslV3));
    let mut fixed = new(&build, 3);
    assert!(fixed.disables(Protocol::SslV3));
    assert_eq!(
        class(ssl::set_minimum_version(
            &mut fixed,
            &build,
            Argument::Int(0x300)
        )),
        "ValueError"
    );
    assert!(!fixed.disables(Protocol::SslV3));
    assert_eq!(fixed.minimum, Bound::Unset);
    let mut highest = new(&build, 2);
    ssl::set_maximum_version(&mut highest, &build, Argument::Int(0x300)).unwrap();
    assert!(highest.disables(Protocol::SslV3));
}

#[test]
fn a_bound_that_spans_a_missing_protocol_is_refused() {
    let available = [Protocol::TlsV1, Protocol::TlsV1_2, Protocol::TlsV1_3]
        .into_iter()
        .collect();
    let build = python(3, 9).with_openssl("OpenSSL 1.1.1w", available);
    let mut context = new(&build, 2);
    assert_eq!(
        class(ssl::set_minimum_version(
            &mut context,
            &build,
            Argument::Int(0x301)
        )),
        "ValueError"
    );
    ssl::set_minimum_version(&mut context, &build, Argument::Int(0x302)).unwrap();
    assert_eq!(names(&context, &build), ["TLSv1.2", "TLSv1.3"]);
}

#[test]
fn options_are_arithmetic() {
    let build = python(3, 9);
    let augmented = |operator, value| {
        let mut context = new(&build, 2);
        ssl::augment_options(&mut context, &build, operator, Argument::Int(value)).unwrap();
        context
    };
    assert!(augmented(Operator::Or, NO_TLSV1).disables(Protocol::TlsV1));
    assert!(!augmented(Operator::And, !NO_SSLV3).disables(Protocol::SslV3));
    assert!(!augmented(Operator::Xor, NO_SSLV3).disables(Protocol::SslV3));
    assert!(!augmented(Operator::Subtract, NO_SSLV3).disables(Protocol::SslV3));
    // The sum carries into the next bit, which is TLSv1's.
    let carried = augmented(Operator::Add, NO_SSLV3);
    assert!(!carried.disables(Protocol::SslV3));
    assert!(carried.disables(Protocol::TlsV1));
}

#[test]
fn negative_options_overflow_from_3_12_on() {
    for (minor, error) in [
        (9, None),
        (11, None),
        (12, Some("OverflowError")),
        (15, Some("OverflowError")),
    ] {
        let build = python(3, minor);
        let mut context = new(&build, 2);
        let result = ssl::set_options(&mut context, &build, Argument::Int(-1));
        assert_eq!(result.err().map(|error| error.class), error, "3.{minor}");
        let all = Protocol::ALL
            .into_iter()
            .all(|protocol| context.disables(protocol));
        assert_eq!(all, error.is_none(), "3.{minor}");
    }
}

#[test]
fn what_options_read_depends_on_python_and_openssl() {
    let read = |build: &Build| {
        let mut context = new(build, 2);
        ssl::set_options(&mut context, build, Argument::Int(-1)).unwrap();
        ssl::read_options(&context, build)
    };
    // OpenSSL 1.1.1 keeps 32 bits, 3.0 64; ssl.Options of 3.11 has no negatives.
    assert_eq!(read(&python(3, 9)), 0xFFFF_FFFF);
    assert_eq!(read(&python(3, 10)), -1);
    assert_eq!(read(&python(3, 11)), 0xFFFF_FFFF);
    assert_eq!(ssl::invert_flag(&python(3, 10), NO_SSLV3), !NO_SSLV3);
    assert_eq!(ssl::invert_flag(&python(3, 11), NO_SSLV3), 0xFDFF_FFFF);
}

#[test]
fn wrapping_the_wrong_side_raises_from_3_10_on() {
    for (minor, raises) in [(6, false), (9, false), (10, true), (15, true)] {
        let build = python(3, minor);
        for (number, side, wrong) in [
            (16, Side::Client, Role::Server),
            (17, Side::Server, Role::Client),
        ] {
            let context = new(&build, number);
            assert_eq!(context.method, Method::Negotiating(side));
            assert_eq!(
                ssl::wrap(&context, &build, wrong).is_err(),
                raises,
                "3.{minor} {number}"
            );
            let right = Role::ALL.into_iter().find(|role| *role != wrong).unwrap();
            assert_eq!(ssl::wrap(&context, &build, right), Ok(()));
        }
    }
}

#[test]
fn distributions_have_no_floor_of_pythons_own() {
    let build = python(3, 11).with_default_suites_openssl();
    assert_eq!(
        names(&new(&build, 2), &build),
        ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
    );
    assert_eq!(ssl::minimum_version(&new(&build, 2), &build), Ok(-2));
}

#[test]
fn a_context_fixed_to_sslv3_lacks_its_own_flag() {
    let build = python(2, 7);
    assert_eq!(new(&build, 1).options & disabled_bit(Protocol::SslV3), 0);
    assert_ne!(new(&build, 3).options & disabled_bit(Protocol::SslV3), 0);
}
