//! Builds, sets of builds and sets of protocols.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use tlsfloor_protocol::{
    Bound, Build, BuildSet, OpenSsl, Protocol, ProtocolSet, PythonVersion, reference_builds,
};

fn python(major: u8, minor: u8) -> Build {
    Build::reference(PythonVersion::new(major, minor)).unwrap()
}

#[test]
fn every_minor_version_has_one_reference_build() {
    let versions: Vec<String> = reference_builds()
        .iter()
        .map(|build| build.python.to_string())
        .collect();
    let mut expected = vec!["2.7".to_owned()];
    expected.extend((0..16).map(|minor| format!("3.{minor}")));
    assert_eq!(versions, expected);
    assert!(versions.len() <= BuildSet::CAPACITY);
    assert_eq!(Build::reference(PythonVersion::new(3, 16)), None);
}

#[test]
fn reference_builds_have_the_openssl_of_their_time() {
    for build in reference_builds() {
        let old = build.python < PythonVersion::new(3, 5);
        assert_eq!(
            build.available.contains(Protocol::SslV3),
            old,
            "{}",
            build.python
        );
        assert_eq!(
            build.available.contains(Protocol::TlsV1_3),
            !old,
            "{}",
            build.python
        );
        assert!(
            !build.available.contains(Protocol::SslV2),
            "{}",
            build.python
        );
        let floor = build.python >= PythonVersion::new(3, 10);
        assert_eq!(
            build.default_minimum == Bound::At(Protocol::TlsV1_2),
            floor,
            "{}",
            build.python
        );
        assert_eq!(
            build.has_bounds,
            build.python >= PythonVersion::new(3, 7),
            "{}",
            build.python
        );
    }
}

#[test]
fn names_come_with_their_versions() {
    assert!(!python(3, 3).has_protocol_name("PROTOCOL_TLSv1_1"));
    assert!(python(3, 4).has_protocol_name("PROTOCOL_TLSv1_1"));
    assert!(!python(2, 7).has_protocol_name("PROTOCOL_TLS_CLIENT"));
    assert_eq!(
        python(3, 6).protocol_number("PROTOCOL_TLS_CLIENT"),
        Some(16)
    );
    assert_eq!(python(3, 4).protocol_number("PROTOCOL_SSLv3"), Some(1));
    assert_eq!(python(3, 5).protocol_number("PROTOCOL_SSLv3"), None);
    assert_eq!(python(3, 13).protocol_number("PROTOCOL_TLSv1_3"), None);
    assert_eq!(python(3, 6).tls_version("TLSv1"), None);
    assert_eq!(python(3, 7).tls_version("TLSv1"), Some(0x301));
    assert_eq!(python(3, 6).has_constant("HAS_SSLv3"), None);
    assert_eq!(python(3, 7).has_constant("HAS_SSLv3"), Some(false));
    assert_eq!(python(2, 7).flag("OP_NO_SSLv2"), Some(0x100_0000));
    assert_eq!(python(3, 9).flag("OP_NO_SSLv2"), Some(0));
    assert_eq!(python(2, 7).flag("OP_NO_TLSv1_3"), Some(0));
    assert_eq!(python(3, 9).flag("OP_NO_TLSv1_3"), Some(0x2000_0000));
    assert_eq!(python(3, 1).flag("OP_ALL"), None);
}

#[test]
fn openssl_descriptions_are_understood() {
    let table = [
        ("OpenSSL 1.0.2u  20 Dec 2019", OpenSsl::V1_0),
        ("OpenSSL 1.1.0l  10 Sep 2019", OpenSsl::V1_1_0),
        ("OpenSSL 1.1.1n  15 Mar 2022", OpenSsl::V1_1_1),
        ("OpenSSL 3.0.19 27 Jan 2026", OpenSsl::V3),
        ("OpenSSL 3.2.2 4 Jun 2024", OpenSsl::V3_2),
        ("OpenSSL 4.0.3 29 Sep 2026", OpenSsl::V4),
    ];
    for (text, release) in table {
        assert_eq!(OpenSsl::from_description(text), release, "{text}");
    }
}

#[test]
fn another_openssl_keeps_pythons_floor() {
    let build = python(3, 12).with_openssl("OpenSSL 1.1.1w", OpenSsl::V1_1_1.tls_protocols());
    assert_eq!(build.default_minimum, Bound::At(Protocol::TlsV1_2));
    assert_eq!(build.flag("OP_ENABLE_KTLS"), None);
    assert_eq!(
        build.with_default_suites_openssl().default_minimum,
        Bound::Unset
    );
}

#[test]
fn build_sets_are_sets() {
    let mut set: BuildSet = [3, 31, 5].into_iter().collect();
    assert_eq!(set.iter().collect::<Vec<_>>(), [3, 5, 31]);
    assert!(set.contains(31) && !set.contains(4) && !set.contains(32));
    set.insert(32);
    assert_eq!(set.len(), 3);
    assert_eq!(BuildSet::first_n(32).0, u32::MAX);
    assert_eq!(BuildSet::first_n(99).0, u32::MAX);
    assert_eq!(
        BuildSet::first_n(6)
            .intersection(set)
            .iter()
            .collect::<Vec<_>>(),
        [3, 5]
    );
    assert_eq!(set.difference(BuildSet::first_n(6)), BuildSet::only(31));
    assert_eq!(set.union(BuildSet::only(0)).iter().next(), Some(0));
    assert!(BuildSet::only(32).is_empty());
}

#[test]
fn protocol_sets_are_iterated_by_age() {
    let set: ProtocolSet = [Protocol::TlsV1_3, Protocol::SslV3].into_iter().collect();
    assert_eq!(
        set.into_iter().collect::<Vec<_>>(),
        [Protocol::SslV3, Protocol::TlsV1_3]
    );
    assert_eq!(set.into_iter().len(), 2);
    assert_eq!(set.floor(), Some(Protocol::SslV3));
    assert_eq!(set.ceiling(), Some(Protocol::TlsV1_3));
    assert_eq!(
        set.below(Protocol::TlsV1_2),
        ProtocolSet::only(Protocol::SslV3)
    );
    assert!(ProtocolSet::range(Protocol::TlsV1_2, Protocol::TlsV1).is_empty());
}
