//! `OpenSSL.SSL.Context`, operation by operation.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use tlsfloor_protocol::negotiate::negotiable;
use tlsfloor_protocol::platform::PyOpenSslBuild;
use tlsfloor_protocol::{
    Argument, Bound, Build, Context, Method, Protocol, PythonVersion, Role, pyopenssl,
};

fn build(version: &str, openssl: &str) -> Build {
    let python = Build::reference(PythonVersion::new(3, 11)).unwrap();
    python.with_pyopenssl(PyOpenSslBuild::new(version, openssl))
}

fn names(context: &Context, build: &Build) -> Vec<&'static str> {
    negotiable(context, build, Role::Server)
        .into_iter()
        .map(Protocol::name)
        .collect()
}

#[test]
fn methods_by_version() {
    let current = build("26.4.0", "OpenSSL 4.0.3");
    for number in [3, 7, 8] {
        let context = pyopenssl::new_context(&current, number).unwrap();
        assert_eq!(
            names(&context, &current),
            ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
        );
    }
    let datagram = pyopenssl::new_context(&current, 10).unwrap();
    assert_eq!(datagram.method, Method::Datagram);
    assert!(names(&datagram, &current).is_empty());
    for number in [0, 1, 2, 13, -1] {
        assert_eq!(
            pyopenssl::new_context(&current, number).unwrap_err().class,
            "ValueError"
        );
    }
    let old = build("19.1.0", "OpenSSL 1.1.1g");
    assert_eq!(
        pyopenssl::new_context(&old, 7).unwrap_err().class,
        "ValueError"
    );
    assert!(pyopenssl::new_context(&old, 6).is_ok());
}

#[test]
fn bounds_open_fixed_methods_from_22_1() {
    for (version, expected) in [
        ("22.0.0", &["TLSv1"][..]),
        ("22.1.0", &["TLSv1", "TLSv1.1", "TLSv1.2"]),
    ] {
        let build = build(version, "OpenSSL 3.0.7");
        let mut context = pyopenssl::new_context(&build, 4).unwrap();
        pyopenssl::set_max_proto_version(&mut context, &build, Argument::Int(0x303)).unwrap();
        assert_eq!(names(&context, &build), expected, "{version}");
    }
}

#[test]
fn bounds_that_are_refused() {
    let current = build("25.3.0", "OpenSSL 3.5.4");
    let mut context = pyopenssl::new_context(&current, 7).unwrap();
    let mut set = |value| {
        pyopenssl::set_min_proto_version(&mut context, &current, value)
            .err()
            .map(|error| error.class)
    };
    assert_eq!(set(Argument::Int(-1)), Some("OpenSSL.SSL.Error"));
    assert_eq!(set(Argument::Int(5)), Some("OpenSSL.SSL.Error"));
    assert_eq!(set(Argument::Int(0xFF00)), Some("OpenSSL.SSL.Error"));
    assert_eq!(set(Argument::Str), Some("TypeError"));
    assert_eq!(set(Argument::Int(1 << 31)), Some("OverflowError"));
    assert_eq!(set(Argument::Int(0x300)), None);
    assert_eq!(context.minimum, Bound::At(Protocol::SslV3));
}

#[test]
fn openssl_4_knows_no_sslv3_bound() {
    let current = build("26.4.0", "OpenSSL 4.0.3");
    let mut context = pyopenssl::new_context(&current, 7).unwrap();
    let result = pyopenssl::set_min_proto_version(&mut context, &current, Argument::Int(0x300));
    assert_eq!(result.unwrap_err().class, "OpenSSL.SSL.Error");
}

#[test]
fn bounds_came_with_21_0() {
    let old = build("20.0.1", "OpenSSL 1.1.1h");
    let mut context = pyopenssl::new_context(&old, 3).unwrap();
    let result = pyopenssl::set_min_proto_version(&mut context, &old, Argument::Int(0x303));
    assert_eq!(result.unwrap_err().class, "AttributeError");
}

#[test]
fn options_only_add_up() {
    let current = build("26.4.0", "OpenSSL 4.0.3");
    let mut context = pyopenssl::new_context(&current, 7).unwrap();
    let first = pyopenssl::set_options(&mut context, &current, Argument::Int(0x400_0000)).unwrap();
    assert_eq!(
        pyopenssl::set_options(&mut context, &current, Argument::Int(0)),
        Ok(first)
    );
    assert_eq!(names(&context, &current), ["TLSv1.1", "TLSv1.2", "TLSv1.3"]);
    let negative = pyopenssl::set_options(&mut context, &current, Argument::Int(-1));
    assert_eq!(negative.unwrap_err().class, "OverflowError");
    assert_eq!(context.options, first);
}
