//! `OpenSSL.SSL.Context` of pyOpenSSL: constructor and mutators.
//!
//! pyOpenSSL's `SSL.py`; integers pass through `cffi`, which refuses what does
//! not fit the C type.

use crate::bounds::{self, End, Outcome};
use crate::error::{Argument, PythonError};
use crate::{Bound, Build, Context, Engine, Method, Protocol, Side};

/// `OpenSSL.SSL.Context(method)`.
pub fn new_context(build: &Build, method: i64) -> Result<Context, PythonError> {
    let pyopenssl = &build.pyopenssl;
    let method = match method {
        1 => fixed(build, Protocol::SslV2),
        2 => fixed(build, Protocol::SslV3),
        3 => Some(Method::Negotiating(Side::Both)),
        4 => fixed(build, Protocol::TlsV1),
        5 if pyopenssl.number >= (0, 14) => fixed(build, Protocol::TlsV1_1),
        6 if pyopenssl.number >= (0, 14) => fixed(build, Protocol::TlsV1_2),
        7 if pyopenssl.has_bounds => Some(Method::Negotiating(Side::Both)),
        8 if pyopenssl.has_bounds => Some(Method::Negotiating(Side::Server)),
        9 if pyopenssl.has_bounds => Some(Method::Negotiating(Side::Client)),
        10..=12 if pyopenssl.number >= (22, 0) => Some(Method::Datagram),
        _ => None,
    };
    let method = method.ok_or(PythonError::value("No such protocol"))?;
    let bound = match method {
        Method::Fixed(protocol) if pyopenssl.fixed_methods_open => Bound::At(protocol),
        Method::Fixed(_) | Method::Negotiating(_) | Method::Datagram => Bound::Unset,
    };
    Ok(Context {
        engine: Engine::PyOpenSsl,
        method,
        minimum: bound,
        maximum: bound,
        options: pyopenssl.default_options,
    })
}

fn fixed(build: &Build, protocol: Protocol) -> Option<Method> {
    // From 22.1 on the methods of SSLv2 and SSLv3 are gone whatever the build.
    let gone = build.pyopenssl.fixed_methods_open && protocol <= Protocol::SslV3;
    (!gone && build.pyopenssl.available.contains(protocol)).then_some(Method::Fixed(protocol))
}

/// `context.set_min_proto_version(version)`.
pub fn set_min_proto_version(
    context: &mut Context,
    build: &Build,
    version: Argument,
) -> Result<(), PythonError> {
    set_bound(context, build, version, End::Minimum)
}

/// `context.set_max_proto_version(version)`.
pub fn set_max_proto_version(
    context: &mut Context,
    build: &Build,
    version: Argument,
) -> Result<(), PythonError> {
    set_bound(context, build, version, End::Maximum)
}

fn set_bound(
    context: &mut Context,
    build: &Build,
    version: Argument,
    end: End,
) -> Result<(), PythonError> {
    let pyopenssl = &build.pyopenssl;
    if !pyopenssl.has_bounds {
        return Err(PythonError::attribute("no such attribute of 'Context'"));
    }
    let version = version
        .integer()
        .ok_or(PythonError::kind("an integer is required"))?;
    let version =
        i32::try_from(version).map_err(|_| PythonError::overflow("integer does not fit 'int'"))?;
    let other = match end {
        End::Minimum => context.maximum,
        End::Maximum => context.minimum,
    };
    let outcome = bounds::set(end, version, other, pyopenssl.available, pyopenssl.release);
    let takes = match context.method {
        Method::Negotiating(_) => true,
        Method::Fixed(_) => pyopenssl.fixed_methods_open,
        Method::Datagram => false,
    };
    match (outcome, end) {
        (Outcome::Refused, _) => {
            return Err(PythonError {
                class: "OpenSSL.SSL.Error",
                message: "unsupported protocol version",
            });
        }
        (Outcome::Set(bound), End::Minimum) if takes => context.minimum = bound,
        (Outcome::Set(bound), End::Maximum) if takes => context.maximum = bound,
        // A DTLS number on a TLS method; any number on a fixed method.
        (Outcome::Ignored | Outcome::Set(_), _) => {}
    }
    Ok(())
}

/// `context.set_options(options)`: adds flags, returns the resulting mask.
pub fn set_options(
    context: &mut Context,
    build: &Build,
    options: Argument,
) -> Result<u64, PythonError> {
    let value = options
        .integer()
        .ok_or(PythonError::kind("options must be an integer"))?;
    let value = u64::try_from(value)
        .map_err(|_| PythonError::overflow("can't convert negative number to unsigned"))?;
    context.options |= value & build.pyopenssl.release.option_bits();
    Ok(context.options)
}
