//! `ssl.SSLContext` of CPython: constructor, attributes, wrapping.
//!
//! CPython's `Modules/_ssl.c` and `Lib/ssl.py`. Wrong types and values raise
//! what they raise there; what had changed before the exception stays changed.

use crate::bounds::{self, End, Outcome};
use crate::error::{Argument, PythonError};
use crate::platform::disabled_bit;
use crate::{Bound, Build, Context, Engine, Method, Protocol, ProtocolSet, Role, Side};

/// `ssl.SSLContext(protocol)`.
pub fn new_context(build: &Build, protocol: Argument) -> Result<Context, PythonError> {
    if !build.has_context {
        return Err(PythonError::attribute(
            "module 'ssl' has no attribute 'SSLContext'",
        ));
    }
    let python = build.python;
    let number = match protocol {
        Argument::Omitted if python.at_least_3(6) => 2,
        // Since 3.10, None is the default and means PROTOCOL_TLS.
        Argument::None if python.at_least_3(10) => 2,
        other => c_int(other)?,
    };
    context_of(build, number)
}

/// The context that `ssl.wrap_socket(ssl_version=protocol)` makes, also where
/// there is no `SSLContext` (3.0 and 3.1).
pub fn socket_context(build: &Build, protocol: Argument) -> Result<Context, PythonError> {
    match protocol {
        Argument::Omitted => context_of(build, 2),
        other => context_of(build, c_int(other)?),
    }
}

/// The argument format `i` of `PyArg_Parse`.
fn c_int(argument: Argument) -> Result<i32, PythonError> {
    let value = argument
        .integer()
        .ok_or(PythonError::kind("an integer is required"))?;
    i32::try_from(value)
        .map_err(|_| PythonError::overflow("Python int too large to convert to C int"))
}

/// The argument format `l` of `PyArg_Parse`, where `long` has 64 bits.
fn c_long(argument: Argument) -> Result<i64, PythonError> {
    let value = argument
        .integer()
        .ok_or(PythonError::kind("an integer is required"))?;
    i64::try_from(value)
        .map_err(|_| PythonError::overflow("Python int too large to convert to C long"))
}

fn context_of(build: &Build, number: i32) -> Result<Context, PythonError> {
    let method = method_of(build, number).ok_or(PythonError::value(
        "invalid or unsupported protocol version",
    ))?;
    let (minimum, own_flag) = match method {
        Method::Fixed(protocol) => (Bound::Unset, own_flag(protocol)),
        Method::Negotiating(_) | Method::Datagram => (build.default_minimum, 0),
    };
    Ok(Context {
        engine: Engine::Ssl,
        method,
        minimum,
        maximum: Bound::Unset,
        options: build.default_options & !own_flag,
    })
}

/// The default flag that a context fixed to SSLv2 or SSLv3 lacks.
const fn own_flag(protocol: Protocol) -> u64 {
    match protocol {
        Protocol::SslV2 | Protocol::SslV3 => disabled_bit(protocol),
        Protocol::TlsV1 | Protocol::TlsV1_1 | Protocol::TlsV1_2 | Protocol::TlsV1_3 => 0,
    }
}

fn method_of(build: &Build, number: i32) -> Option<Method> {
    let fixed = |protocol| {
        build
            .available
            .contains(protocol)
            .then_some(Method::Fixed(protocol))
    };
    let python = build.python;
    match number {
        0 => fixed(Protocol::SslV2),
        1 => fixed(Protocol::SslV3),
        2 => Some(Method::Negotiating(Side::Both)),
        3 => fixed(Protocol::TlsV1),
        4 if python.two_or_at_least_3(4) => fixed(Protocol::TlsV1_1),
        5 if python.two_or_at_least_3(4) => fixed(Protocol::TlsV1_2),
        16 if python.at_least_3(6) => Some(Method::Negotiating(Side::Client)),
        17 if python.at_least_3(6) => Some(Method::Negotiating(Side::Server)),
        _ => None,
    }
}

