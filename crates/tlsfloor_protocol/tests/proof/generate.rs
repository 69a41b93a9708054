//! Sequences as programs might write them, and odder ones.

use crate::prng::Prng;
use crate::sequence::{Field, Sequence, Step, Value};
use tlsfloor_protocol::ssl::Operator;

const NEGOTIATING: [&str; 4] = [
    "PROTOCOL_TLS",
    "PROTOCOL_SSLv23",
    "PROTOCOL_TLS_CLIENT",
    "PROTOCOL_TLS_SERVER",
];
const FIXED: [&str; 5] = [
    "PROTOCOL_TLSv1",
    "PROTOCOL_TLSv1_1",
    "PROTOCOL_TLSv1_2",
    "PROTOCOL_SSLv3",
    "PROTOCOL_SSLv2",
];
const ODD_METHODS: [i128; 14] = [0, 1, 2, 3, 4, 5, 6, 16, 17, 18, -1, 99, 1 << 31, -1 << 64];
const VERSIONS: [&str; 8] = [
    "MINIMUM_SUPPORTED",
    "SSLv3",
    "TLSv1",
    "TLSv1_1",
    "TLSv1_2",
    "TLSv1_3",
    "MAXIMUM_SUPPORTED",
    "TLSv1_4",
];
/// Bounds as numbers: the wire numbers, the two magic ones, neighbours, DTLS,
/// and what overflows or is cut off.
const ODD_BOUNDS: [i128; 33] = [
    -2,
    -1,
    0,
    0x300,
    0x301,
    0x302,
    0x303,
    0x304,
    1,
    2,
    3,
    5,
    16,
    255,
    0x100,
    0x101,
    0x2FF,
    0x305,
    -3,
    0xFE00,
    0xFEFC,
    0xFEFD,
    0xFEFE,
    0xFEFF,
    0xFF00,
    0xFF01,
    (1 << 31) - 1,
    1 << 31,
    -1 << 31,
    -1 << 32,
    (-1 << 32) + 0x301,
    1 << 63,
    -1 << 80,
];
const FLAGS: [&str; 12] = [
    "OP_NO_SSLv2",
    "OP_NO_SSLv3",
    "OP_NO_TLSv1",
    "OP_NO_TLSv1_1",
    "OP_NO_TLSv1_2",
    "OP_NO_TLSv1_3",
    "OP_ALL",
    "OP_NO_COMPRESSION",
    "OP_NO_TICKET",
    "OP_SINGLE_DH_USE",
    "OP_NO_RENEGOTIATION",
    "OP_NO_TLSv1_4",
];
/// Options as numbers: single flags, sums of flags, none, all, and what
/// overflows.
const ODD_OPTIONS: [i128; 18] = [
    0,
    1,
    -1,
    4,
    0x200_0000,
    0x400_0000,
    0x800_0000,
    0x1000_0000,
    0x2000_0000,
    0x3E00_0000,
    0x1400_0000,
    0x3800_0000,
    0x8000_0050,
    -0x1400_0001,
    1 << 40,
    1 << 63,
    1 << 64,
    -1 << 63,
];
const OPERATORS: [Operator; 5] = [
    Operator::Or,
    Operator::And,
    Operator::Xor,
    Operator::Add,
    Operator::Subtract,
];
const PYOPENSSL_METHODS: [&str; 9] = [
    "SSLv23_METHOD",
    "TLS_METHOD",
    "TLS_SERVER_METHOD",
    "TLS_CLIENT_METHOD",
    "TLSv1_METHOD",
    "TLSv1_1_METHOD",
    "TLSv1_2_METHOD",
    "SSLv3_METHOD",
    "SSLv2_METHOD",
];
const PYOPENSSL_BOUNDS: [&str; 6] = [
    "SSL3_VERSION",
    "TLS1_VERSION",
    "TLS1_1_VERSION",
    "TLS1_2_VERSION",
    "TLS1_3_VERSION",
    "TLS1_4_VERSION",
];

/// A sequence for `ssl.SSLContext`.
pub(crate) fn stdlib(prng: &mut Prng) -> Sequence {
    let argument = match prng.below(20) {
        0 => None,
        1 => Some(odd_value(prng, &ODD_METHODS)),
        2 => Some(strange(prng)),
        3..7 => Some(Value::Name(prng.pick(&FIXED))),
        _ => Some(Value::Name(prng.pick(&NEGOTIATING))),
    };
    let mut steps: Vec<Step> = (0..length(prng)).map(|_| stdlib_step(prng)).collect();
    if prng.chance(1, 4) {
        // Below the default floor of 3.10 and later, or no hole can show.
        let low = Value::Version(prng.pick(&["MINIMUM_SUPPORTED", "TLSv1"]));
        steps.insert(0, Step::Set(Field::Minimum, low));
    }
    Sequence { argument, steps }
}

