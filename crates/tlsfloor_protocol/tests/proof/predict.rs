//! What the crate says that a sequence does, in the words of `proof/drive.py`.

use crate::sequence::{Field, Sequence, Step, Value};
use tlsfloor_protocol::negotiate::negotiable;
use tlsfloor_protocol::{Argument, Build, Context, ProtocolSet, PythonError, Role, pyopenssl, ssl};

/// A value as Python holds it: members of `ssl.Options` invert differently.
enum Evaluated {
    Plain(Argument),
    Flag(i128),
}

impl Evaluated {
    fn argument(&self) -> Argument {
        match *self {
            Self::Plain(argument) => argument,
            Self::Flag(value) => Argument::Int(value),
        }
    }
}

const MISSING: PythonError = PythonError {
    class: "AttributeError",
    message: "",
};
const WRONG_TYPE: PythonError = PythonError {
    class: "TypeError",
    message: "",
};

/// The line that `drive.py ssl` must print.
pub(crate) fn stdlib(sequence: &Sequence, build: &Build, measurable: ProtocolSet) -> String {
    let made = match &sequence.argument {
        None => ssl::new_context(build, Argument::Omitted),
        Some(value) => {
            evaluate(value, build).and_then(|value| ssl::new_context(build, value.argument()))
        }
    };
    let mut context = match made {
        Ok(context) => context,
        Err(error) => return class(error),
    };
    let mut words = vec!["ok".to_owned()];
    for step in &sequence.steps {
        words.push(stdlib_step(&mut context, step, build).unwrap_or_else(class));
    }
    words.push(
        ssl::minimum_version(&context, build).map_or_else(|_| "-".to_owned(), |v| v.to_string()),
    );
    words.push(
        ssl::maximum_version(&context, build).map_or_else(|_| "-".to_owned(), |v| v.to_string()),
    );
    words.push(ssl::read_options(&context, build).to_string());
    for role in Role::ALL {
        words.push(names(
            negotiable(&context, build, role).intersection(measurable),
        ));
    }
    for role in Role::ALL {
        words.push(ssl::wrap(&context, build, role).map_or_else(class, |()| "ok".to_owned()));
    }
    words.join(" ")
}

fn stdlib_step(context: &mut Context, step: &Step, build: &Build) -> Result<String, PythonError> {
    match step {
        Step::Read(Field::Minimum) => {
            return ssl::minimum_version(context, build).map(|v| v.to_string());
        }
        Step::Read(Field::Maximum) => {
            return ssl::maximum_version(context, build).map(|v| v.to_string());
        }
        Step::Read(Field::Options) => return Ok(ssl::read_options(context, build).to_string()),
        Step::Set(field, value) => set(context, *field, evaluate(value, build)?.argument(), build)?,
        Step::Delete(field) => set(context, *field, Argument::Omitted, build)?,
        Step::Augment(operator, value) => {
            let value = evaluate(value, build)?.argument();
            ssl::augment_options(context, build, *operator, value)?;
        }
    }
    Ok("ok".to_owned())
}

fn set(
    context: &mut Context,
    field: Field,
    value: Argument,
    build: &Build,
) -> Result<(), PythonError> {
    match field {
        Field::Minimum => ssl::set_minimum_version(context, build, value),
        Field::Maximum => ssl::set_maximum_version(context, build, value),
        Field::Options => ssl::set_options(context, build, value),
    }
}

fn evaluate(value: &Value, build: &Build) -> Result<Evaluated, PythonError> {
    let plain = |argument| Ok(Evaluated::Plain(argument));
    match value {
        Value::Name(name) => {
            if let Some(flag) = build.flag(name) {
                return Ok(Evaluated::Flag(i128::from(flag)));
            }
            let number = build.protocol_number(name).ok_or(MISSING)?;
            plain(Argument::Int(i128::from(number)))
        }
        Value::Version(member) => {
            let number = build.tls_version(member).ok_or(MISSING)?;
            plain(Argument::Int(i128::from(number)))
        }
        Value::Not(inner) => match evaluate(inner, build)? {
            Evaluated::Flag(value) => Ok(Evaluated::Flag(ssl::invert_flag(build, value))),
            Evaluated::Plain(argument) => {
                plain(Argument::Int(!argument.integer().ok_or(WRONG_TYPE)?))
            }
        },
        literal => plain(self::literal(literal)),
    }
}

fn literal(value: &Value) -> Argument {
    match value {
        Value::None => Argument::None,
        Value::Bool(value) => Argument::Bool(*value),
        Value::Str => Argument::Str,
        Value::Int(value) => Argument::Int(*value),
        Value::Float | Value::Name(_) | Value::Version(_) | Value::Not(_) => Argument::Other,
    }
}

/// The line that `drive.py pyopenssl` must print.
pub(crate) fn pyopenssl(sequence: &Sequence, build: &Build, measurable: ProtocolSet) -> String {
    let method = sequence
        .argument
        .as_ref()
        .map(|value| pyopenssl_value(value, build));
    let made = match method {
        Some(Ok(Argument::Int(number))) => {
            pyopenssl::new_context(build, i64::try_from(number).unwrap())
        }
        Some(Err(error)) => Err(error),
        Some(Ok(_)) | None => Err(WRONG_TYPE),
    };
    let mut context = match made {
        Ok(context) => context,
        Err(error) => return class(error),
    };
    let mut words = vec!["ok".to_owned()];
    for step in &sequence.steps {
        words.push(pyopenssl_step(&mut context, step, build).unwrap_or_else(class));
    }
    words.extend(["-".to_owned(), "-".to_owned(), context.options.to_string()]);
    for role in Role::ALL {
        words.push(names(
            negotiable(&context, build, role).intersection(measurable),
        ));
    }
    words.extend(["ok".to_owned(), "ok".to_owned()]);
    words.join(" ")
}

fn pyopenssl_step(
    context: &mut Context,
    step: &Step,
    build: &Build,
) -> Result<String, PythonError> {
    let Step::Set(field, value) = step else {
        panic!("pyOpenSSL can only set: {step}");
    };
    let value = pyopenssl_value(value, build)?;
    let ok = |()| "ok".to_owned();
    match field {
        Field::Minimum => pyopenssl::set_min_proto_version(context, build, value).map(ok),
        Field::Maximum => pyopenssl::set_max_proto_version(context, build, value).map(ok),
        Field::Options => {
            pyopenssl::set_options(context, build, value).map(|mask| mask.to_string())
        }
    }
}

fn pyopenssl_value(value: &Value, build: &Build) -> Result<Argument, PythonError> {
    match value {
        Value::Name(name) => {
            let number = build.pyopenssl.constant(name).ok_or(MISSING)?;
            Ok(Argument::Int(i128::from(number)))
        }
        other => Ok(literal(other)),
    }
}

fn class(error: PythonError) -> String {
    error
        .class
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn names(set: ProtocolSet) -> String {
    let names: Vec<&str> = set
        .into_iter()
        .map(tlsfloor_protocol::Protocol::name)
        .collect();
    if names.is_empty() {
        "-".to_owned()
    } else {
        names.join(",")
    }
}