/// `context.minimum_version = value`. `OP_NO_SSLv3` may be cleared even when
/// it fails.
pub fn set_minimum_version(
    context: &mut Context,
    build: &Build,
    value: Argument,
) -> Result<(), PythonError> {
    // Lib/ssl.py clears the flag first, then calls the C code.
    if build.has_bounds && value.integer() == Some(0x300) {
        let kept = invert_flag(build, i128::from(disabled_bit(Protocol::SslV3)));
        let options = read_options(context, build) & kept;
        set_options(context, build, Argument::Int(options))?;
    }
    set_bound(context, build, value, End::Minimum)
}

/// `context.maximum_version = value`.
pub fn set_maximum_version(
    context: &mut Context,
    build: &Build,
    value: Argument,
) -> Result<(), PythonError> {
    set_bound(context, build, value, End::Maximum)
}

fn set_bound(
    context: &mut Context,
    build: &Build,
    value: Argument,
    end: End,
) -> Result<(), PythonError> {
    if !build.has_bounds || value == Argument::Omitted {
        return Err(PythonError::attribute("no such attribute of 'SSLContext'"));
    }
    let value = c_long(value)?;
    if value > i64::from(i32::MAX) {
        return Err(PythonError::overflow("Option is too long"));
    }
    if !matches!(context.method, Method::Negotiating(_)) {
        return Err(PythonError::value(
            "The context's protocol doesn't support modification of highest and lowest version.",
        ));
    }
    if build.python.at_least_3(10) && !matches!(value, -2 | -1 | 0x300..=0x304) {
        return Err(PythonError::value("Unsupported TLS/SSL version"));
    }
    let version = magic(value, end, build.available);
    let other = match end {
        End::Minimum => context.maximum,
        End::Maximum => context.minimum,
    };
    match bounds::set(end, version, other, build.available, build.release) {
        Outcome::Refused => return Err(PythonError::value("Unsupported protocol version")),
        Outcome::Ignored => {}
        Outcome::Set(bound) => match end {
            End::Minimum => context.minimum = bound,
            End::Maximum => context.maximum = bound,
        },
    }
    Ok(())
}

/// `TLSVersion.MINIMUM_SUPPORTED` and `MAXIMUM_SUPPORTED` as OpenSSL's numbers:
/// no bound at their own end, the build's oldest or newest at the other. What
/// does not fit a C `int` is cut off, as the compiler does.
fn magic(value: i64, end: End, available: ProtocolSet) -> i32 {
    let available = available.difference(ProtocolSet::only(Protocol::SslV2));
    let at = |protocol: Option<Protocol>| {
        protocol.map_or(0, |protocol| bounds::wire(Bound::At(protocol)))
    };
    match (value, end) {
        (-2, End::Minimum) | (-1, End::Maximum) => 0,
        (-1, End::Minimum) => at(available.ceiling()),
        (-2, End::Maximum) => at(available.floor()),
        (other, _) => truncate(other),
    }
}

#[allow(clippy::cast_possible_truncation)]
const fn truncate(value: i64) -> i32 {
    value as i32
}

/// What `context.minimum_version` reads.
pub fn minimum_version(context: &Context, build: &Build) -> Result<i64, PythonError> {
    read_bound(build, context.minimum, -2)
}

/// What `context.maximum_version` reads.
pub fn maximum_version(context: &Context, build: &Build) -> Result<i64, PythonError> {
    read_bound(build, context.maximum, -1)
}

fn read_bound(build: &Build, bound: Bound, unset: i64) -> Result<i64, PythonError> {
    if !build.has_bounds {
        return Err(PythonError::attribute("no such attribute of 'SSLContext'"));
    }
    Ok(match bound {
        Bound::Unset => unset,
        at @ Bound::At(_) => i64::from(bounds::wire(at)),
    })
}