/// Short ones are more frequent: they are what code writes, and few flags but
/// `OP_NO_*` occur, so that many sequences end with equal settings.
fn length(prng: &mut Prng) -> usize {
    if prng.chance(1, 10) {
        prng.below(16)
    } else {
        prng.below(6)
    }
}

fn stdlib_step(prng: &mut Prng) -> Step {
    match prng.below(24) {
        0..5 => Step::Set(Field::Minimum, bound(prng)),
        5..10 => Step::Set(Field::Maximum, bound(prng)),
        10..16 => Step::Augment(Operator::Or, flag(prng)),
        16..19 => Step::Augment(Operator::And, inverted(prng)),
        19 => Step::Augment(prng.pick(&OPERATORS), options(prng)),
        20 => Step::Set(Field::Options, options(prng)),
        21 => Step::Set(Field::Options, inverted(prng)),
        22 => Step::Read(prng.pick(&[Field::Minimum, Field::Maximum, Field::Options])),
        _ if prng.chance(1, 4) => {
            Step::Delete(prng.pick(&[Field::Minimum, Field::Maximum, Field::Options]))
        }
        _ => Step::Augment(prng.pick(&OPERATORS), flag(prng)),
    }
}

fn bound(prng: &mut Prng) -> Value {
    match prng.below(16) {
        0..4 => odd_value(prng, &ODD_BOUNDS),
        4 => strange(prng),
        _ => Value::Version(prng.pick(&VERSIONS)),
    }
}

/// A flag of the `OP_NO` family in most cases.
fn flag(prng: &mut Prng) -> Value {
    let end = if prng.chance(1, 20) { FLAGS.len() } else { 6 };
    Value::Name(FLAGS[prng.below(end)])
}

fn inverted(prng: &mut Prng) -> Value {
    if prng.chance(1, 6) {
        Value::Not(Box::new(odd_value(prng, &ODD_OPTIONS)))
    } else {
        Value::Not(Box::new(flag(prng)))
    }
}

fn options(prng: &mut Prng) -> Value {
    match prng.below(8) {
        0..3 => flag(prng),
        3 => strange(prng),
        _ => odd_value(prng, &ODD_OPTIONS),
    }
}

fn odd_value(prng: &mut Prng, odd: &[i128]) -> Value {
    Value::Int(prng.pick(odd))
}

fn strange(prng: &mut Prng) -> Value {
    prng.pick(&[
        Value::None,
        Value::Str,
        Value::Float,
        Value::Bool(true),
        Value::Bool(false),
    ])
}

/// A sequence for `OpenSSL.SSL.Context`.
pub(crate) fn pyopenssl(prng: &mut Prng) -> Sequence {
    if prng.chance(1, 50) {
        return datagram(prng);
    }
    let argument = match prng.below(30) {
        0 => Value::Int(prng.pick(&[0, 1, 2, 13, -1])),
        1..4 => Value::Int(i128::try_from(prng.below(10)).unwrap()),
        _ => Value::Name(prng.pick(&PYOPENSSL_METHODS)),
    };
    let steps = (0..length(prng)).map(|_| pyopenssl_step(prng)).collect();
    Sequence {
        argument: Some(argument),
        steps,
    }
}

/// DTLS, which negotiates none of the six protocols. Its bounds are numbers of
/// their own, which the crate does not follow.
fn datagram(prng: &mut Prng) -> Sequence {
    let method = prng.pick(&["DTLS_METHOD", "DTLS_CLIENT_METHOD", "DTLS_SERVER_METHOD"]);
    let steps = (0..prng.below(3)).map(|_| Step::Set(Field::Options, flag(prng)));
    Sequence {
        argument: Some(Value::Name(method)),
        steps: steps.collect(),
    }
}

fn pyopenssl_step(prng: &mut Prng) -> Step {
    match prng.below(9) {
        0..3 => Step::Set(Field::Minimum, pyopenssl_bound(prng)),
        3..6 => Step::Set(Field::Maximum, pyopenssl_bound(prng)),
        6 => Step::Set(Field::Options, options(prng)),
        _ => Step::Set(Field::Options, flag(prng)),
    }
}

fn pyopenssl_bound(prng: &mut Prng) -> Value {
    match prng.below(12) {
        0..3 => odd_value(prng, &ODD_BOUNDS),
        3 => strange(prng),
        4 | 5 => Value::Int(0),
        _ => Value::Name(prng.pick(&PYOPENSSL_BOUNDS)),
    }
}
