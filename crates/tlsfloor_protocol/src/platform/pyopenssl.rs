//! The constants of `OpenSSL.SSL`, by pyOpenSSL and OpenSSL release.
//!
//! Read from 19.1, 21.0, 22.0, 22.1, 25.3 and 26.4, and from the sources of the
//! releases between them.

use super::constants::{disabled_bit, no_sslv2, op_all, single_dh};
use super::{OpenSsl, PyOpenSslBuild};
use crate::Protocol;

/// `SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS`, which `OP_ALL` of pyOpenSSL keeps.
const EMPTY_FRAGMENTS: u64 = 0x800;

pub(super) fn constant(build: &PyOpenSslBuild, name: &str) -> Option<i64> {
    let since = |major, minor| build.number >= (major, minor);
    let (number, present) = match name {
        "SSLv2_METHOD" => (1, !since(22, 1)),
        "SSLv3_METHOD" => (2, !since(22, 1)),
        "SSLv23_METHOD" => (3, true),
        "TLSv1_METHOD" => (4, true),
        "TLSv1_1_METHOD" => (5, since(0, 14)),
        "TLSv1_2_METHOD" => (6, since(0, 14)),
        "TLS_METHOD" => (7, since(21, 0)),
        "TLS_SERVER_METHOD" => (8, since(21, 0)),
        "TLS_CLIENT_METHOD" => (9, since(21, 0)),
        "DTLS_METHOD" => (10, since(22, 0)),
        "DTLS_SERVER_METHOD" => (11, since(22, 0)),
        "DTLS_CLIENT_METHOD" => (12, since(22, 0)),
        "SSL3_VERSION" => (0x300, since(21, 0)),
        "TLS1_VERSION" => (0x301, since(21, 0)),
        "TLS1_1_VERSION" => (0x302, since(21, 0)),
        "TLS1_2_VERSION" => (0x303, since(21, 0)),
        "TLS1_3_VERSION" => (0x304, since(21, 0)),
        _ => return flag(build, name).and_then(|value| i64::try_from(value).ok()),
    };
    present.then_some(number)
}

fn flag(build: &PyOpenSslBuild, name: &str) -> Option<u64> {
    let since = |major, minor| build.number >= (major, minor);
    let release = build.release;
    let (value, present) = match name {
        "OP_ALL" => (op_all(release) | EMPTY_FRAGMENTS, true),
        "OP_CIPHER_SERVER_PREFERENCE" => (0x40_0000, true),
        "OP_NO_COMPRESSION" => (0x2_0000, true),
        "OP_NO_RENEGOTIATION" => (0x4000_0000, since(22, 0) && release >= OpenSsl::V1_1_0),
        "OP_NO_SSLv2" => (no_sslv2(release), true),
        "OP_NO_SSLv3" => (disabled_bit(Protocol::SslV3), true),
        "OP_NO_TICKET" => (0x4000, true),
        "OP_NO_TLSv1" => (disabled_bit(Protocol::TlsV1), true),
        "OP_NO_TLSv1_1" => (disabled_bit(Protocol::TlsV1_1), since(0, 14)),
        "OP_NO_TLSv1_2" => (disabled_bit(Protocol::TlsV1_2), since(0, 14)),
        "OP_NO_TLSv1_3" => (
            disabled_bit(Protocol::TlsV1_3),
            since(19, 1) && release >= OpenSsl::V1_1_1,
        ),
        "OP_SINGLE_DH_USE" => (single_dh(release), true),
        _ => return None,
    };
    present.then_some(value)
}
