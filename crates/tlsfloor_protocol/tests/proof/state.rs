//! The build that an interpreter's own words describe.
//!
//! Taken from it: the versions of Python and OpenSSL, which protocols the build
//! has, with which default suites it was configured, and those options of a new
//! context that have nothing to do with versions. The rest is the crate's, and
//! compared: every constant, the default minimum, the default `OP_NO_*` flags.

use crate::interpreter::Facts;
use std::collections::BTreeMap;
use tlsfloor_protocol::platform::{PyOpenSslBuild, disabled_bit};
use tlsfloor_protocol::{Argument, Build, Protocol, ProtocolSet, PythonVersion, ssl};

/// The protocols of a list such as `TLSv1.2,TLSv1.3`.
pub(crate) fn protocols(list: &str) -> ProtocolSet {
    list.split(',').filter_map(Protocol::from_name).collect()
}

fn python(facts: &Facts) -> PythonVersion {
    let (major, minor) = facts.get("python").split_once('.').unwrap();
    PythonVersion::new(major.parse().unwrap(), minor.parse().unwrap())
}

/// The reference build of this Python, on the OpenSSL at hand; and what it says
/// of itself that the crate does not.
pub(crate) fn stdlib(facts: &Facts) -> (Build, Vec<String>) {
    let mut differences = Vec::new();
    let constants = numbers(facts, "constant");
    let mut build = Build::reference(python(facts))
        .expect("a Python that the crate knows")
        .with_openssl(facts.get("openssl"), available(facts, &constants));
    if facts.get("suites") == "openssl" {
        build = build.with_default_suites_openssl();
    }
    let no_protocol: u64 = Protocol::ALL.into_iter().map(disabled_bit).sum();
    let real: u64 = facts.get("options").parse().unwrap();
    let options = (real & !no_protocol) | (build.default_options & no_protocol);
    build = build.with_default_options(options);
    compare_constants(&build, &constants, facts, &mut differences);
    let context = ssl::new_context(&build, Argument::Int(2)).unwrap();
    if ssl::read_options(&context, &build) != i128::from(real) {
        differences.push(format!(
            "default options: real {real:#x}, said {options:#x}"
        ));
    }
    let minimum =
        ssl::minimum_version(&context, &build).map_or_else(|_| "-".to_owned(), |v| v.to_string());
    if minimum != facts.get("minimum") {
        differences.push(format!(
            "default minimum: real {}, said {minimum}",
            facts.get("minimum")
        ));
    }
    (build, differences)
}

/// What the build has: `HAS_*` where they exist, else the names of protocols.
fn available(facts: &Facts, constants: &BTreeMap<String, i64>) -> ProtocolSet {
    let measurable = protocols(facts.get("measurable"));
    let has = |protocol: Protocol| {
        let name = protocol.name().replace('.', "_");
        constants.get(&format!("HAS_{name}")).map_or_else(
            || constants.contains_key(&format!("PROTOCOL_{name}")) || measurable.contains(protocol),
            |has| *has != 0,
        )
    };
    Protocol::ALL
        .into_iter()
        .filter(|protocol| has(*protocol))
        .collect()
}

fn numbers(facts: &Facts, key: &str) -> BTreeMap<String, i64> {
    facts
        .all(key)
        .filter_map(|fact| fact.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.parse().unwrap()))
        .collect()
}

/// Every constant of the module is the crate's, and the other way round.
fn compare_constants(
    build: &Build,
    constants: &BTreeMap<String, i64>,
    facts: &Facts,
    differences: &mut Vec<String>,
) {
    let says = |name: &str| {
        let flag = build.flag(name).map(|value| i64::try_from(value).unwrap());
        flag.or_else(|| build.protocol_number(name))
            .or_else(|| build.has_constant(name).map(i64::from))
    };
    let mut names: Vec<&str> = constants.keys().map(String::as_str).collect();
    names.extend(build.flags.iter().map(|(name, _)| *name));
    names.extend([
        "PROTOCOL_SSLv2",
        "PROTOCOL_SSLv3",
        "PROTOCOL_TLS",
        "PROTOCOL_TLS_CLIENT",
    ]);
    names.extend([
        "PROTOCOL_TLS_SERVER",
        "PROTOCOL_TLSv1_1",
        "HAS_SSLv2",
        "HAS_TLSv1_3",
    ]);
    for name in names {
        let (real, said) = (constants.get(name).copied(), says(name));
        if real != said {
            differences.push(format!("ssl.{name}: real {real:?}, said {said:?}"));
        }
    }
    let members = numbers(facts, "version");
    for member in [
        "MINIMUM_SUPPORTED",
        "SSLv3",
        "TLSv1",
        "TLSv1_3",
        "MAXIMUM_SUPPORTED",
    ] {
        let (real, said) = (members.get(member).copied(), build.tls_version(member));
        if real != said {
            differences.push(format!(
                "ssl.TLSVersion.{member}: real {real:?}, said {said:?}"
            ));
        }
    }
}

/// Any build with the pyOpenSSL that the interpreter names.
pub(crate) fn pyopenssl(facts: &Facts) -> (Build, Vec<String>) {
    let mut differences = Vec::new();
    let pyopenssl = PyOpenSslBuild::new(facts.get("pyopenssl"), facts.get("openssl"));
    if pyopenssl.default_options.to_string() != facts.get("options") {
        differences.push(format!(
            "default options: real {}, said {}",
            facts.get("options"),
            pyopenssl.default_options
        ));
    }
    if pyopenssl.available != protocols(facts.get("measurable")) {
        differences.push(format!("this wheel speaks {}", facts.get("measurable")));
    }
    let build = Build::reference(python(facts)).expect("a Python that the crate knows");
    (build.with_pyopenssl(pyopenssl), differences)
}