/// `context.options = value`.
pub fn set_options(
    context: &mut Context,
    build: &Build,
    value: Argument,
) -> Result<(), PythonError> {
    if value == Argument::Omitted && build.python.at_least_3(6) {
        return Err(PythonError::attribute("cannot delete attribute"));
    }
    let mask = if build.python.at_least_3(12) {
        let value = value
            .integer()
            .ok_or(PythonError::kind("argument must be int"))?;
        u64::try_from(value).map_err(|_| PythonError::overflow("can't convert to unsigned"))?
    } else {
        c_long(value)?.cast_unsigned()
    };
    context.options = mask & build.release.option_bits();
    Ok(())
}

/// The `options` mask as OpenSSL holds it. [`read_options`] is the number that
/// Python sees, which may be negative up to 3.10.
#[must_use]
pub const fn options(context: &Context) -> u64 {
    context.options
}

/// What `context.options` reads.
#[must_use]
pub fn read_options(context: &Context, build: &Build) -> i128 {
    if build.python.at_least_3(12) {
        return i128::from(context.options);
    }
    let signed = i128::from(context.options.cast_signed());
    if build.python.at_least_3(11) {
        as_flag(signed)
    } else {
        signed
    }
}

/// `~value` where `value` is a member of `ssl.Options`. From 3.11 on such an
/// inversion is positive; before, it is the integer's. On a plain integer,
/// such as every `OP_*` of 2.7, `~value` is always the integer's.
#[must_use]
pub fn invert_flag(build: &Build, value: i128) -> i128 {
    if build.python.at_least_3(11) {
        as_flag(!value)
    } else {
        !value
    }
}

/// A negative value of `ssl.Options` from 3.11 on (`enum.Flag._missing_`): the
/// complement within the named bits, or within its own if these are more. The
/// highest named bit of `ssl.Options` is bit 31, in `OP_ALL`.
fn as_flag(value: i128) -> i128 {
    if value >= 0 {
        return value;
    }
    let own = 128 - value.unsigned_abs().leading_zeros();
    (1_i128 << own.clamp(32, 126)) + value
}

/// An operator of an augmented assignment to `options`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `|=`
    Or,
    /// `&=`
    And,
    /// `^=`
    Xor,
    /// `+=`, which carries into the next bit where the flag is already set.
    Add,
    /// `-=`, which borrows where the flag is not set.
    Subtract,
}

/// `current <operator> operand`, where `current` was read from `options`: what
/// an augmented assignment writes back. Both numbers must fit 65 bits.
#[must_use]
pub fn combine_options(build: &Build, current: i128, operator: Operator, operand: i128) -> i128 {
    let flag = |value| {
        if build.python.at_least_3(11) {
            as_flag(value)
        } else {
            value
        }
    };
    match operator {
        Operator::Or => flag(current | operand),
        Operator::And => flag(current & operand),
        Operator::Xor => flag(current ^ operand),
        // `ssl.Options` leaves these two to `int`.
        Operator::Add => current.saturating_add(operand),
        Operator::Subtract => current.saturating_sub(operand),
    }
}

/// `context.options <operator>= value`.
pub fn augment_options(
    context: &mut Context,
    build: &Build,
    operator: Operator,
    value: Argument,
) -> Result<(), PythonError> {
    let operand = value
        .integer()
        .ok_or(PythonError::kind("unsupported operand type"))?;
    let sum = combine_options(build, read_options(context, build), operator, operand);
    set_options(context, build, Argument::Int(sum))
}

/// What wrapping a socket or a BIO raises before any byte is sent.
pub fn wrap(context: &Context, build: &Build, role: Role) -> Result<(), PythonError> {
    let wrong = matches!(
        (context.method, role),
        (Method::Negotiating(Side::Client), Role::Server)
            | (Method::Negotiating(Side::Server), Role::Client)
    );
    if wrong && build.python.at_least_3(10) {
        return Err(PythonError {
            class: "ssl.SSLError",
            message: "cannot wrap a socket for the side that the context's protocol does not play",
        });
    }
    Ok(())
}
