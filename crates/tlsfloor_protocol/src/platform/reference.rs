//! The reference builds: each CPython minor version as built from source.
//!
//! Its newest patch release, with an empty `openssl.cnf`, on the OpenSSL of
//! its time: 1.0.2 with SSLv3 up to 3.4, 1.1.1 without it up to 3.9, 3.0 from
//! 3.10. Beside each the newest pyOpenSSL that supports that Python, on the
//! OpenSSL of the newest `cryptography` wheel that it accepts there.

use super::{Build, OpenSsl, PyOpenSslBuild, PythonVersion};
use crate::{Protocol, ProtocolSet};
use std::sync::LazyLock;

/// Python, OpenSSL, pyOpenSSL, OpenSSL of the `cryptography` wheel.
///
/// The pairs of 2.7, 3.6 to 3.9 and 3.11 are what pip installs there; those of
/// 3.4 and 3.5 follow from the packages' `Requires-Python`; 3.0 to 3.3 are older
/// than any wheel and only stand for "no bounds, fixed methods fixed".
type Row = (u8, u8, &'static str, &'static str, &'static str);

const ROWS: [Row; 17] = [
    (2, 7, "OpenSSL 1.0.2", "21.0.0", "OpenSSL 1.1.1"),
    (3, 0, "OpenSSL 1.0.2", "0.13.1", "OpenSSL 1.0.2"),
    (3, 1, "OpenSSL 1.0.2", "0.13.1", "OpenSSL 1.0.2"),
    (3, 2, "OpenSSL 1.0.2", "16.0.0", "OpenSSL 1.0.2"),
    (3, 3, "OpenSSL 1.0.2", "17.2.0", "OpenSSL 1.1.0"),
    (3, 4, "OpenSSL 1.0.2", "19.1.0", "OpenSSL 1.1.1"),
    (3, 5, "OpenSSL 1.1.1", "20.0.1", "OpenSSL 1.1.1"),
    (3, 6, "OpenSSL 1.1.1", "23.2.0", "OpenSSL 3.1"),
    (3, 7, "OpenSSL 1.1.1", "25.3.0", "OpenSSL 3.5"),
    (3, 8, "OpenSSL 1.1.1", "26.2.0", "OpenSSL 4.0"),
    (3, 9, "OpenSSL 1.1.1", "26.4.0", "OpenSSL 4.0"),
    (3, 10, "OpenSSL 3.0", "26.4.0", "OpenSSL 4.0"),
    (3, 11, "OpenSSL 3.0", "26.4.0", "OpenSSL 4.0"),
    (3, 12, "OpenSSL 3.0", "26.4.0", "OpenSSL 4.0"),
    (3, 13, "OpenSSL 3.0", "26.4.0", "OpenSSL 4.0"),
    (3, 14, "OpenSSL 3.0", "26.4.0", "OpenSSL 4.0"),
    (3, 15, "OpenSSL 3.0", "26.4.0", "OpenSSL 4.0"),
];

static BUILDS: LazyLock<Vec<Build>> = LazyLock::new(|| ROWS.iter().map(build).collect());

/// The reference builds, oldest Python first (2.7, 3.0 to 3.15).
#[must_use]
pub fn reference_builds() -> &'static [Build] {
    &BUILDS
}

fn build(&(major, minor, openssl, pyopenssl, wheel): &Row) -> Build {
    let release = OpenSsl::from_description(openssl);
    let mut available = release.tls_protocols();
    if release == OpenSsl::V1_0 {
        // 1.0.2g and later compile SSLv3 by default, SSLv2 not.
        available = available.union(ProtocolSet::only(Protocol::SslV3));
    }
    Build::from_source(
        PythonVersion::new(major, minor),
        openssl,
        available,
        PyOpenSslBuild::new(pyopenssl, wheel),
    )
}
