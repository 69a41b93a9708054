//! The options of a context: a mask whose bits are known one by one.

use crate::domain::config::{Config, Tracked, Written};
use crate::domain::guard::Guard;
use crate::domain::intern::Name;
use crate::domain::object::ObjectId;
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Traced, Value};
use crate::interp::Interp;
use crate::interp::context::bits::change_by_bits;
use ruff_python_ast::Operator;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_protocol::{Argument, Build, Context, Engine, Protocol, PythonError, pyopenssl, ssl};
use tlsfloor_source::Span;

/// How a mask of options changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interp) enum Change {
    Add,
    Remove,
    Assign,
    /// `options ^= …`, `+= …`, `-= …`: whatever else the operator does.
    Operator(Operator),
}

impl<'a> Interp<'a> {
    /// Changes the options of contexts.
    pub(in crate::interp) fn change_options(
        &mut self,
        target: &Value,
        value: &Value,
        change: Change,
        span: Span,
    ) {
        self.update_by_atom(
            target,
            value,
            span,
            |interp, build, config, traced, argument| match argument {
                Some(argument) => change_known(config, build, argument, change, &traced.origins),
                None => {
                    let bits = interp.known_bits(&traced.atom, build);
                    change_by_bits(config, bits, change, &traced.origins);
                    Ok(())
                }
            },
        );
    }

    /// `context.options op= operand`, bit by bit, so that unknown bits do not
    /// make the known ones unknown.
    pub(in crate::interp) fn augment_options(
        &mut self,
        object: &Value,
        name: Name,
        op: Operator,
        operand: &Value,
        span: Span,
    ) -> bool {
        let text = self.names.text(name);
        let contexts = self.context_objects(object);
        if text.as_ref() != "options"
            || contexts.is_empty()
            || contexts.len() != object.entries().len()
            || !contexts
                .iter()
                .all(|(_, context)| self.is_native(*context, name))
        {
            return false;
        }
        let change = match op {
            Operator::BitOr => Change::Add,
            other => Change::Operator(other),
        };
        self.change_options(object, operand, change, span);
        true
    }

    pub(in crate::interp) fn read_options(&mut self, object: ObjectId, span: Span) -> Value {
        let configs = self.configs(object);
        let mut entries = Vec::new();
        for (guard, config) in configs.entries() {
            if !config.options_known() {
                let unknown = self.some_options(config, span);
                entries.extend(unknown.restricted(guard).entries().iter().cloned());
                continue;
            }
            let context = config.context();
            let builds = BuildSet(guard.builds.0 & self.builds().0);
            let groups = self.by_build(builds, |build| match context.engine {
                Engine::Ssl => ssl::read_options(&context, build),
                Engine::PyOpenSsl => i128::from(context.options),
            });
            for (builds, int) in groups {
                if let Some(guard) = guard.and(&Guard::on(builds)) {
                    entries.push((
                        guard,
                        Traced {
                            atom: Atom::Int(int),
                            origins: Origins::default(),
                        },
                    ));
                }
            }
        }
        Value::of(entries)
    }
}

/// An operator that Python does not have for these operands.
const UNSUPPORTED: PythonError = PythonError {
    class: "TypeError",
    message: "unsupported operand type(s)",
};

fn change_known(
    config: &mut Config,
    build: &Build,
    argument: Argument,
    change: Change,
    origins: &Origins,
) -> Result<(), PythonError> {
    let Some(operand) = argument.integer() else {
        return match change {
            Change::Assign => config.apply(Written::Options, origins, |context| {
                ssl::set_options(context, build, argument)
            }),
            _ => Err(UNSUPPORTED),
        };
    };
    let engine = config.engine;
    let partial = !config.options_known();
    let read = |context: &Context| match engine {
        Engine::Ssl => ssl::read_options(context, build),
        Engine::PyOpenSsl => i128::from(context.options),
    };
    let carries = matches!(change, Change::Operator(Operator::Add | Operator::Sub));
    if partial && carries && operand != 0 {
        // A bit that is not known may carry into those that are.
        for protocol in Protocol::ALL {
            config.forget_bit(protocol, origins);
        }
        return Ok(());
    }
    let unknown_before: Vec<Protocol> = Protocol::ALL
        .into_iter()
        .filter(|protocol| config.disabled[protocol.index()].value.is_none())
        .collect();
    let written = if change == Change::Assign {
        Written::Options
    } else {
        Written::Flags
    };
    let result = config.apply(written, origins, |context| {
        let old = read(context);
        // pyOpenSSL adds by itself, and looks at what it is given.
        if (engine, change) == (Engine::PyOpenSsl, Change::Add) {
            return pyopenssl::set_options(context, build, argument).map(|_| ());
        }
        let new = changed_mask(old, operand, change)?;
        match engine {
            Engine::Ssl => ssl::set_options(context, build, Argument::Int(new)),
            Engine::PyOpenSsl => {
                context.options = u64::try_from(new).unwrap_or(0);
                Ok(())
            }
        }
    });
    if partial && change != Change::Assign {
        settle_unknown(config, &unknown_before, operand, change, origins);
    }
    result
}

fn changed_mask(old: i128, operand: i128, change: Change) -> Result<i128, PythonError> {
    Ok(match change {
        Change::Add | Change::Operator(Operator::BitOr) => old | operand,
        Change::Remove => old & !operand,
        Change::Assign => operand,
        Change::Operator(Operator::BitAnd) => old & operand,
        Change::Operator(Operator::BitXor) => old ^ operand,
        Change::Operator(Operator::Add) => old.saturating_add(operand),
        Change::Operator(Operator::Sub) => old.saturating_sub(operand),
        Change::Operator(_) => return Err(UNSUPPORTED),
    })
}

/// What a known operand says of bits that were unknown before.
fn settle_unknown(
    config: &mut Config,
    unknown: &[Protocol],
    operand: i128,
    change: Change,
    origins: &Origins,
) {
    for protocol in unknown {
        let bit = i128::from(crate::domain::config::no_bit(*protocol));
        let set = operand & bit != 0;
        let value = match change {
            Change::Add | Change::Operator(Operator::BitOr) if set => Some(true),
            Change::Remove if set => Some(false),
            Change::Operator(Operator::BitAnd) if !set => Some(false),
            _ => None,
        };
        let tracked = &mut config.disabled[protocol.index()];
        match value {
            Some(value) => *tracked = Tracked::known(value, origins),
            None => tracked.value = None,
        }
        if value == Some(true) {
            config.options |= crate::domain::config::no_bit(*protocol);
        } else {
            config.options &= !crate::domain::config::no_bit(*protocol);
        }
    }
}
